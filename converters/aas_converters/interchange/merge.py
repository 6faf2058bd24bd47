"""One package from several files: each identifiable once, every file kept, none of two that disagree chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from aas_converters.interchange.content import LISTS, Attachment, Content, Environment, Part
from aas_converters.interchange.differences import digest
from aas_converters.interchange.files import with_files_renamed
from aas_converters.interchange.shells import with_shells_united
from aas_converters.interchange.write import joined
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS
from aas_validators.package.part_names import equivalent

DISAGREE: Final = Rule(
    code="SRC084",
    name="same-id-other-content",
    severity=Severity.ERROR,
    message=Sentence(
        "{name} {id} is in {first} too, with other content",
        "{name} {id}이(가) {first}에도 있으나 내용이 다릅니다",
    ),
    hint=Sentence(
        "give one of them an id of its own, or leave one file out (aas diff shows what differs)",
        "둘 중 하나의 id를 바꾸거나 한 파일을 빼십시오 (차이는 aas diff로 확인)",
    ),
    why=Sentence("One id names one thing; choosing for you could lose data.", "id 하나는 한 대상만 가리켜야 합니다."),
)

NO_LIST: Final = Rule(
    code="SRC086",
    name="list-expected",
    severity=Severity.ERROR,
    message=Sentence(
        "{attribute} is no list, so nothing can be put to it", "{attribute}이(가) 목록이 아니어서 합칠 수 없습니다"
    ),
    hint=Sentence(
        "correct the file first; aas validate says what is wrong with it",
        "먼저 파일을 고치십시오. aas validate로 틀린 곳을 볼 수 있습니다",
    ),
    why=Sentence("What stands there would be lost.", "그 자리에 있는 내용이 없어지게 됩니다."),
)


def merged(contents: Sequence[Content], name: str) -> tuple[Content, list[Diagnostic]]:
    """Return one content with what several hold, and what forbids it: one id with two contents.

    Files of one name and other bytes are numbered, and the elements that name them follow. The first thumbnail stays.
    Shells of one machine that agree but for their submodels become one with all of them.
    """
    contents = with_shells_united(contents)
    findings: list[Diagnostic] = [finding for content in contents for finding in content.findings]
    attachments: dict[str, Attachment] = {}
    environments: list[Environment] = []
    supplements: list[str] = []
    for content in contents:
        names = taken_in(content, attachments)
        for part in content.parts:
            listed = {name: value for name, value in part.environment.items() if name not in LISTS or is_list(value)}
            environments.append(with_files_renamed(listed, part.name, names))
            supplements += [names.get(one, one) for one in part.supplements if names.get(one, one) not in supplements]
    findings += [*disagreements(contents), *no_lists(contents)]
    thumbnail = next((content.thumbnail for content in contents if content.thumbnail), None)
    versions = {part.metamodel for content in contents for part in content.parts} - {None}
    part = Part(
        "/aasx/data.json", "json", min(versions, default=None, key=str), joined(environments), tuple(supplements)
    )
    return Content(name, (part,), attachments, thumbnail, tuple(findings)), findings


def taken_in(content: Content, attachments: dict[str, Attachment]) -> dict[str, str]:
    """Add the files of a content to those there are; return the new names of those that had to be renamed."""
    renamed: dict[str, str] = {}
    for one in content.attachments.values():
        name, number = one.name, 1
        taken = {equivalent(other): other for other in attachments}
        while (other := taken.get(equivalent(name))) is not None and digest(attachments[other]) != digest(one):
            number += 1
            stem, dot, suffix = one.name.rpartition(".")
            name = f"{stem}-{number}{dot}{suffix}" if dot and "/" not in suffix else f"{one.name}-{number}"
        if name != one.name:
            renamed[one.name] = name
        attachments.setdefault(other or name, replace(one, name=name))
    return renamed


def disagreements(contents: Sequence[Content]) -> list[Diagnostic]:
    """Return a finding for each id that stands for two different things."""
    seen: dict[tuple[str, str], tuple[str, object]] = {}
    found = []
    for content in contents:
        for part in content.parts:
            for attribute in LISTS:
                value = part.environment.get(attribute)
                for item in value if isinstance(value, list) else ():
                    key = (attribute, str(item.get("id")) if isinstance(item, dict) else "")
                    file, other = seen.setdefault(key, (content.file, item))
                    if other != item:
                        values = {"name": ENVIRONMENT_LISTS[attribute], "id": key[1], "first": file}
                        found.append(Diagnostic(DISAGREE, Location(file=content.file), values))
    return found


def no_lists(contents: Sequence[Content]) -> list[Diagnostic]:
    """Return a finding for each list of an environment that is something else."""
    return [
        Diagnostic(
            NO_LIST, Location(file=content.file, part=part.name, pointer=f"/{attribute}"), {"attribute": attribute}
        )
        for content in contents
        for part in content.parts
        for attribute in LISTS
        if not is_list(part.environment.get(attribute, []))
    ]


def is_list(value: object) -> bool:
    """Return whether the items of a value can be put behind those of another."""
    return isinstance(value, list)

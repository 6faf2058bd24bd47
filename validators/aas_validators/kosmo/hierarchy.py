"""Shells below shells, and the tags that come of it: one parent each, no circle, no name twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aas_validators.diagnostics import Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Pointer
from aas_validators.kosmo.plant import Plant
from aas_validators.kosmo.rule import profile_rule
from aas_validators.kosmo.tree import nodes_of, tag_shown, target_of, text
from aas_validators.kosmo.value_types import NO_XML

DANGLING = profile_rule(
    90,
    "child-shell-missing",
    (
        "{name} refers to the shell {value}, which is not in the file{near}",
        "{name}이(가) 가리키는 AAS {value}이(가) 파일에 없습니다{near}",
    ),
    (
        "write the id of the child shell, letter by letter and without blanks, or add the shell",
        "하위 AAS의 id를 공백 없이 글자 그대로 쓰거나 그 AAS를 추가하십시오",
    ),
    (
        "The link is dropped without a word, and the child stands at the top.",
        "연결이 조용히 사라지고 하위 AAS가 최상위에 놓입니다.",
    ),
    "G1 5.5",
)
NAMELESS_LINK = profile_rule(
    91,
    "link-without-name",
    (
        "a reference to the shell {value} has no idShort",
        "AAS {value}을(를) 가리키는 ReferenceElement에 idShort가 없습니다",
    ),
    ("name it, such as Press_Ref", "Press_Ref처럼 idShort를 쓰십시오"),
    (
        "The link is dropped without a word, and the child stands at the top.",
        "연결이 조용히 사라지고 하위 AAS가 최상위에 놓입니다.",
    ),
    "PARSER",
)
SECOND_PARENT = profile_rule(
    92,
    "second-parent",
    ("the shell {name} is below {first} already", "AAS {name}은(는) 이미 {first} 아래에 있습니다"),
    ("keep one of the references", "참조를 하나만 남기십시오"),
    ("Only the first counts; the other parent loses it.", "첫 참조만 유효하고, 다른 상위에서는 보이지 않습니다."),
    "PARSER",
)
CIRCLE = profile_rule(
    93,
    "shells-in-circle",
    ("the shell {name} contains itself", "AAS {name}이(가) 자기 자신을 포함합니다"),
    ("remove the reference that leads back", "되돌아오는 참조를 지우십시오"),
    (
        "The programme's parser makes tags of it that repeat themselves; aas export puts the shell at the top.",
        "파서는 같은 이름이 반복되는 태그를 만들며, aas export는 최상위에 둡니다.",
    ),
    "PARSER",
)
CHILD_FIRST = profile_rule(
    94,
    "child-before-parent",
    (
        "the shell {name} stands before its parent {parent}, in a chain of {depth}",
        "{depth}단 계층에서 AAS {name}이(가) 상위 {parent}보다 먼저 나옵니다",
    ),
    ("put parents first in the list of shells", "상위 AAS를 목록의 앞에 두십시오"),
    (
        "In chains of five and more the programme's parser then repeats pieces of the path in the tags.",
        "5단 이상이면 파서가 태그에 경로를 반복해서 넣습니다.",
    ),
    "PARSER",
    Severity.WARNING,
)
DEEP = profile_rule(
    96,
    "hierarchy-deep",
    ("the shell {name} is {depth} levels down", "AAS {name}이(가) {depth}단 깊이에 있습니다"),
    (
        "factory, line, machine and component are enough levels",
        "공장, 라인, 설비, 부품의 네 단 이내로 하십시오",
    ),
    ("Every level makes tags longer.", "단이 늘수록 태그가 길어집니다."),
    "EDU 7.1",
    Severity.WARNING,
)
SAME_TAG = profile_rule(
    100,
    "tag-twice",
    ("the tag {tag} stands for two things", "태그 {tag}이(가) 두 곳에 쓰였습니다"),
    (
        "give shells, and elements side by side, idShorts of their own; aas export writes the first",
        "AAS끼리, 같은 자리의 요소끼리 idShort를 다르게 하십시오. aas export는 첫 번째만 씁니다",
    ),
    ("The programme's parser stops at it and writes no files.", "파서가 여기서 멈추고 파일을 만들지 않습니다."),
    "PARSER",
)
BAD_NAME = profile_rule(
    101,
    "name-breaks-files",
    ("the idShort {name} has {sign} in it", "idShort {name}에 {sign}이(가) 있습니다"),
    (
        "leave out dots, commas, semicolons, quotes and blanks; a row with a comma is not written",
        "점, 쉼표, 세미콜론, 따옴표, 공백을 빼십시오. 쉼표가 든 행은 engineering.csv에 쓰지 않습니다",
    ),
    (
        "Tags, csv and JSON are built by joining names; these signs tear them apart.",
        "태그, csv, JSON은 이름을 이어 붙여 만들므로 이런 문자가 있으면 깨집니다.",
    ),
    "PARSER",
)

LONG_CHAIN: Final = 5
DEEPEST: Final = 4
BREAKING: Final = '.,;" \t\r\n'


def check_links(plant: Plant) -> Iterator[Finding]:
    """Yield references to shells that lead nowhere, or to a shell that has a parent."""
    ids = {text(shell, "id") or "": number for number, (_, shell) in enumerate(plant.shells)}
    seen: set[Pointer] = set()
    for link in plant.links:
        if link.pointer in seen:
            continue
        seen.add(link.pointer)
        name, number = shown(link.name), ids.get(link.target)
        if number is None:
            near = next((id_ for id_ in ids if id_.strip().lower() == link.target.strip().lower()), None)
            values = {"name": name, "value": shown(f"'{link.target}'"), "near": f" ('{near}'?)" if near else ""}
            yield Finding(DANGLING, link.pointer, values)
        elif (first := plant.parents[number]).pointer != link.pointer:
            values = {"name": shown(plant.shells[number][1].get("idShort"))}
            parent = plant.shells[first.parent][1].get("idShort")
            yield Finding(SECOND_PARENT, link.pointer, {**values, "first": shown(parent)})
    for node in plant.of_class("ReferenceElement"):
        if not node.text("idShort") and (target := target_of(node.value)):
            yield Finding(NAMELESS_LINK, node.pointer, {"value": shown(target)})


def check_chains(plant: Plant) -> Iterator[Finding]:
    """Yield circles, chains that are too long, and children before their parents."""
    longest = max((depth_of(plant, number) for number in range(len(plant.shells))), default=0)
    for number, (at, shell) in enumerate(plant.shells):
        name = shown(shell.get("idShort"))
        if number in plant.cycles:
            yield Finding(CIRCLE, at, {"name": name})
            continue
        if (depth := depth_of(plant, number)) > DEEPEST:
            yield Finding(DEEP, at, {"name": name, "depth": depth})
        link = plant.parents.get(number)
        if link and link.parent > number and longest >= LONG_CHAIN:
            parent = shown(plant.shells[link.parent][1].get("idShort"))
            yield Finding(CHILD_FIRST, at, {"name": name, "parent": parent, "depth": longest})


def depth_of(plant: Plant, number: int) -> int:
    """Return how many shells there are from the top down to one, itself included."""
    depth = 1
    while number in plant.parents and number not in plant.cycles:
        number = plant.parents[number].parent
        depth += 1
    return depth


def check_tags(plant: Plant) -> Iterator[Finding]:
    """Yield tags of two things, and names that tear tags apart."""
    tags: set[str] = set()
    seen: set[Pointer] = set()
    for node in nodes_of(plant.tree):
        if node.tag in tags:
            yield Finding(SAME_TAG, node.pointer, {"tag": tag_shown(node.tag)})
        tags.add(node.tag)
        bad = [sign for sign in node.name if sign in BREAKING or NO_XML.match(sign)]
        if bad and node.pointer not in seen:
            seen.add(node.pointer)
            sign = repr(bad[0])
            yield Finding(BAD_NAME, (*node.pointer, "idShort"), {"name": shown(node.name), "sign": sign})


EXPORT: Final = (check_links, check_chains, check_tags)
CHECKS: Final = EXPORT

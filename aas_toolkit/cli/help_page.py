"""The page that `--help` prints, in English or Korean: how it is called, what it does, its options, examples."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import click

from aas_validators.diagnostics.rule import Sentence

WORDS: Final = {
    "usage": Sentence("Usage", "사용법"),
    "arguments": Sentence("Arguments", "인자"),
    "options": Sentence("Options", "옵션"),
    "examples": Sentence("Examples", "사용 예"),
    "examples in demo": Sentence(
        "Examples, in the folder demo/injection_moulding that `aas demo` makes",
        "사용 예 (`aas demo`가 만든 demo/injection_moulding 폴더에서)",
    ),
    "required": Sentence("required", "필수"),
    "repeatable": Sentence("repeatable", "여러 번 가능"),
    "default": Sentence("default: {value}", "기본값: {value}"),
    "at least": Sentence("at least {value}", "{value} 이상"),
    "variable": Sentence("or the variable {value}", "환경변수 {value}"),
    "help": Sentence("Show this page.", "이 도움말을 보여 줍니다."),
}

VALUES: Final = {
    "AFTER": "이후파일",
    "ARGS": "인자",
    "BEFORE": "이전파일",
    "CODE": "코드",
    "COMMAND": "명령",
    "ELEMENT": "요소",
    "FILE": "파일",
    "FILES": "파일",
    "FOLDER": "폴더",
    "FORMAT": "형식",
    "LEVEL": "등급",
    "MAPPING": "매핑",
    "MODEL": "모델",
    "NAME": "이름",
    "NEW": "새모델",
    "NODE": "노드",
    "NUMBER": "개수",
    "OLD": "이전모델",
    "OPTIONS": "옵션",
    "OUT": "결과",
    "PATH": "경로",
    "PATTERN": "패턴",
    "RULE": "규칙",
    "SECONDS": "초",
    "SIZE": "크기",
    "SOURCE": "원본",
    "TEXT": "글자",
    "TIME": "시각",
    "VALUE": "값",
    "WORDS": "낱말",
}
"""What stands for a value on a line, in Korean."""

DEMO_FILES: Final = ("shots.csv", "mapping.yaml", "injection_moulding.aasx")
"""What `aas demo` makes, and examples read."""

FIRM: Final = "\N{NO-BREAK SPACE}"
"""A blank at which no line ends: inside a remark, and inside a command between backticks."""
COMMAND: Final = re.compile("`[^`]{,40}`")

FEW: Final = 12
"""Up to so many options stand in one list; more are divided by their sections."""
WIDEST: Final = 28
"""How wide the left column may be; a longer entry has a line of its own."""


def help_page(
    ctx: click.Context, lang: str, width: int, below: Sequence[tuple[Sentence, list[tuple[str, Sentence]]]] = ()
) -> str:
    """Return the page of a command: `width` columns, a Korean letter takes two."""
    command: Any = ctx.command
    parts = [usage_line(ctx, lang, width)]
    paragraphs = command.about.inside(lang).split("\n\n")
    parts += ["".join(f"  {line}\n" for line in wrapped(one, width - 2)) for one in paragraphs]
    arguments = [(shown(one, lang), meaning(one, lang)) for one in arguments_of(command)]
    for heading, rows in (
        (WORDS["arguments"].inside(lang), arguments),
        *((title.inside(lang), [(name, about.inside(lang)) for name, about in rows]) for title, rows in below),
        *((title, list(rows)) for title, rows in sections(ctx, lang)),
    ):
        if rows:
            parts.append(f"{heading}:\n{''.join(table(rows, width))}")
    parts.append(f"{heading_of(command.examples).inside(lang)}:\n" + "".join(f"  {one}\n" for one in command.examples))
    return "\n".join(parts)


def heading_of(examples: Sequence[str]) -> Sentence:
    """Return the heading of examples: it says in which folder they run where they read files of it."""
    lines = "\n".join(examples)
    inside = "aas demo" not in examples and any(file in lines for file in DEMO_FILES)
    return WORDS["examples in demo" if inside else "examples"]


def usage_line(ctx: click.Context, lang: str, width: int) -> str:
    """Return how a command is called."""
    first = f"{WORDS['usage'].inside(lang)}: {ctx.command_path} "
    lines = wrapped(" ".join(usage_pieces(ctx, lang)), width - width_of(first))
    return first + f"\n{' ' * width_of(first)}".join(lines) + "\n"


def usage_pieces(ctx: click.Context, lang: str) -> list[str]:
    """Return what follows the name of a command: its options, its arguments."""
    return [value_words(piece, lang) for piece in ctx.command.collect_usage_pieces(ctx)]


def sections(ctx: click.Context, lang: str) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    """Yield the headings of a command's options with their rows; that of the help itself is the last."""
    divided = sectioned(ctx.command)
    names = ", ".join(sorted(ctx.command.get_help_option_names(ctx), key=len))
    for number, (title, options) in enumerate(divided.items(), start=1):
        rows = [(shown(one, lang), meaning(one, lang)) for one in options]
        if number == len(divided):
            rows.append((names, WORDS["help"].inside(lang)))
        yield title.inside(lang), iter(rows)


def sectioned(command: click.Command) -> dict[Sentence, list[Any]]:
    """Return the options of a command by their headings; few options have only one."""
    options = options_of(command)
    divided: dict[Sentence, list[Any]] = {}
    for one in options:
        title = one.section if len(options) > FEW else None
        divided.setdefault(title or WORDS["options"], []).append(one)
    return divided


def options_of(command: click.Command) -> list[Any]:
    """Return the options of a command in the order of its help."""
    return [one for one in command.params if isinstance(one, click.Option)]


def arguments_of(command: click.Command) -> list[Any]:
    """Return the arguments of a command in their order."""
    return [one for one in command.params if isinstance(one, click.Argument)]


def shown(parameter: click.Parameter, lang: str) -> str:
    """Return what is written on the line: `-o, --out FILE`, or the name of an argument."""
    if isinstance(parameter, click.Argument):
        return value_words(parameter.metavar or (parameter.name or "").upper(), lang)
    names = ", ".join(sorted(parameter.opts, key=len))
    value = value_words(value_of(parameter), lang)
    return f"{names} {value}".rstrip()


def value_of(option: click.Parameter) -> str:
    """Return what stands for the value of an option; nothing for a switch."""
    if getattr(option, "is_flag", False):
        return ""
    if option.metavar:
        return option.metavar
    match option.type:
        case click.Choice(choices=choices):
            return "[" + "|".join(map(str, choices)) + "]"
        case click.Path(file_okay=False):
            return "FOLDER"
        case click.Path(dir_okay=False):
            return "FILE"
        case click.Path():
            return "PATH"
        case click.IntRange() | click.FloatRange():
            return "NUMBER"
    return "TEXT"


def value_words(text: str, lang: str) -> str:
    """Return the words in capitals that stand for a value, in a language."""
    if lang != "ko":
        return text
    return re.sub(r"[A-Z]{2,}", lambda found: VALUES.get(found[0], found[0]), text)


def meaning(parameter: Any, lang: str) -> str:
    """Return what an option or argument is for, with its remarks in brackets."""
    told: str = parameter.about.inside(lang) if hasattr(parameter, "about") else parameter.help or ""
    said = "; ".join(one.replace(" ", FIRM) for one in remarks(parameter, lang))
    return f"{told} [{said}]" if said else told


def remarks(parameter: Any, lang: str, *, default: bool = True) -> Iterator[str]:
    """Yield whether an option must be said, may be said several times, its lowest value and its default."""
    if isinstance(parameter, click.Option):
        if parameter.required:
            yield WORDS["required"].inside(lang)
        if parameter.multiple:
            yield WORDS["repeatable"].inside(lang)
        lowest = getattr(parameter.type, "min", None)
        if lowest is not None and lowest > 1:
            yield WORDS["at least"].fill(lang, {"value": lowest})
        if parameter.envvar:
            yield WORDS["variable"].fill(lang, {"value": parameter.envvar})
    if default and (value := default_of(parameter)):
        yield WORDS["default"].fill(lang, {"value": value})


def default_of(parameter: click.Parameter) -> str:
    """Return the default of an option or argument; switches and what is worked out have none."""
    # newer versions of click mark "no default" by a sign of their own instead of None
    plain = isinstance(parameter.default, str | int | float | Path) and not isinstance(parameter.default, bool)
    if not plain or getattr(parameter, "is_flag", False):
        return ""
    return f"{parameter.default:g}" if isinstance(parameter.default, float) else str(parameter.default)


def table(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Yield the lines of two columns, two blanks in front."""
    left = max((width_of(name) for name, _ in rows if width_of(name) <= WIDEST), default=8)
    for name, text in rows:
        lines = wrapped(text, width - left - 4)
        if width_of(name) > left:
            yield f"  {name}\n"
        else:
            yield f"  {name}{' ' * (left - width_of(name))}  {lines.pop(0)}".rstrip() + "\n"
        for line in lines:
            yield f"  {' ' * left}  {line}\n"


def wrapped(text: str, width: int) -> list[str]:
    """Return a text as lines of at most so many columns, broken at blanks; at least one line."""
    lines = [""]
    for word in re.split(r"[ \n]+", COMMAND.sub(lambda found: found[0].replace(" ", FIRM), text.strip())):
        if lines[-1] and width_of(lines[-1]) + 1 + width_of(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip(" ")
    return [line.replace(FIRM, " ") for line in lines]


def width_of(text: str) -> int:
    """Return the columns a text takes on a terminal: a Korean letter takes two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)

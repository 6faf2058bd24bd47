"""`aas rule`: what a rule means, why it matters and what to do."""

from __future__ import annotations

from difflib import get_close_matches

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command
from aas_toolkit.cli.options import json_option, lang_option
from aas_toolkit.cli.output import COLOURS, print_json
from aas_toolkit.cli.words import say
from aas_toolkit.cli.wrong_calls import wrong


@bilingual_command(
    "rule",
    ko="검사에서 나오는 규칙 코드의 뜻, 이유, 조치를 설명합니다. 코드를 주지 않으면 모든 규칙을 보여 줍니다.",
    examples=("aas rule VAL001",),
)
@argument(
    "code",
    required=False,
    en="The code of a rule, such as VAL001, or its name.",
    ko="VAL001 같은 규칙 코드나 규칙 이름.",
)
@json_option
@lang_option
def command(code: str | None, as_json: bool, lang: str) -> None:
    """Explain a rule by its code: what it means, why it matters, what to do; without a code, list all rules."""
    from aas_toolkit.rule_list import rules

    found = rules()
    if code is not None:
        chosen = found.get(code.upper()) or next((r for r in found.values() if r.name == code.lower()), None)
        if chosen is None:
            close = ", ".join(get_close_matches(code.upper(), found, n=3))
            advice = wrong("close rules", lang, close=close) if close else wrong("all rules", lang)
            raise click.BadParameter(wrong("no rule", lang, code=code, advice=advice), param_hint="CODE")
        found = {chosen.code: chosen}
    if as_json:
        fields = ("message", "hint", "why")
        rows = [
            {
                "code": r.code,
                "name": r.name,
                "severity": str(r.severity),
                "spec": r.spec,
                **{field: {"en": getattr(r, field).en, "ko": getattr(r, field).ko} for field in fields},
            }
            for r in found.values()
        ]
        print_json(rows)
    elif code is None:
        from aas_toolkit.cli.tables import print_table

        print_table(
            ("코드", "등급", "이름") if lang == "ko" else ("code", "severity", "name"),
            [(r.code, say(str(r.severity), lang), r.name) for r in found.values()],
        )
    else:
        rule = next(iter(found.values()))
        ko = lang == "ko"
        severity = click.style(say(str(rule.severity), lang), fg=COLOURS[rule.severity])
        click.echo(f"{click.style(rule.code, bold=True)} {rule.name} ({severity})\n")
        click.echo(f"  {rule.message.ko if ko else rule.message.en}\n")
        click.echo(f"{'이유' if ko else 'why'}: {sentence(rule.why.ko if ko else rule.why.en)}")
        click.echo(f"{say('hint', lang)}: {sentence(rule.hint.ko if ko else rule.hint.en)}")
        if rule.spec:
            click.echo(f"{'근거' if ko else 'source'}: {rule.spec}")


def sentence(text: str) -> str:
    """Return a text as a sentence of its own: a capital letter first, a full stop last."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."

"""`aas rule`: what a rule means, why it matters and what to do."""

from __future__ import annotations

from difflib import get_close_matches

import click

from aas_toolkit.cli.options import json_option, lang_option
from aas_toolkit.cli.output import COLOURS, print_json
from aas_toolkit.cli.words import say


@click.command("rule")
@click.argument("code", required=False)
@json_option
@lang_option
def command(code: str | None, as_json: bool, lang: str) -> None:
    """Explain the rule with a CODE such as VAL001; without CODE, list all rules."""
    from aas_toolkit.rules import rules

    found = rules()
    if code is not None:
        chosen = found.get(code.upper()) or next((r for r in found.values() if r.name == code.lower()), None)
        if chosen is None:
            close = ", ".join(get_close_matches(code.upper(), found, n=3))
            advice = f"did you mean {close}?" if close else "`aas rule` lists all"
            raise click.BadParameter(f"there is no rule {code}; {advice}", param_hint="CODE")
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
            ("code", "severity", "name"),
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

"""Score what `aas map suggest` proposes on real files against mappings that a person made after reading them.

    python scripts/score_suggest.py                        # the files beside the checkout
    python scripts/score_suggest.py FOLDER --data FOLDER   # expectations and files of your own
    python scripts/score_suggest.py --aliases              # with the aliases of these files left in the models

Every alias of the model that spells a header of the file, whatever its case and signs, is taken out first: what is left
is what the engine makes of headers it has not seen.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from aas_converters.mapping.match import ALIAS_SERIES, SERIES, normalised
from aas_converters.mapping.suggest import suggest
from aas_converters.sources import Table, open_table
from aas_reference_models.library import load_model
from aas_reference_models.model import Element, Model

ROOT = Path(__file__).parents[1]
EXPECTED = ROOT / "tests" / "real" / "suggestions"
DATA = ROOT.parent / "shared"


@dataclass(frozen=True, slots=True)
class Score:
    """How the proposals for one file compare with what a person wants."""

    name: str
    model: str
    mappable: int
    right: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


def score(name: str, expected: dict[str, Any], table: Table, *, aliases: bool) -> Score:
    """Return the score of one file."""
    headers = {name for column in table.columns for name in (column.name, column.header)}
    model = load_model(expected["model"])
    model = model if aliases else without_aliases(model, headers)
    found = {one.column.name: one.path for one in suggest(model, table).proposals}
    wanted = {column: several(paths) for column, paths in expected["columns"].items()}
    allowed = {column: several(paths) for column, paths in (expected.get("may") or {}).items()}
    unknown = [column for column in (*wanted, *allowed) if column not in {c.name for c in table.columns}]
    if unknown:
        raise ValueError(f"{name}: the file has no column {', '.join(unknown)}")
    right = [column for column, path in found.items() if path in wanted.get(column, ())]
    wrong = [
        f"{column} → {path}"
        for column, path in found.items()
        if path not in wanted.get(column, ()) and path not in allowed.get(column, ())
    ]
    missed = tuple(column for column in wanted if column not in found)
    return Score(name, model.id, len(wanted), len(right), tuple(wrong), missed)


def several(paths: str | list[str]) -> tuple[str, ...]:
    """Return one path or several as several."""
    return (paths,) if isinstance(paths, str) else tuple(paths)


def without_aliases(model: Model, headers: set[str]) -> Model:
    """Return a model without the aliases that spell one of these headers, or a series of them."""
    plain = {normalised(text) for header in headers for text in (header, series_name(header))}

    def without(element: Element) -> Element:
        kept = tuple(alias for alias in element.aliases if normalised(series_name(alias)) not in plain)
        return replace(element, aliases=kept, elements=tuple(map(without, element.elements)))

    return replace(model, elements=tuple(map(without, model.elements)))


def series_name(header: str) -> str:
    """Return a header or an alias without the numbers of a series."""
    found = ALIAS_SERIES.match(header) or SERIES.match(header)
    return found[1] if found else header


def scores(folder: Path, data: Path, *, aliases: bool) -> Iterator[Score]:
    """Yield the score of each file that is there."""
    for path in sorted(folder.glob("*.yaml")):
        expected = yaml.safe_load(path.read_text(encoding="utf-8"))
        if (data / expected["file"]).exists():
            yield score(path.stem, expected, open_table(data / expected["file"]), aliases=aliases)


def main() -> None:
    """Print the table, and what is wrong and missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=EXPECTED)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--aliases", action="store_true", help="leave the aliases of these files in the models")
    parser.add_argument("--details", action="store_true", help="list what is wrong and missed")
    chosen = parser.parse_args()
    found = list(scores(chosen.folder, chosen.data, aliases=chosen.aliases))
    print("| file | model | mappable | right | wrong | missed |")
    print("|---|---|--:|--:|--:|--:|")
    for one in found:
        print(f"| {one.name} | {one.model} | {one.mappable} | {one.right} | {len(one.wrong)} | {len(one.missed)} |")
    mappable, right = sum(one.mappable for one in found), sum(one.right for one in found)
    wrong, missed = sum(len(one.wrong) for one in found), sum(len(one.missed) for one in found)
    print(f"| **all** | | {mappable} | {right} | {wrong} | {missed} |")
    print(f"\nright: {right / max(1, mappable):.1%} of mappable columns;", end=" ")
    print(f"wrong: {wrong / max(1, right + wrong):.1%} of proposals")
    if chosen.details:
        for one in found:
            print(f"\n{one.name}\n  wrong:  {', '.join(one.wrong) or '-'}\n  missed: {', '.join(one.missed) or '-'}")


if __name__ == "__main__":
    main()

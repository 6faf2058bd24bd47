"""Collect which asset has which submodels, and write the shells at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import polars as pl

from aas_converters.letters.fill import filled
from aas_converters.letters.identifiables import (
    ASSET_ID,
    REFERENCES,
    SHELL_ID,
    SHELL_ID_SHORT,
    SUBMODEL_ID,
    reference_letter,
    shell_letter,
)
from aas_converters.letters.script import Script
from aas_converters.plan.keys import ids
from aas_converters.plan.plan import Naming
from aas_converters.plan.run import ASSET_KEY

SHELLS_AT_ONCE: Final = 1000
NOT_ID_SHORT: Final = re.compile(r"[^A-Za-z0-9]+")


class Shells:
    """The submodels of each asset, in the order they came."""

    def __init__(self) -> None:
        self.named: list[pl.DataFrame] = []

    def add(self, named: pl.DataFrame) -> None:
        """Note the asset of some submodels: asset id, asset key and submodel id of each."""
        if named.height:
            self.named.append(named)

    def written(self, script: Script, naming: Naming) -> Iterator[pl.Series]:
        """Yield the written shells, some at a time; one shell an asset, with all its submodels."""
        if not self.named:
            return
        all_named = pl.concat(self.named)
        reference = reference_letter(script)
        assets = all_named.group_by(ASSET_ID, maintain_order=True).agg(pl.col(ASSET_KEY).first(), pl.col(SUBMODEL_ID))
        for some in assets.iter_slices(SHELLS_AT_ONCE):
            rows = some.explode(SUBMODEL_ID).with_columns(script.escaped(pl.col(SUBMODEL_ID)))
            references = rows.with_columns(filled(rows, reference).alias(REFERENCES))
            joined = references.group_by(ASSET_ID, maintain_order=True).agg(
                pl.col(REFERENCES).str.join(script.separator)
            )
            frame = pl.DataFrame(
                {
                    ASSET_ID: some[ASSET_ID],
                    REFERENCES: joined[REFERENCES],
                    SHELL_ID: ids(naming, "shell", some[ASSET_KEY]),
                    SHELL_ID_SHORT: pl.Series([id_short(key) for key in some[ASSET_KEY].to_list()]),
                }
            )
            escaped = [script.escaped(pl.col(name)).alias(name) for name in (ASSET_ID, SHELL_ID)]
            yield filled(frame.with_columns(escaped), shell_letter(script))


def id_short(key: str) -> str:
    """Return the idShort of a shell from the plain key of its asset: `PLATING-01` → `PLATING_01`."""
    plain = NOT_ID_SHORT.sub("_", key).strip("_")[:128].rstrip("_")
    if not plain:
        return "Asset"
    plain = plain if plain[0].isalpha() else f"Asset_{plain}"[:128]
    return plain if len(plain) > 1 else f"Asset_{plain}"

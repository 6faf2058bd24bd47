"""Begin a model of one's own: a commented file that already passes every check."""

from __future__ import annotations

import re
from importlib.resources import files
from os import PathLike
from pathlib import Path
from string import Template
from typing import Final, Literal

from aas_reference_models.library import FILE

STARTERS: Final = "aas_toolkit.starters"
NAME: Final = re.compile(r"[a-z][a-z0-9_]*[a-z0-9]")


def new_model(name: str, *, to: str | PathLike[str] = ".", lang: Literal["en", "ko"] = "en") -> Path:
    """Begin a reference model: write `name/model.yaml` in the folder `to`, with notes, and return its path.

    Raises ValueError for a name that no model can have, FileExistsError if there is such a file, and OSError from
    the disk.

    >>> aas.new_model("annealing").as_posix()
    'annealing/model.yaml'
    """
    if not NAME.fullmatch(name):
        raise ValueError(f"{name} cannot be the name of a model: use small letters, digits and underscores")
    words = name.split("_")
    starter = files(STARTERS).joinpath(f"model.{lang}.yaml")
    text = Template(starter.read_text(encoding="utf-8")).substitute(
        name=name,
        id_short="".join(word.capitalize() for word in words),
        title=" ".join(words).capitalize(),
    )
    path = Path(to) / name / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return path

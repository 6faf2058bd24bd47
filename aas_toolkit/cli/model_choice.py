"""The model that a person names on the command line: a bundled name, one of their own, a path, or a template file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from aas_reference_models.library import UnknownModelError
    from aas_reference_models.model import Model


def chosen_model(name: str, folders: Iterable[Path], lang: str, hint: str = "MODEL") -> Model:
    """Return a model by name or path, or a template in a file; click says it where there is none, or several."""
    from aas_reference_models.library import UnknownModelError
    from aas_toolkit.templates import choose_model

    try:
        return choose_model(name, folders)
    except UnknownModelError as error:
        raise unknown(error, lang, hint) from error


def unknown(error: UnknownModelError, lang: str, hint: str = "MODEL") -> click.BadParameter:
    """Return what click says of a model that there is not."""
    message, close = (error.message_ko, error.hint_ko) if lang == "ko" else (error.message_en, error.hint_en)
    said = f"{message}. {close}" if lang == "ko" else f"{message}; {close}"
    return click.BadParameter(said if close else message, param_hint=hint)

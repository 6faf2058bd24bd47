"""Hatchling's hook: no sdist, wheel or editable install without the official AAS schemas."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Hatchling runs this file from anywhere; the package it needs lies beside it.
sys.path.append(str(Path(__file__).parent))

from build_schemas import generator, placing
from build_schemas.official import SchemaError


class SchemaHook(BuildHookInterface[BuilderConfig]):
    """Bring the schemas to their place before hatchling collects the files."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for the generator only where the schemas are neither in place nor kept for this user."""
        return list(generator.REQUIREMENTS) if placing.generator_is_needed(Path(self.root)) else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the schemas, and have hatchling take them although git ignores them."""
        try:
            placing.place(Path(self.root), self.app.display_info)
        except SchemaError as error:
            self.app.abort(str(error))
        build_data["artifacts"].append(f"/{placing.SCHEMAS.as_posix()}/3.*/")

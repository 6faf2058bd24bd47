"""A finding: one rule, one place, the values that make its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aas_validators.diagnostics.rule import Rule, Severity

NOTHING: Mapping[str, object] = {}  # a dict: a report is copied, and may travel to another process


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a finding is, in the user's own file. What is not known is None.

    `line` and `column` count from 1 in the text of `file` (or of `part`, inside a package). `row` is the record
    number of a table (1 is the first record after the header) and `field` its column. `path` is the idShort path,
    `pointer` the JSON pointer or XPath.
    """

    file: str | None = None
    part: str | None = None
    path: str | None = None
    pointer: str | None = None
    line: int | None = None
    column: int | None = None
    row: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        text = self.file or "-"
        if self.part:
            text += f"!{self.part}"
        if self.line is not None:
            text += f":{self.line}"
            if self.column is not None:
                text += f":{self.column}"
        elif self.row is not None:
            # a table without lines: a Parquet file, the answer of a database
            text += f"#row={self.row}"
        if self.field is not None:
            text += f"[{self.field}]"
        return text


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding about somebody's data. `count` is how many equal ones this one stands for."""

    rule: Rule
    where: Location = Location()
    values: Mapping[str, object] = field(default_factory=lambda: NOTHING, hash=False)
    causes: tuple[Diagnostic, ...] = ()
    count: int = 1
    severity_override: Severity | None = None

    @property
    def severity(self) -> Severity:
        """How bad it is: the rule's severity unless this finding has its own."""
        return self.severity_override or self.rule.severity

    @property
    def message(self) -> str:
        """The sentence in English."""
        return self.text("en")

    @property
    def hint(self) -> str:
        """The next action in English."""
        return self.advice("en")

    def text(self, language: str) -> str:
        """Return the sentence in a language ("en" or "ko")."""
        return self.rule.message.fill(language, dict(self.values))

    def advice(self, language: str) -> str:
        """Return the next action in a language ("en" or "ko")."""
        return self.rule.hint.fill(language, dict(self.values))

    def __str__(self) -> str:
        return f"{self.where}: {self.severity} {self.rule.code} {self.message}"

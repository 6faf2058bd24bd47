"""Which tools will open a file, and what they will see: by rules about the tools, without any of them."""

from aas_toolkit.diagnosis.answers import examined
from aas_toolkit.diagnosis.cases import Answer, State

__all__ = ["Answer", "State", "examined"]

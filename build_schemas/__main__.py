"""Put the official schemas into this checkout: `python -m build_schemas`."""

import sys
from pathlib import Path

from build_schemas.official import SchemaError
from build_schemas.placing import place


def say(line: str) -> None:
    """Write progress to stderr, so that stdout stays free for results."""
    sys.stderr.write(line + "\n")


def main() -> int:
    """Return 0 when every schema is in place, 3 when they could not be made."""
    try:
        place(Path(__file__).parents[1], say)
    except SchemaError as error:
        say(f"error: {error}")
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Run the suite with the lowest version of every runtime dependency that pyproject.toml allows.

Usage: python scripts/test_lowest.py [--set NAME=VERSION ...] [--list] [-- PYTEST-ARGUMENT ...]

`>=1.2,<3` in pyproject.toml becomes `==1.2`. Test tools stay at their newest: they are nobody's dependency.
--set tries another version than the lowest, to find out what a bound must become."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from environments import ROOT, call, environment

REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)\s*(?P<bounds>[^;]*)(?:;(?P<marker>.*))?")
LEFT_OUT = ("amqtt",)
"""Test tools that want newer versions of what we depend on; their tests are skipped without them."""
LOWER = re.compile(r"(?:>=|==|~=)\s*([^,\s]+)")


def lowest(requirement: str) -> str:
    """Return a requirement with its lower bound as the only version. Raises ValueError if it has none."""
    parts = REQUIREMENT.fullmatch(requirement.strip())
    bound = LOWER.search(parts["bounds"]) if parts else None
    if parts is None or bound is None:
        raise ValueError(f"{requirement!r} has no lower bound")
    marker = f" ; {parts['marker'].strip()}" if parts["marker"] else ""
    return f"{parts['name']}=={bound[1]}{marker}"


def chosen(pins: list[str], choices: list[str]) -> list[str]:
    """Return the pins with some versions replaced. Raises ValueError for a name that is not pinned."""
    versions = {name: version for name, _, version in (pin.partition("==") for pin in pins)}
    for choice in choices:
        name, _, version = choice.partition("=")
        if name not in versions:
            raise ValueError(f"{name} is no dependency; there are {', '.join(versions)}")
        versions[name] = version
    return [f"{name}=={version}" for name, version in versions.items()]


def main() -> int:
    """Install, test, and return what pytest returned."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VERSION", dest="choices")
    parser.add_argument("--list", action="store_true", help="print the versions and stop")
    parser.add_argument("pytest", nargs="*", help="arguments for pytest")
    asked = parser.parse_args()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    try:
        pins = chosen([lowest(each) for each in project["dependencies"]], asked.choices)
    except ValueError as error:
        parser.error(str(error))
    print("\n".join(pins), flush=True)
    if asked.list:
        return 0
    try:
        tools = [tool for tool in project["optional-dependencies"]["test"] if not tool.startswith(LEFT_OUT)]
        python = environment("lowest", [*pins, *tools])
        # Without its dependencies: pip would only be asked again what has just been answered.
        call(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "-e", str(ROOT))
    except subprocess.CalledProcessError as error:
        print(f"these versions do not install together: {error}", file=sys.stderr)
        return 1
    command = [str(python), "-m", "pytest", "-n", "2", "-q", "-p", "no:cacheprovider", *asked.pytest]
    return subprocess.run(command, cwd=Path(ROOT), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

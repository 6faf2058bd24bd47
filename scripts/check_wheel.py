"""Build sdist and wheel, look into both, install the wheel beside other people's packages and convert once.

Usage: python scripts/check_wheel.py [--keep FOLDER]

`validators` and `converters` are names of our folders and of packages on PyPI: the wheel must live beside them. The
wheel is built from the sdist, so that whoever builds from PyPI gets the same."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from environments import ROOT, call, environment, output, pip

SCHEMA_FILES = ("aas.json", "AAS.xsd")
SCHEMAS = "aas_validators/schemas/{version}/{name}"
PACKAGES = ("aas_toolkit", "aas_converters", "aas_validators", "aas_reference_models")
PACKAGE = str(Path("demo", "injection_moulding", "injection_moulding.aasx"))
"""What `aas demo` writes."""
NEIGHBOURS = ("validators", "converters")
IMPORTS = """
import importlib.metadata as metadata, pathlib
import validators, converters
import aas_toolkit, aas_converters, aas_validators, aas_reference_models
for name in ("validators", "converters"):
    owner = metadata.packages_distributions()[name]
    assert set(owner) == {name}, (name, owner)
assert callable(validators.email)
for room in (aas_toolkit, aas_converters, aas_validators, aas_reference_models):
    assert "site-packages" in pathlib.Path(room.__file__).parts, room.__file__
    assert (pathlib.Path(room.__file__).parent / "py.typed").is_file(), room.__name__
from aas_validators.schemas import METAMODELS, NAMES, schema_bytes
print(sum(len(schema_bytes(version, name)) for version in METAMODELS for name in NAMES), "bytes of schemas")
"""


def build(folder: Path) -> tuple[Path, Path]:
    """Build the sdist, then the wheel from it; return both. Raises CalledProcessError."""
    builder = environment("builder", ["build"])
    call(builder, "-m", "build", "--outdir", str(folder), str(ROOT))
    (sdist,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return sdist, wheel


def missing(names: list[str], kind: str) -> Iterator[str]:
    """Yield what a distribution lacks or should not have."""
    for version in ("3.0", "3.1"):
        for name in SCHEMA_FILES:
            wanted = SCHEMAS.format(version=version, name=name)
            if not any(each.endswith(wanted) for each in names):
                yield f"{kind} lacks {wanted}"
    licences = ".dist-info/licenses/" if kind == "wheel" else f"{names[0].partition('/')[0]}/"
    for wanted in ("models/plating/model.yaml", f"{licences}LICENSE", f"{licences}NOTICE"):
        if not any(each.endswith(wanted) for each in names):
            yield f"{kind} lacks {wanted}"
    if kind == "wheel":
        tops = {name.partition("/")[0] for name in names}
        strangers = {top for top in tops if top not in PACKAGES and not top.endswith(".dist-info")}
        yield from (f"wheel installs {top} at the top" for top in sorted(strangers))
    yield from (f"{kind} holds {name}" for name in names if name.endswith(".pyc") or "__pycache__" in name)


def listed(sdist: Path, wheel: Path) -> dict[str, list[str]]:
    """Return the names in both."""
    with tarfile.open(sdist) as archive, zipfile.ZipFile(wheel) as package:
        return {"sdist": archive.getnames(), "wheel": package.namelist()}


def use(wheel: Path, folder: Path) -> None:
    """Install the wheel into a new environment with its neighbours and run it outside the checkout."""
    python = environment("wheel", NEIGHBOURS, fresh=True)
    pip(python, "install", str(wheel))
    call(python, "-c", IMPORTS, cwd=folder)
    command = python.parent / ("aas.exe" if sys.platform == "win32" else "aas")
    print(output(python, "-m", "aas_toolkit", "--version", cwd=folder).strip())
    for arguments in (["--version"], ["demo"], ["validate", PACKAGE]):
        done = subprocess.run(
            [str(command), *arguments], cwd=folder, capture_output=True, encoding="utf-8", errors="replace"
        )
        print(f"aas {' '.join(arguments)}: exit {done.returncode}")
        if done.returncode:
            raise SystemExit(f"{done.stdout}\n{done.stderr}")


def main() -> int:
    """Build, look, use; return 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave sdist and wheel here")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="aas-wheel-") as temporary:
        folder = asked.keep or Path(temporary, "dist")
        folder.mkdir(parents=True, exist_ok=True)
        try:
            sdist, wheel = build(folder)
            wrong = [line for kind, names in listed(sdist, wheel).items() for line in missing(names, kind)]
            print("\n".join(wrong or [f"{sdist.name} and {wheel.name} hold what they should"]), flush=True)
            use(wheel, Path(temporary))
        except subprocess.CalledProcessError as error:
            print(error, file=sys.stderr)
            return 1
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())

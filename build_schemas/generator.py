"""Generate the V3.1 files: fetch the metamodel, run the generator on it in a process of its own."""

import os
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from build_schemas.official import V3_1, Files, SchemaError, by_hand, digest

# 0.0.23 dropped SHACL and later versions lay the JSON schema out differently.
CODEGEN = "aas-core-codegen==0.0.22"
METAMODEL_PACKAGE = "aas-core3.1==1.0.0"
SDIST_SHA256 = "e566662c5ee110424bd6064a226472c9971e2ba1ea406193f40a499c1e957b71"
METAMODEL_PATH = "aas_core3_1-1.0.0/dev_scripts/codegen/meta_model.py"
METAMODEL_SHA256 = "8bf90401fa07fd1b78cea4e4c5c81cd98d8048d50129947cc5a238aa052e5f15"

# pip is listed because an isolated build environment has none of its own.
REQUIREMENTS = ("pip", CODEGEN)

OUTPUTS = {
    "schema.json": "aas.json",
    "schema.xsd": "AAS.xsd",
    "shacl-schema.ttl": "shacl-schema.ttl",
    "rdf-ontology.ttl": "rdf-ontology.ttl",
}


def generate() -> Files:
    """Return the four V3.1 files; whether they are IDTA's is for the caller to prove."""
    with TemporaryDirectory(prefix="aas-schemas-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        model = folder / "meta_model.py"
        model.write_bytes(fetch_metamodel(folder))
        out = folder / "out"
        out.mkdir()
        # -O switches off the generator's own contracts, which take nine tenths of its time.
        arguments = ["-O", str(Path(__file__).with_name("codegen.py")), str(model), str(out)]
        run(arguments, f"{CODEGEN} failed", path=codegen_path(folder))
        # Read as text: on Windows the generator writes CRLF, IDTA publishes LF.
        return {ours: (out / theirs).read_text("utf-8").encode() for theirs, ours in OUTPUTS.items()}


def fetch_metamodel(folder: Path) -> bytes:
    """Download the sdist with the user's own pip settings and return the metamodel in it."""
    wanted = folder / "metamodel.txt"
    wanted.write_text(f"{METAMODEL_PACKAGE} --hash=sha256:{SDIST_SHA256}\n", "utf-8")
    # The hash stands in the requirement, so pip compares it before it runs anything of the sdist.
    options = ["--no-deps", "--no-binary=aas-core3.1", "--require-hashes", f"--requirement={wanted}"]
    pip(["download", *options, f"--dest={folder}"], f"{METAMODEL_PACKAGE} could not be downloaded")
    (sdist,) = folder.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        member = archive.extractfile(METAMODEL_PATH)
        content = member.read() if member else b""
    if digest(content) != METAMODEL_SHA256:
        raise failure(f"{METAMODEL_PATH} in {sdist.name} is not the expected one")
    return content


def codegen_path(folder: Path) -> Path | None:
    """Return where the generator lives: None if it is installed here, else a folder it was just put into."""
    try:
        installed = metadata.version("aas-core-codegen")
    except metadata.PackageNotFoundError:
        installed = ""
    if CODEGEN.endswith(f"=={installed}"):
        return None
    # Its pins (docutils, more-itertools) would quarrel with a developer's environment, so it stays outside.
    path = folder / "codegen"
    pip(["install", f"--target={path}", CODEGEN], f"{CODEGEN} could not be installed")
    return path


def pip(arguments: list[str], complaint: str) -> None:
    """Run pip quietly."""
    if find_spec("pip") is None:
        raise failure(f"{complaint} because this Python has no pip (python -m ensurepip brings it)")
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    run(["-m", "pip", *arguments, *quiet], complaint)


def run(arguments: list[str], complaint: str, path: Path | None = None) -> None:
    """Run this Python on the arguments and turn a failure into one sentence and the end of its output."""
    environment: Mapping[str, str] = os.environ
    if path:
        environment = {**os.environ, "PYTHONPATH": str(path)}
    # -P keeps this repository's folders out of the import path of pip and the generator.
    done = subprocess.run(
        [sys.executable, "-P", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise failure(complaint, done.stdout[-2000:])


def failure(complaint: str, output: str = "") -> SchemaError:
    """Return the error for a generator that could not do its work."""
    said = f"\n{output.strip()}" if output.strip() else ""
    return SchemaError(
        f"the AAS schemas {V3_1.version} could not be generated: {complaint}. "
        f"Check that pip reaches its package index, or {by_hand(V3_1)}.{said}"
    )

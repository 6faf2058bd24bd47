"""Bring all schema files to their place, by the cheapest way that leads to IDTA's bytes."""

from collections.abc import Callable
from pathlib import Path

from build_schemas import generator, kept, rules_3_0
from build_schemas.notices import notices
from build_schemas.official import RELEASES, V3_0, V3_1, Files, prove, read_proven

SCHEMAS = Path("validators", "aas_validators", "schemas")
HOW = {
    V3_1.metamodel: f"{generator.CODEGEN} run on the metamodel in the sdist of {generator.METAMODEL_PACKAGE}",
    V3_0.metamodel: f"the rules in build_schemas/rules_3_0, applied to {V3_1.version}",
}


def generator_is_needed(root: Path) -> bool:
    """Say whether V3.1 is neither in place nor kept, so that it has to be generated."""
    return read_proven(root / SCHEMAS / V3_1.metamodel, V3_1) is None and kept.recall() is None


def place(root: Path, say: Callable[[str], None]) -> None:
    """Leave every schema, SOURCE.md and NOTICE under the root, or raise SchemaError and write nothing."""
    newer = read_proven(root / SCHEMAS / V3_1.metamodel, V3_1) or kept.recall() or generated(say)
    older = read_proven(root / SCHEMAS / V3_0.metamodel, V3_0) or rules_3_0.rewrite(newer)
    prove(older, V3_0)
    for release, files in zip(RELEASES, (newer, older), strict=True):
        texts = notices(release, HOW[release.metamodel])
        kept.write_files(root / SCHEMAS / release.metamodel, {**files, **texts})


def generated(say: Callable[[str], None]) -> Files:
    """Return V3.1 fresh from the generator, proven, and kept for the next time."""
    say(f"generating the AAS schemas {V3_1.version} (once per user, less than a minute)")
    files = generator.generate()
    prove(files, V3_1)
    kept.keep(files)
    return files

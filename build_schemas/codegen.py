"""Run aas-core-codegen on a metamodel: `python -O codegen.py METAMODEL OUTPUT_FOLDER`.

Runs by file name in a process of its own, so it imports nothing of this package. The metamodel is understood
once for all three targets, and never through the generator's pickle in the shared temporary folder.
"""

import sys
from importlib import import_module
from pathlib import Path

NAMESPACE = "https://admin-shell.io/aas/3/1"
JSON_SCHEMA_BASE = """\
{
  "$schema": "https://json-schema.org/draft/2019-09/schema",
  "title": "IDTA-01001-3-1 AAS JSON Schema",
  "type": "object",
  "allOf": [{"$ref": "#/definitions/Environment"}]
}
"""
# The generator copies the attributes in this order.
XSD_ROOT = f"""\
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{NAMESPACE}"
    elementFormDefault="qualified" targetNamespace="{NAMESPACE}">
  <xs:element name="environment" type="environment_t"/>
</xs:schema>
"""
SNIPPETS = {
    "jsonschema": {"schema_base.json": JSON_SCHEMA_BASE},
    "xsd": {"root_element.xml": XSD_ROOT},
    "rdf_shacl": {},
}


def main(model_path: Path, output_folder: Path) -> int:
    """Write all schemas into the output folder; return 0, or 1 after saying what failed."""
    runner = import_module("aas_core_codegen.run")
    specific = import_module("aas_core_codegen.specific_implementations")
    columner = import_module("aas_core_codegen.common").LinenoColumner
    loaded, error = runner.load_model(model_path=model_path, cache_model=False)
    if error is not None:
        sys.stderr.write(error)
        return 1
    symbol_table, atok = loaded
    for target, snippets in SNIPPETS.items():
        snippets_folder = output_folder / "snippets" / target
        snippets_folder.mkdir(parents=True)
        for name, text in snippets.items():
            (snippets_folder / name).write_text(text, "utf-8")
        implementations, errors = specific.read_from_directory(snippets_dir=snippets_folder)
        if errors:
            sys.stderr.write("\n".join(errors))
            return 1
        context = runner.Context(
            model_path=model_path,
            symbol_table=symbol_table,
            spec_impls=implementations,
            lineno_columner=columner(atok=atok),
            output_dir=output_folder,
        )
        execute = import_module(f"aas_core_codegen.{target}.main").execute
        if execute(context=context, stdout=sys.stdout, stderr=sys.stderr):
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))

"""aas-core3.0: objects, jsonization or xmlization, and a package by hand, as it has none."""

from __future__ import annotations

import csv
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

from aas_core3 import jsonization, types, xmlization

CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="json" ContentType="application/json"/><Default Extension="xml" ContentType="text/xml"/>'
    '<Override PartName="/aasx/aasx-origin" ContentType="text/plain"/></Types>'
)
RELATIONSHIP = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://admin-shell.io/aasx/relationships/{0}" Target="{1}"/></Relationships>'
)


def main(folder: Path, data: Path, target: Path, part: str) -> None:
    sheet = json.loads((folder / "sheet.json").read_text(encoding="utf-8"))
    submodels: list[types.Submodel] = []
    shells: dict[str, types.AssetAdministrationShell] = {}
    with data.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            submodel = submodel_of(row, sheet)
            submodels.append(submodel)
            key = types.Key(types.KeyTypes.SUBMODEL, submodel.id)
            references = shell_of(row["machine"], shells, sheet).submodels
            assert references is not None
            references.append(types.Reference(types.ReferenceTypes.MODEL_REFERENCE, [key]))
    environment = types.Environment(list(shells.values()), submodels)
    name = f"aasx/data.{part}"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", CONTENT_TYPES)
        package.writestr("_rels/.rels", RELATIONSHIP.format("aasx-origin", "/aasx/aasx-origin"))
        package.writestr("aasx/aasx-origin", "")
        package.writestr("aasx/_rels/aasx-origin.rels", RELATIONSHIP.format("aas-spec", f"/{name}"))
        with package.open(name, "w", force_zip64=True) as stream:
            text = io.TextIOWrapper(stream, encoding="utf-8")
            if part == "json":
                json.dump(jsonization.to_jsonable(environment), text, ensure_ascii=False)
            else:
                xmlization.write(environment, text)
            text.flush()
            text.detach()


def shell_of(
    machine: str, shells: dict[str, types.AssetAdministrationShell], sheet: dict[str, Any]
) -> types.AssetAdministrationShell:
    if machine not in shells:
        shells[machine] = types.AssetAdministrationShell(
            id=sheet["shell_id"] + machine,
            id_short=machine.replace("-", "_"),
            asset_information=types.AssetInformation(
                types.AssetKind.INSTANCE, global_asset_id=sheet["asset_id"] + machine
            ),
            submodels=[],
        )
    return shells[machine]


def submodel_of(row: dict[str, str], sheet: dict[str, Any]) -> types.Submodel:
    moment = row["time"].replace(" ", "T") + sheet["zone"]
    collections: dict[str, list[types.SubmodelElement]] = {name: [] for name in sheet["collections"]}
    for column in sheet["columns"]:
        value = row[column["header"]]
        if value:
            collections[column["collection"]].append(
                types.Property(
                    id_short=column["id_short"],
                    value_type=types.DataTypeDefXSD(column["value_type"]),
                    value=moment if column["value_type"] == "xs:dateTime" else value,
                    semantic_id=concept(column["semantic_id"]),
                )
            )
    return types.Submodel(
        id=f"{sheet['submodel_id']}{row['machine']}/{moment}",
        id_short=sheet["id_short"],
        kind=types.ModellingKind.INSTANCE,
        semantic_id=concept(sheet["semantic_id"]),
        submodel_elements=[
            types.SubmodelElementCollection(id_short=name, value=value, semantic_id=concept(sheet["collections"][name]))
            for name, value in collections.items()
        ],
    )


def concept(iri: str) -> types.Reference:
    return types.Reference(types.ReferenceTypes.EXTERNAL_REFERENCE, [types.Key(types.KeyTypes.GLOBAL_REFERENCE, iri)])


if __name__ == "__main__":
    folder, data, target, part = sys.argv[1:]
    main(Path(folder), Path(data), Path(target), part)

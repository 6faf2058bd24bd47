"""The BaSyx Python SDK as its documentation shows it: a store of objects, then the AASX writer."""

from __future__ import annotations

import csv
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from basyx.aas import model
from basyx.aas.adapter.aasx import AASXWriter, DictSupplementaryFileContainer
from basyx.aas.model import datatypes

Store: Any = getattr(model, "DictIdentifiableStore", None) or model.DictObjectStore
"""Its name before 2.1 was another."""
TYPES: dict[str, tuple[Any, Any]] = {
    "xs:double": (datatypes.Double, float),
    "xs:integer": (datatypes.Integer, int),
    "xs:string": (datatypes.String, str),
}


def main(folder: Path, data: Path, target: Path, part: str) -> None:
    sheet = json.loads((folder / "sheet.json").read_text(encoding="utf-8"))
    store = Store()
    shells: dict[str, model.AssetAdministrationShell] = {}
    with data.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            submodel = submodel_of(row, sheet)
            store.add(submodel)
            machine = row["machine"]
            if machine not in shells:
                shells[machine] = model.AssetAdministrationShell(
                    model.AssetInformation(model.AssetKind.INSTANCE, global_asset_id=sheet["asset_id"] + machine),
                    id_=sheet["shell_id"] + machine,
                    id_short=machine.replace("-", "_"),
                )
                store.add(shells[machine])
            shells[machine].submodel.add(model.ModelReference.from_referable(submodel))
    files = DictSupplementaryFileContainer()  # type: ignore[no-untyped-call]
    with AASXWriter(str(target)) as writer:
        writer.write_all_aas_objects(f"/aasx/data.{part}", store, files, write_json=part == "json")


def submodel_of(row: dict[str, str], sheet: dict[str, Any]) -> model.Submodel:
    moment = datetime.fromisoformat(row["time"] + sheet["zone"])
    collections = {
        name: model.SubmodelElementCollection(name, semantic_id=concept(semantic_id))
        for name, semantic_id in sheet["collections"].items()
    }
    for column in sheet["columns"]:
        text = row[column["header"]]
        if not text:
            continue
        kind: Any
        value: Any
        if column["value_type"] == "xs:dateTime":
            kind, value = datatypes.DateTime, moment
        else:
            kind, make = TYPES[column["value_type"]]
            value = make(text)
        collections[column["collection"]].value.add(
            model.Property(column["id_short"], value_type=kind, value=value, semantic_id=concept(column["semantic_id"]))
        )
    return model.Submodel(
        id_=f"{sheet['submodel_id']}{row['machine']}/{moment.isoformat()}",
        id_short=sheet["id_short"],
        submodel_element=collections.values(),
        semantic_id=concept(sheet["semantic_id"]),
    )


def concept(iri: str) -> model.ExternalReference:
    return model.ExternalReference((model.Key(model.KeyTypes.GLOBAL_REFERENCE, iri),))


if __name__ == "__main__":
    folder, data, target, part = sys.argv[1:]
    main(Path(folder), Path(data), Path(target), part)

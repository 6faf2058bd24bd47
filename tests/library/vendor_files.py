"""The folder in which the examples of the library run: files as a vendor's program meets them."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aas_toolkit as aas
from aas_reference_models.library import examples


def write_files(folder: Path) -> None:
    """Write shots.csv, mapping.yaml, shots.aasx made of them; press.json, robot.json, broken.json and manual.pdf."""
    plant = next(iter(examples("injection_moulding").values()))
    for name in ("shots.csv", "mapping.yaml"):
        shutil.copyfile(plant / name, folder / name)
    (folder / "shots.aasx").write_bytes(package())
    (folder / "press.json").write_text(json.dumps(environment("Press", "7.5")), encoding="utf-8")
    (folder / "robot.json").write_text(json.dumps(environment("Robot", "12.5")), encoding="utf-8")
    (folder / "broken.json").write_text(json.dumps(environment("Press", "7,5")), encoding="utf-8")
    (folder / "manual.pdf").write_bytes(b"%PDF-1.7 not much of a manual")


@cache
def package() -> bytes:
    """Return the package that the shots become."""
    plant = next(iter(examples("injection_moulding").values()))
    with TemporaryDirectory() as folder:
        done = aas.convert(plant / "shots.csv", mapping=plant / "mapping.yaml", to=Path(folder, "shots.aasx"))
        assert done.path is not None
        return done.path.read_bytes()


def environment(name: str, force: str) -> dict[str, Any]:
    """Return a shell with a submodel of one property."""
    base = f"https://vendor.example/{name.lower()}"
    reference = {"type": "ModelReference", "keys": [{"type": "Submodel", "value": f"{base}/data"}]}
    return {
        "assetAdministrationShells": [
            {
                "modelType": "AssetAdministrationShell",
                "id": f"{base}/shell",
                "idShort": name,
                "assetInformation": {"assetKind": "Instance", "globalAssetId": base},
                "submodels": [reference],
            }
        ],
        "submodels": [
            {
                "modelType": "Submodel",
                "id": f"{base}/data",
                "idShort": "Data",
                "submodelElements": [
                    {"modelType": "Property", "idShort": "Force", "valueType": "xs:double", "value": force}
                ],
            }
        ],
    }

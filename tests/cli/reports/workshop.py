"""A folder with files that are right, wrong and none of our business, and Korean and blanks in names."""

from __future__ import annotations

import shutil
from pathlib import Path

CASES = Path(__file__).parents[2] / "cases"

RIGHT = "right.json"
WRONG = "라인 1/no id.json"
PACKAGE = "라인 1/manual.aasx"
TRUNCATED = "broken.xml"
STRANGER = "tsconfig.json"


def furnish(folder: Path) -> Path:
    """Put the files into a folder."""
    (folder / "라인 1").mkdir(parents=True)
    shutil.copy(CASES / "AAS117" / "pass-1.json", folder / RIGHT)
    shutil.copy(CASES / "AAS117" / "fail-1.json", folder / WRONG)
    shutil.copy(CASES / "PKG060" / "fail-1.aasx", folder / PACKAGE)
    shutil.copy(CASES / "SCH011" / "fail-1.xml", folder / TRUNCATED)
    (folder / STRANGER).write_text('{"compilerOptions": {}}', encoding="utf-8")
    return folder


def many(path: Path, number: int) -> Path:
    """Write a file with one error in each of a number of submodels, each on lines of its own."""
    submodel = """  {{"modelType": "Submodel", "id": "urn:x:{0}", "idShort": "Run{0}", "submodelElements": [
    {{"modelType": "Property", "idShort": "Heat", "valueType": "xs:double", "value": "warm"}}]}}"""
    text = ",\n".join(submodel.format(each) for each in range(number))
    path.write_text(f'{{"submodels": [\n{text}\n]}}\n', encoding="utf-8")
    return path

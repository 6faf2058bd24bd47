"""Tiny packages with one quirk each: what tools of the field were seen to stumble over."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

OPC = "http://schemas.openxmlformats.org/package/2006/"
PLAIN, WWW = "http://admin-shell.io/aasx/relationships/", "http://www.admin-shell.io/aasx/relationships/"


def environment(**changes: Any) -> dict[str, Any]:
    """One submodel with a property, and a file where one is asked for."""
    elements: list[dict[str, Any]] = [
        {"modelType": "Property", "idShort": changes.get("name", "Force"), "valueType": "xs:int", "value": "1"}
    ]
    if "file" in changes:
        elements.append({"modelType": "File", "idShort": "Manual", "contentType": "text/xml", "value": changes["file"]})
    return {
        "submodels": [
            {
                "modelType": "Submodel",
                "id": "https://plant.example/sm/1",
                "idShort": "Press",
                "submodelElements": elements,
            }
        ]
    }


def as_xml(content: dict[str, Any], version: str) -> bytes:
    """The same as XML."""
    (submodel,) = content["submodels"]
    inner = ""
    for one in submodel["submodelElements"]:
        name = one["modelType"][0].lower() + one["modelType"][1:]
        keys = ("idShort", "valueType", "value") if name == "property" else ("idShort", "value", "contentType")
        inner += f"<{name}>" + "".join(f"<{key}>{escape(one[key])}</{key}>" for key in keys) + f"</{name}>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><environment xmlns="https://admin-shell.io/aas/{version}"><submodels>'
        f"<submodel><idShort>Press</idShort><id>{submodel['id']}</id><submodelElements>{inner}</submodelElements>"
        "</submodel></submodels></environment>"
    ).encode()


def package(path: Path, form: str, data: bytes, *, base: str = PLAIN, supplement: str | None = None) -> Path:
    """Write a package as other tools would, quirks and all."""
    part = f"/aasx/data.{form}"
    types = "".join(
        f'<Default Extension="{end}" ContentType="{kind}"/>'
        for end, kind in {
            "rels": "application/vnd.openxmlformats-package.relationships+xml",
            "json": "application/json",
            "xml": "text/xml",
        }.items()
    )
    types += '<Override PartName="/aasx/aasx-origin" ContentType="text/plain"/>'

    def relations(*rows: tuple[str, str]) -> str:
        lines = "".join(f'<Relationship Id="r{i}" Type="{kind}" Target="{to}"/>' for i, (kind, to) in enumerate(rows))
        return f'<?xml version="1.0"?><Relationships xmlns="{OPC}relationships">{lines}</Relationships>'

    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", f'<?xml version="1.0"?><Types xmlns="{OPC}content-types">{types}</Types>'
        )
        archive.writestr("_rels/.rels", relations((base + "aasx-origin", "/aasx/aasx-origin")))
        archive.writestr("aasx/aasx-origin", "origin")
        archive.writestr("aasx/_rels/aasx-origin.rels", relations((base + "aas-spec", part)))
        archive.writestr(part[1:], data)
        if supplement:
            archive.writestr(f"aasx/_rels/data.{form}.rels", relations((base + "aas-suppl", supplement)))
            archive.writestr(supplement[1:], "<a/>")
    return path


def cases(folder: Path) -> Iterator[Path]:
    """Write every case and yield its path."""
    plain = environment()
    for version in ("3/0", "3/1", "3/2"):
        yield package(folder / f"xml-{version.replace('/', '.')}.aasx", "xml", as_xml(plain, version))
    yield package(folder / "json.aasx", "json", json.dumps(plain).encode())
    yield package(folder / "json-www.aasx", "json", json.dumps(plain).encode(), base=WWW)
    yield package(folder / "xml-3.0-www.aasx", "xml", as_xml(plain, "3/0"), base=WWW)
    hyphen = environment(name="Force-kN")
    yield package(folder / "hyphen-3.0.aasx", "xml", as_xml(hyphen, "3/0"))
    yield package(folder / "hyphen-3.1.aasx", "xml", as_xml(hyphen, "3/1"))
    for name, value, there in (
        ("missing-file", "/aasx/suppl/m.xml", None),
        ("file", "/aasx/suppl/m.xml", "/aasx/suppl/m.xml"),
        ("relative-file", "suppl/m.xml", "/aasx/suppl/m.xml"),
        ("file-without-slash", "aasx/suppl/m.xml", "/aasx/suppl/m.xml"),
    ):
        for version in ("3/0", "3/1"):
            data = as_xml(environment(file=value), version)
            yield package(folder / f"{name}-{version.replace('/', '.')}.aasx", "xml", data, supplement=there)
    for version in ("3.0", "3.1"):
        bare = folder / f"bare-{version}.xml"
        bare.write_bytes(as_xml(plain, version.replace(".", "/")))
        yield bare
    bare = folder / "bare.json"
    bare.write_text(json.dumps(plain), encoding="utf-8")
    yield bare

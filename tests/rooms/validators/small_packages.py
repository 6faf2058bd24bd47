"""Write small AASX packages with environment parts of one's choice."""

import zipfile
from pathlib import Path


def package(path: Path, **parts: str) -> Path:
    """Write a package; `data_json=text` becomes the part `/aasx/data.json`."""
    base = "http://admin-shell.io/aasx/relationships"
    types = '<Default Extension="{0}" ContentType="application/{0}"/>'
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    specs = "".join(
        f'<Relationship Id="r{n}" Type="{base}/aas-spec" Target="/aasx/{name.replace("_", ".")}"/>'
        for n, name in enumerate(parts)
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            + types.format("json")
            + types.format("xml")
            + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/aasx/aasx-origin" ContentType="text/plain"/></Types>',
        )
        origin = f'<Relationship Id="r" Type="{base}/aasx-origin" Target="/aasx/aasx-origin"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{rels}">{origin}</Relationships>')
        archive.writestr("aasx/aasx-origin", "")
        archive.writestr("aasx/_rels/aasx-origin.rels", f'<Relationships xmlns="{rels}">{specs}</Relationships>')
        for name, text in parts.items():
            archive.writestr(f"aasx/{name.replace('_', '.')}", text)
    return path

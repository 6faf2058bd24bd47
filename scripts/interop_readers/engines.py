"""What aas-test-engines says about files; prints JSON. It checks and gives no content."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from aas_test_engines import file
from aas_test_engines.result import AasTestResult, Level


def check(path: str) -> Any:
    """Return its result for a file."""
    with open(path, "rb") as data:  # noqa: PTH123 - as in its documentation
        if path.endswith(".aasx"):
            return file.check_aasx_file(data)
    with open(path, encoding="utf-8") as text:  # noqa: PTH123
        return file.check_json_file(text) if path.endswith(".json") else file.check_xml_file(text)


def complaints(result: AasTestResult) -> Iterator[str]:
    """Yield every line that is more than information and has nothing more exact below it."""
    below = [each for each in result.sub_results if each.level != Level.INFO]
    if result.level != Level.INFO and not below:
        yield result.message
    for each in below:
        yield from complaints(each)


if __name__ == "__main__":
    print(json.dumps({path: {"problems": [*complaints(check(path))]} for path in sys.argv[1:]}))

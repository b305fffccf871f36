"""The report as a JSON document that can be read, searched and compared line by line."""

import json
from collections.abc import Iterator
from typing import Any

from compiler.write.report.schema import Report


def json_bytes(report: Report) -> bytes:
    """Return the report in UTF-8, with a line for each edit, passage and Remark; keys in the order of the schema."""
    # a lone surrogate, which UTF-8 cannot hold, becomes the escape that JSON has for it
    return ("".join(_lines(report, "\n")) + "\n").encode("utf-8", "backslashreplace")


def _lines(value: Any, newline: str) -> Iterator[str]:
    deeper = newline + " "
    if isinstance(value, dict) and _opens(value):
        for place, (key, item) in enumerate(value.items()):
            yield f"{',' if place else '{'}{deeper}{json.dumps(key, ensure_ascii=False)}: "
            yield from _lines(item, deeper)
        yield newline + "}"
    elif isinstance(value, list) and value and not isinstance(value[0], str):
        for place, item in enumerate(value):
            yield f"{',' if place else '['}{deeper}"
            yield from _lines(item, deeper)
        yield newline + "]"
    else:
        yield json.dumps(value, ensure_ascii=False)


def _opens(table: dict[str, Any]) -> bool:
    """Tell whether the object is spread over lines: the document and what has lists of its own, but not a row."""
    return "kind" not in table and any(isinstance(item, dict | list) for item in table.values())

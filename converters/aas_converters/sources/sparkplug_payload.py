"""The payload of a Sparkplug B message: its fields by number, and the text of a metric's value."""

from __future__ import annotations

import json
import struct
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Final

from aas_converters.sources.extras import library
from aas_converters.sources.opcua_words import number_text

FIELDS: Final = {
    "Payload": "1 timestamp uint64, 2 metrics *Metric, 3 seq uint64, 4 uuid string, 5 body bytes",
    "Metric": "1 name string, 2 alias uint64, 3 timestamp uint64, 4 datatype uint32, 5 is_historical bool, "
    "6 is_transient bool, 7 is_null bool, 9 properties PropertySet, 10 int_value uint32, 11 long_value uint64, "
    "12 float_value float, 13 double_value double, 14 boolean_value bool, 15 string_value string, "
    "16 bytes_value bytes, 17 dataset_value DataSet, 18 template_value Template",
    "PropertySet": "1 keys *string, 2 values *PropertyValue",
    "PropertyValue": "1 type uint32, 2 is_null bool, 3 int_value uint32, 4 long_value uint64, 5 float_value float, "
    "6 double_value double, 7 boolean_value bool, 8 string_value string",
    "DataSet": "1 num_of_columns uint64, 2 columns *string, 3 types *uint32, 4 rows *Row",
    "Row": "1 elements *DataSetValue",
    "DataSetValue": "1 int_value uint32, 2 long_value uint64, 3 float_value float, 4 double_value double, "
    "5 boolean_value bool, 6 string_value string",
    "Template": "1 version string, 2 metrics *Metric, 4 template_ref string, 5 is_definition bool",
}
"""The messages of Sparkplug B 3.0 as far as they are read; `*` is a field that repeats."""

SIGNED: Final = {1: 8, 2: 16, 3: 32, 4: 64}
"""Data types with a sign, and their bits: the wire has none."""
DATE_TIME: Final = 13
ARRAYS: Final = {
    **{22: "b", 23: "h", 24: "i", 25: "q", 26: "B", 27: "H", 28: "I", 29: "Q", 30: "f", 31: "d", 34: "Q"},
}
"""Data types that are arrays, and the code of an item in their bytes."""
VALUES: Final = {
    name: {field.split()[1] for field in fields.split(", ") if field.split()[1].endswith("_value")}
    for name, fields in FIELDS.items()
}
HELD: Final = (
    *("int_value", "long_value", "float_value", "double_value", "boolean_value", "string_value"),
    *("dataset_value", "bytes_value"),
)
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@cache
def payload_class(source: str) -> Any:
    """Return the class of payloads, made from `FIELDS`; SourceError where the library is not installed."""
    for module in ("descriptor_pb2", "descriptor_pool", "message_factory"):
        library(f"google.protobuf.{module}", "protobuf", "mqtt", source)
    from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

    proto = descriptor_pb2.FileDescriptorProto
    kinds = descriptor_pb2.FieldDescriptorProto
    file = proto(name="aas_toolkit/sparkplug", package="aas_toolkit.sparkplug", syntax="proto2")
    for name, fields in FIELDS.items():
        message = file.message_type.add(name=name)
        for field in fields.split(", "):
            number, called, kind = field.split()
            label = kinds.LABEL_REPEATED if kind.startswith("*") else kinds.LABEL_OPTIONAL
            kind = kind.removeprefix("*")
            one = message.field.add(name=called, number=int(number), label=label)
            if kind in FIELDS:
                one.type, one.type_name = kinds.TYPE_MESSAGE, f".aas_toolkit.sparkplug.{kind}"
            else:
                one.type = kinds.Type.Value(f"TYPE_{kind.upper()}")
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("aas_toolkit.sparkplug.Payload"))


def payload_of(body: bytes, source: str) -> Any | None:
    """Return a payload, None where the bytes are none."""
    kind = payload_class(source)
    from google.protobuf.message import DecodeError

    try:
        return kind.FromString(body)
    except DecodeError:
        return None


def value_of(metric: Any, datatype: int) -> str | None:
    """Return the text of a metric, a property or a cell of a data set; None for null."""
    held = next((name for name in HELD if name in VALUES[type(metric).DESCRIPTOR.name] and metric.HasField(name)), None)
    if held is None or getattr(metric, "is_null", False):
        return None
    value = getattr(metric, held)
    match held:
        case "int_value" | "long_value" if datatype == DATE_TIME:
            return millis_text(value)
        case "int_value" | "long_value" if datatype in SIGNED:
            return str(signed(value, SIGNED[datatype]))
        case "int_value" | "long_value":
            return str(value)
        case "float_value" | "double_value":
            return number_text(value, held == "float_value")
        case "boolean_value":
            return "true" if value else "false"
        case "string_value":
            return str(value)
        case "dataset_value":
            return data_set_text(value)
        case _:
            return array_text(value, datatype)


def signed(value: int, bits: int) -> int:
    """Return a number whose sign is in its highest bit; some senders extend it to 32 bits, some do not.

    >>> signed(0xFFFF, 16), signed(0xFFFFFFFF, 16), signed(5, 16)
    (-1, -1, 5)
    """
    plain = value & ((1 << bits) - 1)
    return plain - (1 << bits) if plain >> (bits - 1) else plain


def millis_text(value: int) -> str | None:
    """Return milliseconds since 1970 as a time in UTC, None where there is no such year.

    >>> millis_text(1772431200250)
    '2026-03-02T06:00:00.250Z'
    """
    try:
        time = EPOCH + timedelta(milliseconds=value)
    except OverflowError:
        return None
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def data_set_text(value: Any) -> str:
    """Return a data set as JSON: a list of objects."""
    kinds = list(value.types)
    rows = []
    for row in value.rows:
        cells = [value_of(cell, kind) for cell, kind in zip(row.elements, kinds, strict=False)]
        rows.append(dict(zip(value.columns, cells, strict=False)))
    return json.dumps(rows, ensure_ascii=False)


def array_text(value: bytes, datatype: int) -> str:
    """Return an array as JSON, other bytes in hexadecimal."""
    code = ARRAYS.get(datatype)
    if code is None or len(value) % struct.calcsize(code):
        return value.hex()
    numbers = [one for (one,) in struct.iter_unpack(f"<{code}", value)]
    if code in "fd":
        return "[" + ", ".join(number_text(one, code == "f") or "null" for one in numbers) + "]"
    return json.dumps(numbers)

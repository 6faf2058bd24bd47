"""Values and their types: XML Schema 1.0 part 2, as far as the SDKs of the metamodel read it."""

from __future__ import annotations

from tests.verdicts.parts import Case, around, prop

# fmt: off
RIGHT = {
    "xs:date": ["2024-02-29Z", "2000-02-29", "2024-01-01+14:00", "-0044-03-15", "12024-01-01"],
    "xs:dateTime": ["2024-01-01T24:00:00", "2024-01-01T00:00:00.123456789Z", "2024-01-01T00:00:00-14:00"],
    "xs:time": ["24:00:00", "12:00:00.5+09:00"],
    "xs:gYear": ["2024", "-0001"], "xs:gYearMonth": ["2024-12Z"], "xs:gMonth": ["--12"], "xs:gDay": ["---31"],
    "xs:gMonthDay": ["--02-29", "--12-25+09:00"],
    "xs:duration": ["P1Y2M3DT4H5M6.7S", "-P1D", "PT0S"],
    "xs:double": ["INF", "-INF", "NaN", ".5", "5.", "1E+05", "-0"], "xs:decimal": ["+1.0", ".5", "-0"],
    "xs:boolean": ["1", "0", "true"],
    "xs:int": ["2147483647", "+1", "007"], "xs:integer": ["99999999999999999999999999"],
    "xs:unsignedLong": ["18446744073709551615"], "xs:nonPositiveInteger": ["-0"],
    "xs:hexBinary": ["0F", "0f", ""], "xs:base64Binary": ["YQ==", ""],
    "xs:string": ["😀", "tab\tnew\nline", ""], "xs:anyURI": ["", "urn:x", "../a"],
}
WRONG = {
    "xs:date": ["2023-02-29", "1900-02-29", "2024-01-01+14:01", "2024-1-1", "02024-01-01", ""],
    "xs:dateTime": [
        "2024-01-01T24:00:01", "2024-01-01 00:00:00", "2024-01-01T00:00", "2024-06-30T23:59:60Z",
        "2024-01-01T00:00:00.", "2024-01-01T00:00:00+9:00", "2024-01-01T00:00:00z",
    ],
    "xs:time": ["12:00", "25:00:00"],
    "xs:gYear": ["24"], "xs:gYearMonth": ["2024-13"], "xs:gMonth": ["--13", "--12--"], "xs:gDay": ["---32"],
    "xs:gMonthDay": ["--02-30", "--04-31", "--2-3", "12-25"],
    "xs:duration": ["P", "PT", "P1DT", "P1S", "P-1D", "P0.5D", "P1W", "PT0.S"],
    # the last is a number as XML Schema writes it; the SDKs take no number that a double cannot hold
    "xs:double": ["+INF", "inf", "-NaN", "nan", ".", "1e", "1,5", "1_000", "", " 1.5", "0x10", "١", "1e400"],
    # the last is legal in XML Schema 1.1; the SDKs read 1.0
    "xs:decimal": ["1e3", "-", "1."],
    "xs:boolean": ["TRUE", "yes"],
    "xs:int": ["2147483648", "1.0", " 1"], "xs:integer": ["１"], "xs:byte": ["-129"], "xs:unsignedByte": ["256"],
    "xs:long": ["9223372036854775808"], "xs:positiveInteger": ["0"], "xs:negativeInteger": ["-0"],
    "xs:hexBinary": ["ABC", "0x0F"], "xs:base64Binary": ["YQ=", "YQ", "YR=="],
    "xs:string": ["a\0b", "a\ufffeb"],
    # XML Schema would escape the blank; a URI has none
    "xs:anyURI": ["http://a b"],
    "xs:dateTimeStamp": ["2024-01-01T00:00:00Z"], "xs:yearMonthDuration": ["P1Y"], "double": ["1"],
}
# fmt: on

CASES: list[Case] = [
    (f"{kind} {value!a}", around(prop(value, kind)), verdict)
    for table, verdict in ((RIGHT, "VV"), (WRONG, "EE"))
    for kind, values in table.items()
    for value in values
]

"""References: AASd-121 to AASd-128, and where they lead."""

from __future__ import annotations

from tests.verdicts.parts import HERE, Case, Json, around, element, inside, outside, prop, reference

FILE = ("File", "Manual")
LIST = ("SubmodelElementList", "Items")
FRAGMENT = ("FragmentReference", "#page=2")

VALUES: list[Case] = [
    ("out of the model", outside(), "VV"),
    ("two steps out of the model", reference("External", ("GlobalReference", "u"), ("GlobalReference", "v")), "VV"),
    ("fragment of something outside", reference("External", ("GlobalReference", "u"), FRAGMENT), "VV"),
    ("external to a submodel", reference("External", ("Submodel", HERE)), "EE"),
    ("external to a property", reference("External", ("GlobalReference", "u"), ("Property", "Prop")), "EE"),
    ("external that begins with a fragment", reference("External", FRAGMENT), "EE"),
    ("submodel", inside(), "VV"),
    ("property", inside(("Property", "Prop")), "VV"),
    ("property that is not there", inside(("Property", "Nobody")), "VV"),
    ("key of another class than the element", inside(("Blob", "Manual")), "VV"),
    ("key of an abstract class", inside(("SubmodelElement", "Prop")), "VV"),
    ("identifiable", reference("Model", ("Identifiable", "u")), "VV"),
    ("referable at the start", reference("Model", ("Referable", "u")), "EE"),
    ("property at the start", reference("Model", ("Property", "Prop")), "EE"),
    ("global reference at the start", reference("Model", ("GlobalReference", "u")), "EE"),
    ("global reference in the middle", inside(("GlobalReference", "u")), "EE"),
    ("submodel through its shell", reference("Model", ("AssetAdministrationShell", "u"), ("Submodel", HERE)), "EE"),
    ("fragment of a file", inside(FILE, FRAGMENT), "VV"),
    ("fragment of a property", inside(("Property", "Prop"), FRAGMENT), "EE"),
    ("fragment of a fragment", inside(FILE, FRAGMENT, FRAGMENT), "EE"),
    ("item of a list", inside(LIST, ("Property", "0")), "VV"),
    ("item of a list that is not there", inside(LIST, ("Property", "9")), "VV"),
    ("item of a list by name", inside(LIST, ("Property", "Prop")), "EE"),
    ("item of a list by a negative number", inside(LIST, ("Property", "-1")), "EE"),
    ("no keys", {"type": "ModelReference", "keys": []}, "EE"),
    ("keys left out", {"type": "ModelReference"}, "EE"),
    ("key without value", reference("External", ("GlobalReference", "")), "EE"),
    ("type of metamodel 2", {"type": "GlobalReference", "keys": [{"type": "GlobalReference", "value": "u"}]}, "EE"),
    (
        "key with a modelType",
        {**outside(), "keys": [{"type": "GlobalReference", "value": "u", "modelType": "K"}]},
        "EE",
    ),
    ("with a meaning", {**inside(), "referredSemanticId": outside()}, "VV"),
    ("with a wrong meaning", {**inside(), "referredSemanticId": reference("External", ("Submodel", HERE))}, "EE"),
]


def holding(value: Json) -> Json:
    """Return a document in which a reference can arrive."""
    items = [{"modelType": "Property", "valueType": "xs:string"}]
    return around(
        element("ReferenceElement", value=value),
        prop(),
        element("File", "Manual", contentType="application/pdf", value="manual.pdf"),
        element("SubmodelElementList", "Items", typeValueListElement="Property", valueTypeListElement="xs:string")
        | {"value": items},
    )


def event(**changes: Json) -> Json:
    """Return a document with an event."""
    attributes = {"observed": inside(), "direction": "output", "state": "on", **changes}
    held = {name: value for name, value in attributes.items() if value is not None}
    return around(element("BasicEventElement", **held))


EVENTS: list[Case] = [
    ("event", event(), "VV"),
    ("event that observes something outside", event(observed=outside()), "EE"),
    ("event that observes nothing", event(observed=None), "EE"),
    ("event of a strange direction", event(direction="IN"), "EE"),
    ("event of a strange state", event(state="ON"), "EE"),
    ("input with a longest interval", event(direction="input", maxInterval="PT1S"), "EE"),
    ("input with a shortest interval", event(direction="input", minInterval="P1M"), "VV"),
    ("interval that is no duration", event(minInterval="5s"), "EE"),
    ("last update in UTC", event(lastUpdate="2024-01-01T00:00:00Z"), "VV"),
    ("last update in Seoul", event(lastUpdate="2024-01-01T00:00:00+09:00"), "EE"),
    ("last update on no day", event(lastUpdate="2023-02-29T00:00:00Z"), "EE"),
    ("broker", event(messageBroker=inside()), "VV"),
    ("broker outside", event(messageBroker=outside()), "EE"),
    ("long topic", event(messageTopic="t" * 256), "EE"),
]

CASES: list[Case] = [(f"reference, {name}", holding(value), verdict) for name, value, verdict in VALUES] + EVENTS

"""The words of MTConnect: its units as this project writes them, the unit of each type, and what replaced old types."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

UNITS: Final = MappingProxyType(
    {
        **{"AMPERE": "A", "AMPERE_HOUR": "A·h", "BAR": "bar", "CELSIUS": "°C", "CENTIPOISE": "mPa·s", "COULOMB": "A.s"},
        **{"COUNT": "1", "COUNT/SECOND": "1/s", "CUBIC_FOOT": "[cft_i]", "CUBIC_FOOT/HOUR": "[cft_i]/h"},
        **{"CUBIC_FOOT/MINUTE": "[cft_i]/min", "CUBIC_METER": "m³", "CUBIC_MILLIMETER": "mm³"},
        **{"CUBIC_MILLIMETER/SECOND": "mm3/s", "CUBIC_MILLIMETER/SECOND^2": "mm3/s2", "DECIBEL": "dB", "DEGREE": "°"},
        **{"DEGREE/MINUTE": "deg/min", "DEGREE/SECOND": "°/s", "DEGREE/SECOND^2": "deg/s2", "FAHRENHEIT": "°F"},
        **{"FOOT": "ft", "FOOT/MINUTE": "[ft_i]/min", "FOOT/SECOND": "[ft_i]/s", "FOOT/SECOND^2": "[ft_i]/s2"},
        **{
            "GALLON/MINUTE": "[gal_us]/min",
            "GRAM": "g",
            "GRAM/CUBIC_METER": "g/m3",
            "GRAVITATIONAL_ACCELERATION": "[g]",
        },
        **{"HERTZ": "Hz", "HOUR": "h", "INCH": "in", "INCH/MINUTE": "[in_i]/min", "INCH/REVOLUTION": "[in_i]/{rev}"},
        **{"INCH/SECOND": "[in_i]/s", "INCH/SECOND^2": "[in_i]/s2", "INCH_POUND": "[in_i].[lbf_av]", "JOULE": "J"},
        **{"KELVIN": "K", "KILOGRAM": "kg", "KILOWATT": "kW", "KILOWATT_HOUR": "kWh", "LITER": "L"},
        **{"LITER/MINUTE": "L/min", "LITER/SECOND": "L/s", "METER/SECOND^2": "m/s²", "MICROMETER": "µm"},
        **{
            "MICRO_RADIAN": "urad",
            "MILLIGRAM": "mg",
            "MILLIGRAM/CUBIC_MILLIMETER": "mg/mm3",
            "MILLIGRAM/LITER": "mg/L",
        },
        **{"MILLILITER": "mL", "MILLIMETER": "mm", "MILLIMETER/MINUTE": "mm/min", "MILLIMETER/REVOLUTION": "mm/rev"},
        **{"MILLIMETER/SECOND": "mm/s", "MILLIMETER/SECOND^2": "mm/s2", "MILLIMETER_MERCURY": "mmHg", "MINUTE": "min"},
        **{"NEWTON": "N", "NEWTON_METER": "N·m", "OHM": "Ω", "OHM_METER": "Ohm.m", "PASCAL": "Pa"},
        **{"PASCAL/MINUTE": "Pa/min", "PASCAL/SECOND": "Pa/s", "PASCAL_SECOND": "Pa.s", "PERCENT": "%", "PH": "pH"},
        **{"POUND": "lb", "POUND/INCH^2": "psi", "RADIAN": "rad", "RADIAN/MINUTE": "rad/min", "RADIAN/SECOND": "rad/s"},
        **{"RADIAN/SECOND^2": "rad/s2", "REVOLUTION/MINUTE": "1/min", "REVOLUTION/SECOND": "1/s"},
        **{"REVOLUTION/SECOND^2": "/s2", "SECOND": "s", "SIEMENS/METER": "S/m", "SQUARE_INCH": "[sin_i]"},
        **{"SQUARE_MILLIMETER": "mm²", "VOLT": "V", "VOLT_AMPERE": "V·A", "VOLT_AMPERE_REACTIVE": "var", "WATT": "W"},
        **{"WATT_SECOND": "J"},
    }
)
"""MTConnect 2.7 unit → the symbol of units.yaml, or its UCUM code where that has no such unit.

`_3D` units are those of each of the three numbers. A unit vector has none, and what is missing here has no UCUM code.
"""

TYPE_UNITS: Final = MappingProxyType(
    {
        **dict.fromkeys(("ACCELERATION", "DECELERATION"), "MILLIMETER/SECOND^2"),
        **dict.fromkeys(("ACCUMULATED_TIME", "EQUIPMENT_TIMER", "PROCESS_TIMER"), "SECOND"),
        **dict.fromkeys(("AMPERAGE", "AMPERAGE_AC", "AMPERAGE_DC", "CHARGE_RATE", "DISCHARGE_RATE"), "AMPERE"),
        **dict.fromkeys(
            ("ANGLE", "DISPLACEMENT_ANGULAR", "SETTLING_ERROR_ANGULAR", "FOLLOWING_ERROR_ANGULAR"), "DEGREE"
        ),
        **dict.fromkeys(("ANGULAR_ACCELERATION", "ANGULAR_DECELERATION"), "DEGREE/SECOND^2"),
        **dict.fromkeys(("ASSET_UPDATE_RATE", "OBSERVATION_UPDATE_RATE"), "COUNT/SECOND"),
        **dict.fromkeys(("AXIS_FEEDRATE", "CUTTING_SPEED", "PATH_FEEDRATE", "VELOCITY"), "MILLIMETER/SECOND"),
        **dict.fromkeys(("BATTERY_CHARGE", "CONCENTRATION", "FILL_LEVEL", "HUMIDITY_RELATIVE", "LEVEL"), "PERCENT"),
        **dict.fromkeys(("HUMIDITY_SPECIFIC", "LOAD", "OPENNESS", "POWER_FACTOR", "STRAIN"), "PERCENT"),
        **dict.fromkeys(("CAPACITY_FLUID", "VOLUME_FLUID"), "MILLILITER"),
        **dict.fromkeys(("CAPACITY_SPATIAL", "DEPOSITION_VOLUME", "VOLUME_SPATIAL"), "CUBIC_MILLIMETER"),
        **dict.fromkeys(("DENSITY", "DEPOSITION_DENSITY"), "MILLIGRAM/CUBIC_MILLIMETER"),
        **dict.fromkeys(("DEW_POINT", "TEMPERATURE"), "CELSIUS"),
        **dict.fromkeys(("DIAMETER", "DISPLACEMENT", "DISPLACEMENT_LINEAR", "FILL_HEIGHT", "LENGTH"), "MILLIMETER"),
        **dict.fromkeys(("POSITION", "X_DIMENSION", "Y_DIMENSION", "Z_DIMENSION"), "MILLIMETER"),
        **dict.fromkeys(("SETTLING_ERROR_LINEAR", "FOLLOWING_ERROR_LINEAR"), "MILLIMETER"),
        **dict.fromkeys(("SETTLING_ERROR", "FOLLOWING_ERROR"), "COUNT"),
        **dict.fromkeys(("LINEAR_FORCE", "TENSION"), "NEWTON"),
        **dict.fromkeys(("PATH_POSITION", "POSITION_CARTESIAN"), "MILLIMETER_3D"),
        **dict.fromkeys(("PRESSURE", "PRESSURE_ABSOLUTE"), "PASCAL"),
        **dict.fromkeys(("ROTARY_VELOCITY", "SPINDLE_SPEED"), "REVOLUTION/MINUTE"),
        **dict.fromkeys(("VOLTAGE", "VOLTAGE_AC", "VOLTAGE_DC"), "VOLT"),
        **{"ANGULAR_VELOCITY": "DEGREE/SECOND", "BATTERY_CAPACITY": "COULOMB", "CONDUCTIVITY": "SIEMENS/METER"},
        **{"DEPOSITION_ACCELERATION_VOLUMETRIC": "CUBIC_MILLIMETER/SECOND^2", "DEPOSITION_MASS": "MILLIGRAM"},
        **{"DEPOSITION_RATE_VOLUMETRIC": "CUBIC_MILLIMETER/SECOND", "ELECTRICAL_ENERGY": "WATT_SECOND"},
        **{"FLOW": "LITER/SECOND", "FREQUENCY": "HERTZ", "GRAVITATIONAL_FORCE": "NEWTON", "MASS": "KILOGRAM"},
        **{"HUMIDITY_ABSOLUTE": "GRAM/CUBIC_METER", "ORIENTATION": "DEGREE_3D", "PH": "PH", "RESISTANCE": "OHM"},
        **{"PATH_FEEDRATE_PER_REVOLUTION": "MILLIMETER/REVOLUTION", "PRESSURIZATION_RATE": "PASCAL/SECOND"},
        **{"RESISTIVITY": "OHM_METER", "SOUND_LEVEL": "DECIBEL", "TILT": "MICRO_RADIAN", "TORQUE": "NEWTON_METER"},
        **{"VISCOSITY": "PASCAL_SECOND", "VOLT_AMPERE": "VOLT_AMPERE", "WATTAGE": "WATT"},
        **{"VOLT_AMPERE_REACTIVE": "VOLT_AMPERE_REACTIVE"},
    }
)
"""The unit that the standard fixes for a type of SAMPLE, for documents without a description of the device."""

SUCCESSORS: Final = MappingProxyType(
    {
        **{"SPINDLE_SPEED": ("ROTARY_VELOCITY",), "LEVEL": ("FILL_LEVEL",), "TOOL_ID": ("TOOL_NUMBER",)},
        **{"AMPERAGE": ("AMPERAGE_AC", "AMPERAGE_DC"), "VOLTAGE": ("VOLTAGE_AC", "VOLTAGE_DC")},
        **{"PART_NUMBER": ("PART_KIND_ID",), "LINE": ("LINE_NUMBER",)},
    }
)
"""Types that devices of old versions still send, and those that took their place."""
OLD_SUBTYPES: Final = MappingProxyType({"ALTERNATING": "_AC", "DIRECT": "_DC"})

OVERRIDES: Final = MappingProxyType(
    {
        "PATH_FEEDRATE": "PATH_FEEDRATE_OVERRIDE",
        "AXIS_FEEDRATE": "AXIS_FEEDRATE_OVERRIDE",
        "SPINDLE_SPEED": "ROTARY_VELOCITY_OVERRIDE",
        "ROTARY_VELOCITY": "ROTARY_VELOCITY_OVERRIDE",
    }
)
"""Types whose subtype OVERRIDE, a percentage, became a type of its own."""

REPRESENTATIONS: Final = (("TimeSeries", "TIME_SERIES"), ("DataSet", "DATA_SET"), ("Table", "TABLE"))
"""What the name of an observation ends in where its value is more than one."""
ABBREVIATIONS: Final = MappingProxyType({"PH": "PH", "MTConnectVersion": "MTCONNECT_VERSION"})
BOUNDARY: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def type_of(tag: str) -> tuple[str, str]:
    """Return the type and the representation that the name of an observation stands for.

    >>> type_of("AmperageAC"), type_of("WorkOffsetTable")
    (('AMPERAGE_AC', 'VALUE'), ('WORK_OFFSET', 'TABLE'))
    """
    for ending, representation in REPRESENTATIONS:
        if tag.endswith(ending) and tag != ending:
            return type_of(tag.removesuffix(ending))[0], representation
    return ABBREVIATIONS.get(tag) or BOUNDARY.sub("_", tag).upper(), "VALUE"


def unit_text(unit: str | None) -> str | None:
    """Return an MTConnect unit as this project writes it; an unknown one as it is, None for none."""
    if not unit or unit in ("OTHER", "UNIT_VECTOR_3D"):
        return None
    plain = unit.removesuffix("_3D")
    return UNITS.get(plain, plain)


def usual_unit(kind: str, sub_type: str | None) -> str | None:
    """Return the unit that the standard fixes for a type; an override is a percentage of what is programmed."""
    return "PERCENT" if sub_type == "OVERRIDE" and kind in OVERRIDES else TYPE_UNITS.get(kind)


def references_of(kind: str, sub_type: str | None) -> tuple[str, ...]:
    """Return what a type is called in models: the type of today, with its subtype first where it has one.

    >>> references_of("SPINDLE_SPEED", "ACTUAL")
    ('mtconnect:ROTARY_VELOCITY#ACTUAL', 'mtconnect:ROTARY_VELOCITY')
    """
    if sub_type == "OVERRIDE" and kind in OVERRIDES:
        return (f"mtconnect:{OVERRIDES[kind]}",)
    kinds = SUCCESSORS.get(kind, (kind,))
    if sub_type and sub_type in OLD_SUBTYPES:
        kinds = (f"{kind}{OLD_SUBTYPES[sub_type]}",) if len(kinds) > 1 else kinds
    elif sub_type:
        return tuple(f"mtconnect:{one}{ending}" for ending in (f"#{sub_type}", "") for one in kinds)
    return tuple(f"mtconnect:{one}" for one in kinds)

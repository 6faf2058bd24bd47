"""Every delimited file of the shared data sets gives as many rows as its description says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aas_converters.sources import open_table

SHARED = Path(os.environ.get("AAS_SHARED", Path(__file__).parents[4].parent / "shared")) / "data"

ROWS = {
    "ai4i2020/ai4i2020.csv": 10_000,
    "garment_productivity/garments_worker_productivity.csv": 1_197,
    "industrial_accidents/accidents_head.csv": 12,
    "injection_molding_airtlab/data.csv": 1_451,
    "kamp_melting_tank/melting_tank.csv": 10_000,
    "kamp_plating_sensor/Error Lot list.csv": 33,
    "kamp_plating_sensor/kemp-abh-sensor-2021.09.06.csv": 1_518,
    "kamp_press_pressure/press.csv": 64_359,
    "knitsmart/DataSet1.csv": 468,
    "opcua_nodesets/UNECE_to_OPCUA.csv": 1_827,
    "screw_driving_pyscrew/s03_variations-in-assembly-conditions-1.csv": 1_700,
    "steel_energy_gwangyang/Steel_industry_data.csv": 35_040,
    "umati_additive_nodeset/Opc.Ua.AdditiveManufacturing.NodeSet2.csv": 156,
}


@pytest.mark.parametrize("name", ROWS)
def test_every_row_is_read(name: str) -> None:
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"{name} is not beside this checkout (../shared/data)")
    batches = list(open_table(path).batches())
    assert sum(batch.frame.height for batch in batches) == ROWS[name]
    assert not [finding for batch in batches for finding in batch.findings]

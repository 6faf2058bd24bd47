"""What is suggested for a table: right where headers, units and cells agree, nothing where they leave a doubt."""

from __future__ import annotations

from itertools import islice, permutations
from pathlib import Path

from aas_converters.mapping.explained import explained
from aas_converters.mapping.suggest import Suggestion, suggest
from aas_converters.sources import open_table
from aas_converters.sources.table import Table
from aas_reference_models.library import load_model

PLATING = load_model("plating")
MOULDING = load_model("injection_moulding")


def table(folder: Path, text: str) -> Table:
    path = folder / "plant.csv"
    path.write_text(text, encoding="utf-8")
    return open_table(path)


def found(suggestion: Suggestion) -> dict[str, str]:
    return {one.column.name: one.path for one in suggestion.proposals}


def test_headers_that_no_model_spells_are_understood(tmp_path: Path) -> None:
    text = "측정 시각,machine code,bath temp [K],정류기 전류값\n2026-03-02 09:00:00,PL-1,298.1,120\n"
    assert found(suggest(PLATING, table(tmp_path, text))) == {
        "측정 시각": "Header.Time",
        "machine code": "Header.EquipmentId",
        "bath temp [K]": "Measured.BathTemperature",
        "정류기 전류값": "Measured.RectifierCurrent",
    }


def test_what_two_columns_say_alike_is_left_to_a_person(tmp_path: Path) -> None:
    suggestion = suggest(PLATING, table(tmp_path, "전류 1,전류 2\n100,101\n110,111\n"))
    assert found(suggestion) == {}
    assert {column.name for column, _ in suggestion.doubtful} == {"전류 1", "전류 2"}


def test_words_never_fill_a_number_nor_a_number_a_time(tmp_path: Path) -> None:
    suggestion = suggest(PLATING, table(tmp_path, "Temp,Time\nwarm,1\ncold,2\n"))
    assert found(suggestion) == {}
    assert [column.name for column in suggestion.other] == ["Temp", "Time"]


def test_a_unit_that_cannot_be_converted_rules_an_element_out(tmp_path: Path) -> None:
    assert found(suggest(PLATING, table(tmp_path, "Temp [kg]\n20\n21\n"))) == {}


def test_a_ton_of_a_press_is_a_force_and_the_mapping_says_so(tmp_path: Path) -> None:
    suggestion = suggest(load_model("press_stamping"), table(tmp_path, "총하중(톤)\n301\n305\n"))
    (one,) = suggestion.mapping.assignments
    assert (one.path, one.parts[0][1].unit) == ("Measured.TotalPressForce", "tf")


def test_dead_channels_of_a_series_are_left_out(tmp_path: Path) -> None:
    text = "금형온도 1,금형온도 2,금형온도 3\n61,0,63\n62,0,64\n"
    suggestion = suggest(MOULDING, table(tmp_path, text))
    assert list(found(suggestion)) == ["금형온도 1", "금형온도 3"]
    assert [column.name for column in suggestion.unused] == ["금형온도 2"]
    assert suggestion.mapping.assignments[0].items[1].columns == ("금형온도 3",)


SHIFTED = """\
timestamp,part_name_equip_cd,equip_name,pass_or_fail,reason,injection_time,cycle_time,clamp_close_time,cushion_position
2026-03-02 09:00:00,cover,S14,650톤 우진 2호기,Y,가스,9.6,59.5,7.1
2026-03-02 09:01:00,cover,S14,650톤 우진 2호기,N,미성형,9.5,59.6,7.2
"""


def test_a_header_that_lost_a_comma_is_put_right(tmp_path: Path) -> None:
    suggestion = suggest(MOULDING, table(tmp_path, SHIFTED))
    assert suggestion.split == "part_name_equip_cd"
    assert found(suggestion) == {
        "timestamp": "Header.Time",
        "part_name_equip_cd": "Header.ProductName",
        "equip_name": "Header.EquipmentId",
        "pass_or_fail": "Header.EquipmentName",
        "reason": "Result.Verdict",
        "injection_time": "Result.DefectReason",
        "cycle_time": "Measured.InjectionTime",
        "clamp_close_time": "Measured.CycleTime",
        "cushion_position": "Measured.ClampCloseTime",
    }


def test_a_table_that_contradicts_itself_once_or_twice_keeps_its_headers(tmp_path: Path) -> None:
    text = "\n".join(line.rsplit(",", 3)[0] for line in SHIFTED.splitlines())
    assert suggest(MOULDING, table(tmp_path, text + "\n")).split is None


def test_a_column_of_verdicts_is_known_by_its_words(tmp_path: Path) -> None:
    assert found(suggest(MOULDING, table(tmp_path, "XQ7\n양품\n불량\n"))) == {"XQ7": "Result.Verdict"}


def test_mandatory_elements_that_nothing_fills_are_named(tmp_path: Path) -> None:
    suggestion = suggest(PLATING, table(tmp_path, "Temp\n50\n51\n"))
    assert "Header.EquipmentId" in suggestion.missing
    assert "Measured.BathTemperature" not in suggestion.missing


def test_the_order_of_columns_does_not_matter(tmp_path: Path) -> None:
    cells = {"Temp": "41.5", "pH": "4.2", "Lot": "A-1", "전류": "120", "비고": "-x"}
    answers = []
    for order in islice(permutations(cells), 0, None, 23):
        text = ",".join(order) + "\n" + ",".join(cells[name] for name in order) + "\n"
        answers.append(found(suggest(PLATING, table(tmp_path, text))))
    assert all(answer == answers[0] for answer in answers)
    assert answers[0] == {
        "Temp": "Measured.BathTemperature",
        "pH": "Measured.BathPh",
        "Lot": "Header.LotNumber",
        "전류": "Measured.RectifierCurrent",
    }


def test_a_day_and_a_time_of_day_are_joined(tmp_path: Path) -> None:
    text = "Date,Clock,Temp\n2026/03/02,오전 11:58:30,50\n2026/03/02,오후 12:01:50,51\n"
    suggestion = suggest(PLATING, table(tmp_path, text))
    (time, _) = suggestion.mapping.assignments
    assert (time.path, time.parts[0][1].columns) == ("Header.Time", ("Date", "Clock"))
    assert suggestion.other == ()


def line_of(folder: Path, model: str, text: str, path: str) -> str:
    """The line of an element in the suggested mapping."""
    source = table(folder, text)
    lines = explained(suggest(load_model(model), source), source, (), "en").splitlines()
    return next(one for one in lines if path in one)


def test_a_unit_that_would_fit_is_named_before_a_scale(tmp_path: Path) -> None:
    pressures = "최대사출압력\n" + "".join(f"{900 + i}\n" for i in range(20))
    line = line_of(tmp_path, "injection_moulding", pressures, "MaxInjectionPressure")
    assert "would fit in bar" in line
    assert "scale" not in line


def test_one_unit_that_fits_can_be_written_as_it_is(tmp_path: Path) -> None:
    kelvins = "실내온도\n" + "".join(f"{290 + i / 10}\n" for i in range(20))
    assert "add unit: K?" in line_of(tmp_path, "ambient_environment", kelvins, "AirTemperature")


def test_a_fixed_point_is_still_a_scale(tmp_path: Path) -> None:
    tenths = "온도\n" + "".join(f"{540 + i}\n" for i in range(20))
    assert "scale: 0.1" in line_of(tmp_path, "plating", tenths, "BathTemperature")


def test_parts_of_an_image_are_no_pixels(tmp_path: Path) -> None:
    boxes = "class,left,top,width,height\nHole,0.1,0.2,0.25,0.5\nKnot,0.3,0.4,0.125,0.5\n"
    line = line_of(tmp_path, "vision_inspection", boxes, "BoxWidth")
    assert "pixels of the image" in line
    assert "lies in the plausible range" not in line


def test_most_words_of_a_code_list_are_enough_where_several_differ(tmp_path: Path) -> None:
    text = "gruppe\n" + "".join(f"{word}\n" for word in ("Employee", "Contractor", "Visitor", "Praktikant") * 3)
    one = "gruppe\n" + "".join(f"{word}\n" for word in ("Employee", "Praktikant", "Lehrling") * 3)
    incident = load_model("safety_incident")
    assert found(suggest(incident, table(tmp_path, text))) == {"gruppe": "Incident.EmploymentRelation"}
    assert found(suggest(incident, table(tmp_path, one))) == {}


def test_days_stay_days_where_the_file_does_not_name_its_meter(tmp_path: Path) -> None:
    text = "일시,유효전력량(kWh)\n" + "".join(f"2026-03-0{i // 24 + 2} {i % 24:02}:00:00,{i}\n" for i in range(72))
    source = table(tmp_path, text)
    suggestion = suggest(load_model("energy_consumption"), source)
    assert suggestion.mapping.shape.by == ()
    assert suggestion.mapping.shape.one_per is None
    assert "one submodel for each 1d of time" in explained(suggestion, source, (), "en")
    assert "shape: {by: []}" in explained(suggestion, source, (), "ko")


def test_words_without_meaning_are_ready_to_be_given_one(tmp_path: Path) -> None:
    source = table(tmp_path, "일시,양불판정\n" + "".join(f"2026-03-02 08:{i:02}:00,{'IV'[i % 2]}\n" for i in range(20)))
    text = explained(suggest(MOULDING, source), source, (), "en")
    assert "#   Result.Verdict: {column: 양불판정, codes: {I: …, V: …}}  # one of OK, NG" in text
    known = table(tmp_path, "일시,양불판정\n" + "".join(f"2026-03-02 08:{i:02}:00,양품\n" for i in range(20)))
    assert "codes" not in explained(suggest(MOULDING, known), known, (), "en")


def test_one_column_that_names_the_machine_fills_what_must_be_there(tmp_path: Path) -> None:
    assert found(suggest(PLATING, table(tmp_path, "설비\nPL-1\nPL-2\n"))) == {"설비": "Header.EquipmentId"}
    both = found(suggest(PLATING, table(tmp_path, "설비명,설비코드\n도금 1호,PL-1\n도금 2호,PL-2\n")))
    assert both == {"설비명": "Header.EquipmentName", "설비코드": "Header.EquipmentId"}

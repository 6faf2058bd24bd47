"""What a program that embeds the library relies on: uploads, objects, threads, a way out, a log, a small memory."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import os
import pickle
import subprocess
import sys
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from aas_core3 import types as aas30
from aas_core3_1 import types as aas31
from basyx.aas import model

import aas_toolkit as aas
from tests.library.vendor_files import write_files


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_files(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


VERBS: dict[str, Callable[[Any, str], Any]] = {
    "validate": lambda source, to: aas.validate(source),
    "transcode": lambda source, to: aas.transcode(source, to=f"{to}.xml"),
    "migrate": lambda source, to: aas.migrate(source, to=f"{to}-migrated.json", metamodel="3.1"),
    "repair": lambda source, to: aas.repair(source, to=f"{to}-repaired.json"),
    "pack": lambda source, to: aas.pack(source, to=f"{to}.aasx"),
    "split": lambda source, to: aas.split(source, to=to),
    "extract": lambda source, to: aas.extract(source, to=f"{to}.csv"),
    "export_kosmo": lambda source, to: aas.export_kosmo(source, to=f"{to}-kosmo"),
    "export_workbook": lambda source, to: aas.export_workbook(source, to=f"{to}.xlsx"),
    "inspect": lambda source, to: aas.inspect(source),
    "diff": lambda source, to: aas.diff(source, "press.json"),
}


def written(result: Any) -> dict[str, bytes]:
    """What a verb wrote, by the names in which it may differ."""
    return {path.suffix: path.read_bytes() for path in getattr(result, "paths", ()) if path.name != "README.txt"}


@pytest.mark.parametrize("verb", VERBS)
def test_a_file_its_bytes_and_an_open_file_are_one(verb: str, here: Path) -> None:
    data = Path("press.json").read_bytes()
    upload = io.BytesIO(data)
    upload.name = "press.json"
    results = [VERBS[verb](source, f"{number}") for number, source in enumerate(("press.json", data, upload))]
    assert [result.ok for result in results] == [True] * 3
    differing = {".sha256", ".txt"} if verb == "export_kosmo" else set()  # they name the source
    files = [{k: v for k, v in written(result).items() if k not in differing} for result in results]
    assert files[0] == files[1] == files[2]


@pytest.mark.parametrize("verb", VERBS)
def test_what_cannot_be_read_is_a_finding_that_names_no_temporary_file(verb: str, here: Path) -> None:
    for broken in (b"{nope", b"PK\x03\x04 nothing", b""):
        upload = io.BytesIO(broken)
        upload.name = "upload of mine"
        result = VERBS[verb](upload, "out")
        report = getattr(result, "report", result)
        assert not result.ok
        assert {finding.where.file for finding in report} <= {"upload of mine", "press.json"}
        assert "source." not in "".join(map(str, report))
        assert not list(here.glob("out*"))


@pytest.mark.parametrize(
    "wrong", [3, None, ["press.json", "robot.json"], io.StringIO("{}")], ids=["number", "none", "list", "text file"]
)
def test_what_is_no_aas_data_is_the_callers_mistake(wrong: object) -> None:
    with pytest.raises(TypeError):
        aas.migrate(wrong, to="out.json", metamodel="3.1")


def basyx_press() -> Any:
    return model.Submodel(
        "https://vendor.example/press/data", {model.Property("Force", model.datatypes.Int, 7)}, "Data"
    )


def core_press(types: Any) -> Any:
    force = types.Property(types.DataTypeDefXSD.INT, id_short="Force", value="7")
    return types.Submodel("https://vendor.example/press/data", id_short="Data", submodel_elements=[force])


@pytest.mark.parametrize("press", [basyx_press, lambda: core_press(aas30), lambda: core_press(aas31)])
@pytest.mark.parametrize("target", ["out.aasx", "out.xml", "out.ttl"])
def test_objects_become_any_file_and_come_back(press: Callable[[], Any], target: str) -> None:
    done = aas.transcode(press(), to=target)
    assert done.ok
    assert aas.validate(done.path).ok
    (plain,) = aas.submodels(target, objects="plain")
    assert (plain["idShort"], plain["submodelElements"][0]["value"]) == ("Data", "7")
    (thing,) = aas.submodels(target, objects="basyx")
    assert thing.get_referable("Force").value == 7
    (thing,) = aas.submodels(target)
    assert isinstance(thing, aas31.Submodel)
    (thing,) = aas.submodels(target, metamodel="3.0")
    assert isinstance(thing, aas30.Submodel)


def test_objects_of_aas_core_keep_their_version() -> None:
    for types, version in ((aas30, "3.0"), (aas31, "3.1")):
        aas.transcode(core_press(types), to="out.xml")
        assert f"/aas/{version.replace('.', '/')}".encode() in Path("out.xml").read_bytes()


def test_the_sets_of_basyx_come_in_one_order(here: Path) -> None:
    """The order of a set of texts changes from one start of Python to the next."""
    code = "import sys, aas_toolkit as aas; aas.transcode(aas.to_basyx('shots.aasx'), to=sys.argv[1])"
    for seed in ("1", "2"):
        chance = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, f"{seed}.json"], check=True, capture_output=True, env=chance)
    assert Path("1.json").read_bytes() == Path("2.json").read_bytes()


def test_a_conversion_gives_objects_of_its_own_version() -> None:
    for version, types in (("3.0", aas30), ("3.1", aas31)):
        with aas.convert("shots.csv", mapping="mapping.yaml", metamodel=version) as result:  # type: ignore[arg-type]
            assert isinstance(next(result.submodels()), types.Submodel)
            assert isinstance(next(result.submodels(objects="basyx")), model.Submodel)
            assert next(result.submodels(objects="plain"))["modelType"] == "Submodel"
            path = result.path
        assert path is not None
        assert not path.exists()


def test_a_result_that_is_forgotten_takes_its_document_with_it() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        path = aas.convert("shots.csv", mapping="mapping.yaml").path
    assert path is not None
    assert not path.exists()


def test_an_sdk_that_refuses_a_value_is_a_finding() -> None:
    data = Path("press.json").read_text(encoding="utf-8").replace("7.5", "seven")
    with pytest.raises(aas.FindingsError, match="SRC290"):
        list(aas.submodels(data.encode(), objects="basyx"))
    with pytest.raises(aas.FindingsError, match="SRC290"):
        aas.to_basyx(data.encode())


def test_an_upload_of_plant_data_is_called_by_its_own_name() -> None:
    upload = io.BytesIO(Path("shots.csv").read_bytes().replace(b"3.62", b"much"))
    upload.name = "line 7.csv"
    with Path("mapping.yaml").open("rb") as mapping:
        result = aas.convert(upload, mapping=mapping, to="out.aasx")
    (finding,) = result.report
    assert str(finding).startswith("line 7.csv:")
    assert aas.convert(Path("shots.csv").read_bytes(), mapping="mapping.yaml", to="again.aasx").ok


class CancelledError(Exception):
    """What a program raises in `progress`."""


@pytest.mark.parametrize("jobs", [1, 3])
def test_what_progress_raises_ends_the_run_and_leaves_nothing(jobs: int, here: Path) -> None:
    before = sorted(here.iterdir())
    Path("out.aasx").write_bytes(b"yesterday's")

    def stop(rows: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        aas.convert("shots.csv", mapping="mapping.yaml", to="out.aasx", progress=stop, jobs=jobs)
    assert sorted(here.iterdir()) == sorted([*before, here / "out.aasx"])
    assert Path("out.aasx").read_bytes() == b"yesterday's"


def everything(number: int) -> list[bool]:
    """Do everything once, into files of its own."""
    made = aas.convert("shots.csv", mapping="mapping.yaml", to=f"{number}.aasx")
    steps = [made.ok, aas.validate(f"{number}.aasx").ok, aas.validate("broken.json").ok]
    steps += [VERBS[verb]("press.json", f"t{number}").ok for verb in VERBS]
    return [*steps, len(list(aas.submodels(f"{number}.aasx", objects="basyx"))) == 24]


def test_threads_disturb_each_other_in_nothing() -> None:
    alone = everything(0)
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(everything, range(1, 7))) == [alone] * 6
    first = Path("0.aasx").read_bytes()
    assert all(Path(f"{number}.aasx").read_bytes() == first for number in range(1, 7))


def errors() -> dict[str, Exception]:
    """An error of every kind that the library raises."""
    Path("bad.yaml").write_text("a: [", encoding="utf-8")
    calls: list[Callable[[], object]] = [
        lambda: aas.validate("broken.json").raise_for_errors(),
        lambda: aas.convert("nothing.csv", model="plating"),
        lambda: aas.load_model("platting"),
        lambda: aas.load_model("bad.yaml"),
        lambda: aas.validate("press.json", ignore=["AAS9999"]),
        lambda: list(aas.convert_new("shots.csv", state="bad.yaml", to="n.aasx", mapping="mapping.yaml")),
    ]
    found: dict[str, Exception] = {}
    for call in calls:
        with pytest.raises(ValueError) as raised:  # noqa: PT011 (what it says is the other tests' business)
            call()
        found[type(raised.value).__name__] = raised.value
    return found


def test_errors_and_results_come_back_from_another_process() -> None:
    """A pool of processes breaks on what cannot be pickled, and the program hangs or loses the reason."""
    found = errors()
    assert {"OtherRunError", "MappingWouldBeLostError"} == {one for one in aas.__all__ if one.endswith("Error")} - set(
        found
    )
    for name, error in found.items():
        again = pickle.loads(pickle.dumps(error))
        assert (str(again), vars(again).keys()) == (str(error), vars(error).keys()), name
    for result in (
        aas.convert("shots.csv", mapping="mapping.yaml", to="out.aasx"),
        aas.repair("broken.json", to="m.json"),
    ):
        assert pickle.loads(pickle.dumps(result)).report.to_json() == result.report.to_json()


def test_an_event_loop_goes_on_while_a_thread_converts() -> None:
    async def serve() -> tuple[bool, int]:
        ticks = 0
        task = asyncio.create_task(asyncio.to_thread(aas.convert, "shots.csv", mapping="mapping.yaml", to="out.aasx"))
        while not task.done():
            await asyncio.sleep(0)
            ticks += 1
        return (await task).ok, ticks

    ok, ticks = asyncio.run(serve())
    assert ok
    assert ticks > 1


def test_the_log_tells_what_was_done_and_the_screen_nothing(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG, "aas_toolkit")
    aas.convert("shots.csv", mapping="mapping.yaml", to="out.aasx")
    aas.validate("broken.json")
    told = [(one.name, one.levelname, one.message.partition(" in ")[0]) for one in caplog.records]
    assert told == [
        ("aas_toolkit", "DEBUG", "convert begins"),
        ("aas_toolkit", "INFO", "convert: 24 rows, 24 submodels, 0 errors, 0 warnings, wrote out.aasx"),
        ("aas_toolkit", "DEBUG", "validate begins"),
        ("aas_toolkit", "INFO", "validate: 1 errors, 0 warnings"),
    ]
    assert capsys.readouterr() == ("", "")


def test_nothing_is_printed_where_nobody_set_up_a_log(here: Path) -> None:
    code = "import aas_toolkit as aas; aas.validate('broken.json'); aas.repair('broken.json', to='m.json')"
    done = subprocess.run([sys.executable, "-X", "dev", "-W", "error", "-c", code], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_rules_are_switched_off_and_weighed_as_on_the_command_line() -> None:
    assert not aas.validate("broken.json").ok
    assert aas.validate("broken.json", ignore="AAS501").ok
    assert aas.validate("broken.json", ignore=["AAS"]).ok
    softer = aas.validate("broken.json", severity={"AAS501": "warning"})
    assert (softer.errors, softer.warnings) == (0, 1)
    with pytest.raises(ValueError, match="no rule AAS9999"):
        aas.validate("broken.json", ignore=["AAS9999"])
    with pytest.raises(ValueError, match="loud is no severity"):
        aas.validate("broken.json", severity={"AAS501": "loud"})  # type: ignore[dict-item]


def test_a_folder_stands_for_the_aas_files_in_it(here: Path) -> None:
    report = aas.validate(here)
    assert [(finding.rule.code, finding.where.file) for finding in report] == [("AAS501", str(here / "broken.json"))]
    (here / "empty").mkdir()
    with pytest.raises(ValueError, match="no AAS file"):
        aas.validate(here / "empty")


def test_a_profile_is_checked_with_the_rest() -> None:
    assert any(finding.rule.code.startswith("KSM") for finding in aas.validate("press.json", profile="kosmo"))
    assert [str(one) for one in aas.validate(json.loads(Path("press.json").read_text()), profile="kosmo")] != []
    with pytest.raises(ValueError, match="exported files are held to a profile"):
        aas.validate("press.json", exported=".")


MEMORY = """
import resource, sys
import aas_toolkit as aas
with aas.convert("many.csv", mapping="mapping.yaml") as result:
    next(result.submodels(objects="plain"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(1 for _ in result.submodels(objects="plain")) == int(sys.argv[1]) == result.written
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss is in kilobytes on Linux only")
def test_submodels_come_one_by_one_and_memory_stays_flat(here: Path) -> None:
    header, *rows = Path("shots.csv").read_text(encoding="cp949").splitlines()
    count = 4000
    days = [f"{1990 + year}-{month:02}" for year in range(30) for month in range(1, 13)]
    many = [row.replace("2026-03", day, 1) for day in days for row in rows if row.startswith("2026-03")][:count]
    Path("many.csv").write_text("\n".join([header, *many]), encoding="cp949")
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(count)], capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 16_000  # kilobytes; the document has several times as many


@pytest.mark.parametrize(
    "name", ["..", "a/..", ".", "x" * 300 + ".csv", "설" * 300 + ".csv", "a\0b.csv", "C:\\x\\y.csv"]
)
def test_an_upload_may_be_called_anything(name: str) -> None:
    upload = io.BytesIO(Path("shots.csv").read_bytes())
    upload.name = name
    assert aas.convert(upload, mapping="mapping.yaml", to="out.aasx").ok
    upload.seek(0)
    assert not aas.validate(upload).ok

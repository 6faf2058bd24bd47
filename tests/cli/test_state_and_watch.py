"""`aas convert --state` and `aas watch`: each row into one package, also when the program is killed."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

from aas_toolkit import state as state_module
from aas_toolkit.state import State
from tests.cli.running import PLATING, Answer, mapping, plant, program, run, start

HEAD = PLATING.splitlines()[0] + "\n"


def lines(first: int, last: int) -> str:
    return "".join(
        f"2024-03-01 {i // 3600:02}:{i // 60 % 60:02}:{i % 60:02},L1,A,25.5,3.1,4.2\n" for i in range(first, last)
    )


def submodels(folder: Path) -> list[str]:
    """The ids of the submodels in all packages of a folder; every package can be read."""
    found = []
    for file in sorted(folder.glob("*.aasx")):
        with ZipFile(file) as package:
            assert package.testzip() is None
            (name,) = [name for name in package.namelist() if name.endswith(".json")]
            found += [one["id"] for one in json.loads(package.read(name))["submodels"]]
    return found


def convert(folder: Path, *more: object) -> Answer:
    out = folder / "out" / "{source}-{number}.aasx"
    return run("convert", folder / "log.csv", "--map", mapping(folder), "--state", folder / "s.json", "-o", out, *more)


def test_a_log_gives_packages_with_its_new_rows(tmp_path: Path) -> None:
    log = plant(tmp_path, HEAD + lines(0, 3), "log.csv")
    assert "3 submodels from 3 rows" in convert(tmp_path).out
    with log.open("a", encoding="utf-8") as file:
        file.write(lines(3, 5) + "2024-03-01 01")
    answer = convert(tmp_path)
    assert "2 submodels from 2 rows" in answer.out
    assert "SRC281" in answer.out
    assert "0 packages written" in convert(tmp_path).out
    assert [file.name for file in sorted((tmp_path / "out").iterdir())] == ["log-0001.aasx", "log-0002.aasx"]
    assert len(submodels(tmp_path / "out")) == len(set(submodels(tmp_path / "out"))) == 5


def test_a_state_in_the_folder_of_the_data_is_no_source(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    plant(inbox, HEAD + lines(0, 3), "log.csv")
    for more in ("1 package written, 0", "0 packages written, 1"):
        answer = run(
            *("convert", inbox, "--map", mapping(tmp_path), "--state", inbox / "s.json"),
            *("-o", tmp_path / "out" / "a.aasx"),
        )
        assert (answer.code, more in answer.out) == (0, True), answer.said


def test_ids_are_those_of_the_whole_file(tmp_path: Path) -> None:
    """With the record number as the key, a row has the same id whenever it comes."""
    rules = mapping(tmp_path).read_text(encoding="utf-8")
    own = rules.replace("{Header.EquipmentId}/{Header.Time}", "{Header.EquipmentId}/{row}")
    log = plant(tmp_path, HEAD + lines(0, 2), "log.csv")
    mapping(tmp_path, own, "rows.yaml")
    common = ("--map", tmp_path / "rows.yaml")
    for last in (2, 5, 9):
        log.write_text(HEAD + lines(0, last), encoding="utf-8")
        assert run("convert", log, *common, "--state", tmp_path / "s.json", "-o", tmp_path / "out" / "a.aasx").code == 0
    assert run("convert", log, *common, "-o", tmp_path / "whole" / "a.aasx").code == 0
    assert submodels(tmp_path / "out") == submodels(tmp_path / "whole")


def test_a_bad_row_stops_before_anything_is_remembered(tmp_path: Path) -> None:
    log = plant(tmp_path, HEAD + lines(0, 2) + "2024-03-01 09:00:00,L1,A,bad,3.1,4.2\n", "log.csv")
    assert convert(tmp_path).code == 1
    assert list((tmp_path / "out").iterdir()) == []
    log.write_text(HEAD + lines(0, 3), encoding="utf-8")
    assert convert(tmp_path).code == 0
    assert len(submodels(tmp_path / "out")) == 3


@pytest.mark.parametrize("moment", ["before the state", "before the move", "after the move", "after it was fetched"])
def test_the_program_ends_at_the_worst_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    plant(tmp_path, HEAD + lines(0, 4), "log.csv")
    real_save, real_move = State.save, State.carry_out

    class Killed(BaseException):
        """Nothing in the program catches this."""

    def save(self: State) -> None:
        if moment == "before the state":
            raise Killed
        if moment.startswith("after") and self.memory.intended is None:
            raise Killed
        real_save(self)

    def move(self: State, intended: state_module.Intended) -> Path:
        if moment == "before the move":
            raise Killed
        return real_move(self, intended)

    with monkeypatch.context() as patch:
        patch.setattr(State, "save", save)
        patch.setattr(State, "carry_out", move)
        with pytest.raises(Killed):
            convert(tmp_path)
    fetched = [file.rename(tmp_path / file.name) for file in (tmp_path / "out").glob("*.aasx")]
    if moment != "after it was fetched":
        fetched = [file.rename(tmp_path / "out" / file.name) for file in fetched]
    answer = convert(tmp_path)
    assert answer.code == 0
    assert ("SRC285" in answer.out) == (moment == "after it was fetched")
    assert len(submodels(tmp_path / "out") + submodels(tmp_path)) == 4
    assert [file.name for file in (tmp_path / "out").iterdir() if file.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("more", "word"), [(("--rejects", "r.csv", "--on-error", "skip"), "--rejects"), ((), "may stand")]
)
def test_what_cannot_be_asked_for(tmp_path: Path, more: tuple[str, ...], word: str) -> None:
    plant(tmp_path, name="log.csv")
    name = "a.aasx" if more else "{day}.aasx"
    answer = run(
        *("convert", tmp_path / "log.csv", "--map", mapping(tmp_path), "--state", tmp_path / "s.json"),
        *("-o", tmp_path / name, *more),
    )
    assert answer.code == 2
    assert word in answer.err


@pytest.mark.parametrize("content", ["{", "[]", '{"version": 7}', "\udcff"])
def test_a_state_that_is_none(tmp_path: Path, content: str) -> None:
    plant(tmp_path, name="log.csv")
    (tmp_path / "s.json").write_text(content, encoding="utf-8", errors="surrogateescape")
    answer = convert(tmp_path, "--lang", "ko")
    assert answer.code == 3
    assert "상태 파일이 아닙니다" in answer.err


def test_one_run_at_a_time(tmp_path: Path) -> None:
    plant(tmp_path, name="log.csv")
    with state_module.open_state(tmp_path / "s.json"):
        answer = convert(tmp_path)
    assert answer.code == 3
    assert "another run" in answer.err


def watch(folder: Path, *more: object) -> Answer:
    return run("watch", folder / "in", "--map", mapping(folder), "-o", folder / "out", "--settle", "0", "--once", *more)


def test_a_folder_is_converted_file_by_file_and_once(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    for i, name in enumerate(["a.csv", "b.csv"]):
        plant(inbox, HEAD + lines(10 * i, 10 * i + 3), name)
    for name in ("~$c.csv", ".d.csv", "e.csv.part", "f.csv~", "notes.pdf"):
        plant(inbox, HEAD + lines(50, 53), name)
    plant(inbox, HEAD + lines(60, 63), "g.csv")
    plant(inbox, "", ".~lock.g.csv#")
    answer = watch(tmp_path)
    assert answer.code == 0
    assert answer.out.count("wrote") == 2
    assert "wrote" not in watch(tmp_path).out
    (inbox / "a.csv").touch()
    assert "wrote" not in watch(tmp_path).out
    (inbox / ".~lock.g.csv#").unlink()
    with (inbox / "a.csv").open("a", encoding="utf-8") as file:
        file.write(lines(20, 22))
    assert "2 submodels from 2 rows" in watch(tmp_path).out
    assert sorted(file.name for file in (tmp_path / "out").glob("*.aasx")) == ["a-2.aasx", "a.aasx", "b.aasx", "g.aasx"]
    assert len(set(submodels(tmp_path / "out"))) == len(submodels(tmp_path / "out")) == 11


def test_what_failed_is_left_alone_until_it_changes(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    bad = plant(inbox, HEAD + "2024-03-01 09:00:00,L1,A,bad,3.1,4.2\n", "a.csv")
    plant(inbox, "Time,Machine\n1,2\n", "b.csv")
    plant(inbox, "", "c.csv")
    answer = watch(tmp_path, "--lang", "ko")
    assert answer.code == 1
    assert answer.out.count("변환하지 못함") == 3
    report = json.loads((tmp_path / "out" / "failed" / "a.csv.json").read_text(encoding="utf-8"))
    assert [finding["rule"] for finding in report["findings"]] == ["VAL001"]
    again = watch(tmp_path)
    assert (again.code, again.err) == (0, "")
    assert again.out.partition(" not ")[2].startswith("converted before, and left alone until it changes: 3 files; see")
    bad.write_text(HEAD + lines(0, 1), encoding="utf-8")
    assert "1 submodel from 1 row" in watch(tmp_path).out
    assert not (tmp_path / "out" / "failed" / "a.csv.json").exists()


def test_a_file_that_another_program_holds_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    plant(inbox, HEAD + lines(0, 2), "a.csv")
    real = Path.open

    def held(self: Path, *arguments: object, **options: object) -> object:
        if self.name == "a.csv":
            raise PermissionError(13, "sharing violation", str(self))
        return real(self, *arguments, **options)  # type: ignore[call-overload]  # any way to call it

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", held)
        answer = watch(tmp_path)
    assert answer.code == 0
    assert answer.said.count("SRC002") == 1
    assert not (tmp_path / "out" / "failed").exists()
    assert "2 submodels from 2 rows" in watch(tmp_path).out


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Windows are others")
def test_ctrl_c_ends_a_watch_cleanly(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    plant(tmp_path / "in", HEAD + lines(0, 2), "a.csv")
    process = start(
        *("watch", tmp_path / "in", "--map", mapping(tmp_path), "-o", tmp_path / "out", "--settle", "0.1"),
        *("--every", "0.1"),
    )
    deadline = time.monotonic() + 60
    while not list((tmp_path / "out").glob("*.aasx")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, b"")
    assert b"ended; everything done is remembered" in out
    assert len(submodels(tmp_path / "out")) == 2


KILLS = int(os.environ.get("AAS_KILLS", "3"))


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of other systems")
@pytest.mark.parametrize("command", ["convert", "watch"])
def test_kill_9_loses_and_doubles_nothing(tmp_path: Path, command: str) -> None:
    inbox, rows, chance = tmp_path / "in", 0, random.Random(9)
    inbox.mkdir()
    log = plant(inbox, HEAD, "log.csv")
    out = tmp_path / "out"
    call: tuple[object, ...] = ("convert", log, "--state", tmp_path / "s.json", "-o", out / "a.aasx")
    if command == "watch":
        call = ("watch", inbox, "-o", out, "--settle", "0", "--once")
    call = (*call, "--map", mapping(tmp_path))
    for number in range(KILLS):
        new = chance.randrange(200, 3_000)
        with log.open("a", encoding="utf-8") as file:
            file.write(lines(rows, rows + new))
        if command == "watch":
            plant(inbox, HEAD + lines(40_000 + number * 100, 40_000 + number * 100 + 100), f"more-{number}.csv")
        rows += new
        process = start(*call)
        time.sleep(chance.uniform(0.3, 1.8))
        process.kill()
        process.communicate()
        submodels(out)  # every package is whole
    assert program(*call).code == 0
    found = submodels(out)
    assert len(found) == len(set(found)) == rows + (100 * KILLS if command == "watch" else 0)

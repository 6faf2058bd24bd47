"""What happens to files in a folder of a plant: renamed, rotated, copied, moved below, held, half written, away."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from aas_toolkit.watching import watch as watching
from tests.cli.running import Answer, mapping, plant, run
from tests.cli.test_state_and_watch import HEAD, lines, submodels


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def watch(inbox: Path, *more: object) -> Answer:
    folder = inbox.parent
    common = ("--map", mapping(folder), "-o", folder / "out", "--settle", "0", "--once")
    return run("watch", inbox, *common, *more)


def convert(inbox: Path, *more: object) -> Answer:
    """The same with `aas convert --state` of a folder."""
    folder = inbox.parent
    out = folder / "out" / "{source}-{number}.aasx"
    return run("convert", inbox, "--map", mapping(folder), "--state", folder / "s.json", "-o", out, *more)


@pytest.mark.parametrize("command", [watch, convert])
def test_a_file_with_another_name_is_the_same_file(inbox: Path, command: object) -> None:
    assert callable(command)
    plant(inbox, HEAD + lines(0, 3), "b.csv")
    command(inbox)
    (inbox / "b.csv").rename(inbox / "a.csv")
    answer = command(inbox)
    assert (answer.code, answer.out.count("SRC288")) == (0, 1)
    assert f"this was {inbox / 'b.csv'}" in answer.out
    assert "SRC288" not in command(inbox).out
    with (inbox / "a.csv").open("a", encoding="utf-8") as file:
        file.write(lines(3, 5))
    (inbox / "a.csv").rename(inbox / "c.csv")
    assert "2 submodels from 2 rows" in command(inbox).out
    assert len(submodels(inbox.parent / "out")) == len(set(submodels(inbox.parent / "out"))) == 5


@pytest.mark.parametrize("aside", ["log-1.csv", "log_old.csv"])
@pytest.mark.parametrize("command", [watch, convert])
def test_a_full_log_is_put_aside_and_begun_anew(inbox: Path, aside: str, command: object) -> None:
    assert callable(command)
    log = plant(inbox, HEAD + lines(0, 30), "log.csv")
    command(inbox)
    with log.open("a", encoding="utf-8") as file:
        file.write(lines(30, 33))
    log.rename(inbox / aside)
    plant(inbox, HEAD + lines(40, 42), "log.csv")
    answer = command(inbox)
    assert "SRC280" not in answer.out
    assert len(submodels(inbox.parent / "out")) == len(set(submodels(inbox.parent / "out"))) == 35


def test_a_copy_is_a_file_of_its_own(inbox: Path) -> None:
    """Two machines may write the same; which of them a row is from is more than its text."""
    plant(inbox, HEAD + lines(0, 3), "a.csv")
    watch(inbox)
    plant(inbox, HEAD + lines(0, 3), "b.csv")
    assert "3 submodels from 3 rows" in watch(inbox).out


def test_a_renamed_file_with_a_bad_cell_behind_is_not_forgotten(inbox: Path) -> None:
    plant(inbox, HEAD + lines(0, 3), "a.csv")
    watch(inbox)
    with (inbox / "a.csv").open("a", encoding="utf-8") as file:
        file.write(lines(3, 4).replace("25.5", "bad"))
    (inbox / "a.csv").rename(inbox / "b.csv")
    assert watch(inbox).code == 1
    plant(inbox, HEAD + lines(0, 5), "b.csv")
    assert "2 submodels from 2 rows" in watch(inbox).out


def test_subfolders_have_packages_and_reports_of_their_own(inbox: Path) -> None:
    """The folder for the packages may lie among them."""
    for name in ("L1", "L2/2024", ".old"):
        (inbox / name).mkdir(parents=True)
        plant(inbox / name, HEAD + lines(len(name), len(name) + 1), "log.csv")
    plant(inbox / "L1", HEAD + lines(9, 10).replace("25.5", "bad"), "bad.csv")
    call = ("watch", inbox, "--map", mapping(inbox.parent), "-o", inbox / "out", "--settle", "0", "--once")
    assert run(*call).out == ""
    answer = run(*call, "--subfolders", "--lang", "ko")
    assert answer.code == 1
    made = sorted(file.relative_to(inbox / "out").as_posix() for file in (inbox / "out").rglob("[!.]*"))
    assert [name for name in made if "." in name] == [
        "L1/log.aasx",
        "L2/2024/log.aasx",
        "aas-watch.json",
        "failed/L1/bad.csv.json",
    ]
    again = run(*call, "--subfolders", "--lang", "ko")
    assert (again.code, len(again.out.splitlines())) == (0, 1)
    assert "변환하지 못한 파일 1개는" in again.out


def test_why_a_file_failed_stands_in_the_log(inbox: Path) -> None:
    plant(inbox, "", "empty.csv")
    answer = watch(inbox)
    assert ("SRC006" in answer.out, answer.err) == (True, "")


def test_a_workbook_that_is_open_is_waited_for_aloud(inbox: Path) -> None:
    plant(inbox, HEAD + lines(0, 2), "a.csv")
    plant(inbox, "", "~$a.csv")
    answer = watch(inbox, "--lang", "ko")
    assert (answer.code, answer.out.count("SRC002"), answer.out.count("다른 프로그램")) == (0, 1, 1)
    assert watch(inbox, "--fail-on", "warning").code == 1
    (inbox / "~$a.csv").unlink()
    assert "2 submodels from 2 rows" in watch(inbox).out


def test_a_file_that_is_written_slowly_is_read_when_it_is_whole(inbox: Path) -> None:
    """Through many looks, as on a share where nobody tells of changes; and the folder is away for a while."""
    log, whole = inbox / "log.csv", HEAD + lines(0, 40)

    def write() -> None:
        with log.open("w", encoding="utf-8") as file:
            for start in range(0, len(whole), 150):
                file.write(whole[start : start + 150])
                file.flush()
                time.sleep(0.02)

    writer = threading.Thread(target=write)
    looks, said = 0, list[str]()

    def pause(seconds: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 3:
            inbox.rename(inbox.with_name("away"))
        if looks == 6:
            inbox.with_name("away").rename(inbox)
        time.sleep(0.05)

    writer.start()
    out = inbox.parent / "out"
    for step in watching(inbox, to=out, mapping=mapping(inbox.parent), settle=0.4, every=0.05, pause=pause):
        said += [finding.rule.code for finding in step.report]
        if step.package is not None:
            break
    writer.join()
    assert said[:1] == ["SRC001"]
    assert len(submodels(out)) == 40


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_name_with_a_blank_nobody_fills(inbox: Path, lang: str) -> None:
    answer = watch(inbox, "--name", "{day}.aasx", "--lang", lang)
    assert answer.code == 2
    assert ("may stand" if lang == "en" else "쓸 수 있습니다") in answer.err

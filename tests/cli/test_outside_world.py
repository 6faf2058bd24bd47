"""What happens around a run: a full disk, a held file, Ctrl+C, an old console, odd paths. The old output stays."""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.cli.running import MAPPING, PLATING, Answer, mapping, plant, program, run, start


def convert(folder: Path, source: object, *more: object) -> Answer:
    return run("convert", source, "--map", mapping(folder), "-o", folder / "o.aasx", *more)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An output from before."""
    path = tmp_path / "o.aasx"
    path.write_text("from before", encoding="utf-8")
    return path


def untouched(old: Path) -> bool:
    parts = [path.name for path in old.parent.iterdir() if path.name.endswith(".part")]
    return old.read_text(encoding="utf-8") == "from before" and not parts


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_an_output_that_another_program_holds(
    tmp_path: Path, old: Path, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(self: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "sharing violation", str(self), None, str(target))

    monkeypatch.setenv("AAS_LANG", lang)
    monkeypatch.setattr(Path, "replace", held)
    answer = convert(tmp_path, plant(tmp_path))
    assert answer.code == 3
    assert "o.aasx" in answer.err
    assert ("another program" if lang == "en" else "다른 프로그램") in answer.err
    assert untouched(old)


def test_a_source_that_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = plant(tmp_path)
    real = Path.open

    def held(self: Path, *arguments: object, **options: object) -> object:
        if self.name == source.name:
            raise PermissionError(errno.EACCES, "sharing violation", str(self))
        return real(self, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", held)
    answer = convert(tmp_path, source)
    assert answer.code == 3
    assert "SRC002" in answer.err


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_disk_that_is_full(tmp_path: Path, old: Path, fault: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from aas_converters.documents import target

    def full(*_: object) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(target, "write_package", full)
    answer = convert(tmp_path, plant(tmp_path), "--lang", "en")
    assert answer.code == 3
    assert ("disk is full" in answer.err) == (fault != errno.EIO)
    assert untouched(old)


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
from aas_toolkit.cli import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_FSIZE on Windows")
@pytest.mark.parametrize("name", ["o.aasx", "o.json"])
def test_a_file_that_cannot_grow(tmp_path: Path, name: str) -> None:
    old = tmp_path / name
    old.write_text("from before", encoding="utf-8")
    lines = "".join(f"2024-03-01 {i // 60:02}:{i % 60:02}:00,L1,A,25.{i},3.1,4.2\n" for i in range(1000))
    source = plant(tmp_path, PLATING.splitlines()[0] + "\n" + lines)
    answer = program("convert", source, "--map", mapping(tmp_path), "-o", old, code=LIMITED)
    assert answer.code == 3, answer
    assert answer.err.startswith("aas: ")
    assert untouched(old)


def test_ctrl_c_while_rows_are_read(tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import aas_toolkit.cli.convert as module

    def stopped(rows: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "rows_progress", lambda: nullcontext(stopped))
    answer = convert(tmp_path, plant(tmp_path), "--lang", "en")
    assert answer.code == 3
    assert untouched(old)
    assert {path.name for path in tmp_path.iterdir()} == {"plant.csv", "map.yaml", "o.aasx"}


def test_ctrl_c_while_the_package_is_written(tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from aas_converters.documents import target

    def stopped(file: object, *_: object) -> None:
        file.write(b"half a package")  # type: ignore[attr-defined]
        raise KeyboardInterrupt

    monkeypatch.setattr(target, "write_package", stopped)
    assert convert(tmp_path, plant(tmp_path)).code == 3
    assert untouched(old)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_running_program_is_interrupted(tmp_path: Path, old: Path) -> None:
    lines = "".join(
        f"2024-03-{1 + i // 86400 % 28:02} {i // 3600 % 24:02}:{i // 60 % 60:02}:{i % 60:02},L1,A,25.5,3.1,{i % 14}.0\n"
        for i in range(400_000)
    )
    source = plant(tmp_path, PLATING.splitlines()[0] + "\n" + lines)
    by_row = mapping(tmp_path, MAPPING.replace("{Header.EquipmentId}/{Header.Time}", "{row}"))
    process = start("convert", source, "--map", by_row, "-o", old)
    time.sleep(0.9)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    if process.returncode == 0:
        pytest.skip("the machine was faster than the signal")
    assert b"Traceback" not in out + err, err.decode()
    assert process.returncode in (3, -signal.SIGINT)
    assert untouched(old)


def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    code = "import sys; from aas_toolkit.cli import main; main()"
    process = start("rule", "--json", code=code)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    err = process.stderr.read()
    process.stderr.close()
    process.wait(60)
    assert b"Traceback" not in err, err.decode()


KOREAN = PLATING.replace("L1", "🏭 라인㉿").replace(",A,", ",Ω—“🦊”,")


@pytest.mark.parametrize("command", ["convert", "inspect", "validate", "demo", "json"])
def test_a_cp949_console_never_ends_the_program(tmp_path: Path, command: str) -> None:
    source = plant(tmp_path, KOREAN.replace("25.6", "🔥"), name="🔥 도금.csv")
    options = ["--map", mapping(tmp_path), "-o", tmp_path / "🔥.json", "--on-error", "skip"]
    first = program("convert", source, *options, PYTHONIOENCODING="cp949", AAS_LANG="ko", encoding="cp949")
    assert first.code == 1
    assert "도금.csv" in first.out
    arguments: dict[str, list[object]] = {
        "convert": ["convert", source, *options],
        "json": ["convert", source, *options, "--json"],
        "inspect": ["inspect", tmp_path / "🔥.json"],
        "validate": ["validate", tmp_path / "🔥.json"],
        "demo": ["demo", "plating", "-o", tmp_path / "demo 🔥"],
    }
    answer = program(*arguments[command], PYTHONIOENCODING="cp949", AAS_LANG="ko", encoding="cp949")
    assert answer.code in (0, 1)
    assert answer.out


def test_an_ascii_console_and_a_broken_locale(tmp_path: Path) -> None:
    source = plant(tmp_path, KOREAN)
    options = ["--map", mapping(tmp_path), "-o", tmp_path / "o.json"]
    assert program("convert", source, *options, PYTHONIOENCODING="ascii", AAS_LANG="ko").code == 0
    assert program("convert", source, *options, LC_ALL="xx_YY.nope", AAS_LANG="").code == 0


def test_paths_with_korean_and_blanks_and_folders_that_are_not_there_yet(tmp_path: Path) -> None:
    place = tmp_path / "2공장 데이터 (최종)"
    place.mkdir()
    source = plant(place, name="3월 도금 [1].csv")
    target = place / "결과" / "새 폴더" / "도금 결과.aasx"
    answer = run("convert", source, "--map", mapping(place, name="매핑 파일.yaml"), "-o", target)
    assert answer.code == 0, answer.said
    assert target.is_file()
    assert run("validate", target).code == 0
    assert run("convert", place, "--map", place / "매핑 파일.yaml", "-o", target).code == 0


def test_a_folder_that_was_made_for_nothing_holds_nothing(tmp_path: Path) -> None:
    answer = run(
        "convert",
        plant(tmp_path, PLATING.replace("25.6", "hot")),
        "--map",
        mapping(tmp_path),
        "-o",
        tmp_path / "new" / "o.aasx",
    )
    assert answer.code == 1
    assert not [path for path in (tmp_path / "new").rglob("*") if path.is_file()]

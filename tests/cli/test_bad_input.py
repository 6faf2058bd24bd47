"""What goes wrong in a plant office: one clear sentence, the documented exit code, never a traceback."""

from __future__ import annotations

import errno
import os
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import MAPPING, PLATING, Answer, mapping, plant, program, run, start

HANGUL = re.compile("[가-힣]")


def convert(folder: Path, source: object, *more: object, map_text: str = MAPPING) -> Answer:
    return run("convert", source, "--map", mapping(folder, map_text), "-o", folder / "o.aasx", *more)


def missing_file(folder: Path) -> Answer:
    return convert(folder, folder / "no such file.csv")


def folder_without_tables(folder: Path) -> Answer:
    (folder / "empty").mkdir()
    return convert(folder, folder / "empty")


def pattern_without_match(folder: Path) -> Answer:
    return convert(folder, folder / "*.tsv")


def empty_file(folder: Path) -> Answer:
    return convert(folder, plant(folder, ""))


def only_a_mark(folder: Path) -> Answer:
    return convert(folder, plant(folder, "\ufeff"))


def only_blank_lines(folder: Path) -> Answer:
    return convert(folder, plant(folder, "\r\n\r\n\r\n"))


def header_only(folder: Path) -> Answer:
    return convert(folder, plant(folder, PLATING.splitlines()[0] + "\n"))


def binary_file(folder: Path) -> Answer:
    (folder / "x.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10)
    return convert(folder, folder / "x.csv")


def workbook(folder: Path) -> Answer:
    (folder / "x.csv").write_bytes(b"PK\x03\x04" + b"\x00" * 100)
    return convert(folder, folder / "x.csv")


def wrong_encoding(folder: Path) -> Answer:
    text = PLATING.replace("L1", "라인")
    changed = MAPPING.replace("ids:", "source: {encoding: utf-8}\nids:")
    return convert(folder, plant(folder, text, encoding="cp949"), map_text=changed)


def unknown_encoding(folder: Path) -> Answer:
    return convert(folder, plant(folder), map_text=MAPPING.replace("ids:", "source: {encoding: latin-99}\nids:"))


def no_matching_column(folder: Path) -> Answer:
    return run("convert", plant(folder, "a,b\n1,2\n"), "-m", "plating", "-o", folder / "o.aasx")


def unknown_model(folder: Path) -> Answer:
    return run("convert", plant(folder), "-m", "platting", "-o", folder / "o.aasx")


def no_model(folder: Path) -> Answer:
    return run("convert", plant(folder), "-o", folder / "o.aasx")


def broken_mapping(folder: Path) -> Answer:
    return convert(folder, plant(folder), map_text="mapping: 1\nelements:\n  A: [x\n")


def mapping_of_another_kind(folder: Path) -> Answer:
    return convert(folder, plant(folder), map_text="- 1\n- 2\n")


def binary_mapping(folder: Path) -> Answer:
    path = mapping(folder)
    path.write_bytes(b"\xff\xfe\x00\x01\x80")
    return run("convert", plant(folder), "--map", path, "-o", folder / "o.aasx")


def missing_mapping(folder: Path) -> Answer:
    return run("convert", plant(folder), "--map", folder / "no.yaml", "-o", folder / "o.aasx")


def unknown_element(folder: Path) -> Answer:
    return convert(folder, plant(folder), map_text=MAPPING.replace("Measured.BathPh", "Measured.BathPhh"))


def unknown_column(folder: Path) -> Answer:
    return convert(
        folder, plant(folder), map_text=MAPPING.replace("RectifierCurrent: Current", "RectifierCurrent: Curent")
    )


def unknown_unit(folder: Path) -> Answer:
    return convert(folder, plant(folder), map_text=MAPPING.replace("unit: °C", "unit: furlong per week"))


def impossible_unit(folder: Path) -> Answer:
    return convert(folder, plant(folder), map_text=MAPPING.replace("unit: °C", "unit: bar"))


def unknown_zone(folder: Path) -> Answer:
    return convert(folder, plant(folder), map_text=MAPPING.replace("Asia/Seoul", "Asia/Atlantis"))


def bad_pattern(folder: Path) -> Answer:
    changed = MAPPING.replace("Header.Time: Time", "Header.Time: {column: Time, pattern: 'qq'}")
    return convert(folder, plant(folder), map_text=changed)


def unknown_key(folder: Path) -> Answer:
    return convert(folder, plant(folder), map_text=MAPPING.replace("/{Header.Time}", "/{Header.Tme}"))


def bad_constant(folder: Path) -> Answer:
    changed = MAPPING.replace("BathPh: pH", "BathPh: {constant: sour}")
    return convert(folder, plant(folder), map_text=changed)


def wrong_suffix(folder: Path) -> Answer:
    return run("convert", plant(folder), "--map", mapping(folder), "-o", folder / "o.xlsx")


def bad_cell(folder: Path) -> Answer:
    return convert(folder, plant(folder, PLATING.replace("25.6", "hot")))


def output_is_a_folder(folder: Path) -> Answer:
    (folder / "o.aasx").mkdir()
    return convert(folder, plant(folder))


def output_below_a_file(folder: Path) -> Answer:
    (folder / "file").write_text("x", encoding="utf-8")
    return run("convert", plant(folder), "--map", mapping(folder), "-o", folder / "file" / "o.aasx")


def address_of_another_kind(folder: Path) -> Answer:
    return convert(folder, "opc.tcp://10.0.0.1:4840")


def onto_the_source(folder: Path) -> Answer:
    source = plant(folder, name="plant.json")
    answer = run("convert", source, "--map", mapping(folder), "-o", source)
    assert source.read_text(encoding="utf-8") == PLATING
    return answer


def onto_the_source_by_another_name(folder: Path) -> Answer:
    source = plant(folder, name="plant.json")
    (folder / "sub").mkdir()
    answer = run("convert", source, "--map", mapping(folder), "-o", folder / "sub" / ".." / "plant.json")
    assert source.read_text(encoding="utf-8") == PLATING
    return answer


def onto_the_mapping(folder: Path) -> Answer:
    path = mapping(folder, name="map.json")
    answer = run("convert", plant(folder), "--map", path, "-o", path)
    assert path.read_text(encoding="utf-8") == MAPPING
    return answer


CASES: list[tuple[Callable[[Path], Answer], int, str]] = [
    (missing_file, 2, "SRC001"),
    (folder_without_tables, 1, "SRC003"),
    (pattern_without_match, 1, "SRC004"),
    (empty_file, 1, "SRC"),
    (only_a_mark, 1, "SRC"),
    (only_blank_lines, 1, "SRC"),
    (header_only, 1, "SRC"),
    (binary_file, 1, "SRC"),
    (workbook, 1, "SRC"),
    (wrong_encoding, 1, "SRC"),
    (unknown_encoding, 2, "latin-99"),
    (no_matching_column, 1, "MAP017"),
    (unknown_model, 2, "plating"),
    (no_model, 2, "model"),
    (broken_mapping, 1, "map.yaml:"),
    (mapping_of_another_kind, 1, "map.yaml:1"),
    (binary_mapping, 1, "map.yaml"),
    (missing_mapping, 2, "no.yaml"),
    (unknown_element, 1, "map.yaml:11: error MAP002"),
    (unknown_column, 1, "map.yaml:10: error MAP003"),
    (unknown_unit, 1, "map.yaml:9: error MAP006"),
    (impossible_unit, 1, "map.yaml:9: error MAP007"),
    (unknown_zone, 1, "Asia/Atlantis"),
    (bad_pattern, 1, "map.yaml:6: error MAP"),
    (unknown_key, 1, "MAP012"),
    (bad_constant, 1, "map.yaml:11: error MAP013"),
    (wrong_suffix, 2, ".aasx, .json or .xml"),
    (bad_cell, 1, "plant.csv:3[Temp]: error VAL001"),
    (output_is_a_folder, 2, "o.aasx"),
    (output_below_a_file, 3, "file"),
    (address_of_another_kind, 1, "SRC005"),
    (onto_the_source, 2, "plant.json"),
    (onto_the_source_by_another_name, 2, "plant.json"),
    (onto_the_mapping, 2, "map.json"),
]


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize(("case", "code", "says"), CASES, ids=[case.__name__ for case, _, _ in CASES])
def test_it_is_said_in_a_sentence(
    case: Callable[[Path], Answer], code: int, says: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AAS_LANG", lang)
    answer = case(tmp_path)
    assert answer.code == code, answer
    assert "Traceback" not in answer.said
    if lang == "en":
        assert says in answer.said
    elif code == 1:
        assert HANGUL.search(answer.said)
    left = {path.name for path in tmp_path.rglob("*")}
    assert not [name for name in left if name.endswith(".part")]
    assert not (tmp_path / "o.aasx").is_file()


def test_a_finding_has_a_hint(tmp_path: Path) -> None:
    for case in (empty_file, unknown_element, bad_cell, header_only):
        (tmp_path / case.__name__).mkdir()
        assert "hint: " in run_in_english(case, tmp_path / case.__name__).said


def run_in_english(case: Callable[[Path], Answer], folder: Path) -> Answer:
    os.environ["AAS_LANG"] = "en"
    try:
        return case(folder)
    finally:
        del os.environ["AAS_LANG"]


def test_a_model_of_ones_own_that_is_broken(tmp_path: Path) -> None:
    (tmp_path / "models" / "mine").mkdir(parents=True)
    (tmp_path / "models" / "mine" / "model.yaml").write_text("model: mine\nelements: [\n", encoding="utf-8")
    for arguments in (
        ("models", "list", "--models", tmp_path / "models"),
        ("models", "show", "mine", "--models", tmp_path / "models"),
        ("convert", plant(tmp_path), "-m", "mine", "--models", tmp_path / "models", "-o", tmp_path / "o.aasx"),
    ):
        answer = run(*arguments)
        assert answer.code == 1, (arguments, answer)
        assert "model.yaml:" in answer.said


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

    from contextlib import nullcontext

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

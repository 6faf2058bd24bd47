"""An MTConnect agent that is asked: once, for a while, after it forgot, and while it goes away."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from aas_converters.sources import Settings, SourceError, Table, open_table
from tests.cli.running import run
from tests.rooms.converters.sources.agent import Agent, Said, serving
from tests.shared_files import shared

SECRET = "h0rse-battery"
SAID: list[Said] = [
    (1, "2026-03-02T06:00:00Z", "avail", "AVAILABLE"),
    (2, "2026-03-02T06:00:00Z", "exec", "READY"),
    (3, "2026-03-02T06:00:01Z", "c1", "UNAVAILABLE"),
    (4, "2026-03-02T06:00:02Z", "c1", "1000.50"),
    (5, "2026-03-02T06:00:02Z", "logic", "Fault|101|no coolant"),
    (7, "2026-03-02T06:00:03Z", "c1", "1200.0"),
]
LATER: list[Said] = [
    (8, "2026-03-02T06:00:11Z", "c1", "1300"),
    (9, "2026-03-02T06:00:12Z", "exec", "ACTIVE"),
    (10, "2026-03-02T06:00:12Z", "c2", "31"),
]


def rows(table: Table, *names: str) -> list[tuple[str | None, ...]]:
    return [row for batch in table.batches() for row in batch.frame.select(names).rows()]


def codes(table: Table) -> list[str]:
    return [finding.rule.code for finding in table.findings]


@pytest.mark.parametrize("path", ["/current", "", "/", "/MCT-12/current"])
def test_current_is_one_row_for_each_device(path: str) -> None:
    with serving(Agent(list(SAID))) as agent:
        table = open_table(agent.url + path)
    said = rows(table, "timestamp", "device", "execution", "Sspeed", "logic", "logic.text")
    assert said == [("2026-03-02T06:00:10Z", "MCT-12", "READY", "1200.0", "Fault", "no coolant")]
    assert codes(table) == ["SRC203"]


def test_names_units_and_meanings_come_from_the_probe() -> None:
    with serving(Agent(list(SAID))) as agent:
        columns = {column.name: column for column in open_table(f"{agent.url}/probe").columns}
    speed, feed = columns["Sspeed"], columns["Fact"]
    assert (speed.unit, feed.unit, columns["Sload"].unit) == ("1/min", "mm/s", "%")
    assert "mtconnect:ROTARY_VELOCITY#ACTUAL" in speed.references
    assert speed.references[-1] == "mtconnect:ROTARY_VELOCITY"


def test_sample_is_a_row_for_each_time() -> None:
    with serving(Agent(list(SAID))) as agent:
        table = open_table(f"{agent.url}/sample?from=3&count=3")
        assert agent.asked[-1] == "/sample?from=3&count=3"
    assert rows(table, "timestamp", "Sspeed", "logic.nativeCode", "Sload") == [
        ("2026-03-02T06:00:01Z", None, None, None),
        ("2026-03-02T06:00:02Z", "1000.50", "101", None),
    ]


def test_reading_for_a_while_begins_with_the_state_and_goes_on_with_what_is_said() -> None:
    with serving(Agent(list(SAID), grows=list(LATER))) as agent:
        table = open_table(f"{agent.url}/sample?interval=10", Settings(limit=3, seconds=20))
    assert rows(table, "timestamp", "execution", "Sspeed", "Sload") == [
        ("2026-03-02T06:00:10Z", "READY", "1200.0", None),
        ("2026-03-02T06:00:11Z", None, "1300", None),
        ("2026-03-02T06:00:12Z", "ACTIVE", None, "31"),
    ]


def test_the_bare_address_is_read_for_a_while_where_a_while_is_said() -> None:
    with serving(Agent(list(SAID), grows=list(LATER))) as agent:
        assert len(rows(open_table(agent.url, Settings(seconds=0.7)), "timestamp")) >= 2


def test_what_the_buffer_forgot_is_said() -> None:
    with serving(Agent(list(SAID), grows=list(LATER), forgets=2)) as agent:
        table = open_table(f"{agent.url}/sample?from=1&count=1&interval=1", Settings(limit=4))
    overrun = [finding for finding in table.findings if finding.rule.code == "SRC201"]
    assert len(overrun) == 1
    assert str(overrun[0].values["count"]).isdecimal()


def test_a_request_out_of_range_is_refused_where_it_is_made_once() -> None:
    with serving(Agent(list(SAID))) as agent, pytest.raises(SourceError) as error:
        open_table(f"{agent.url}/sample?from=99")
    assert [finding.rule.code for finding in error.value.findings] == ["SRC200"]
    assert "OUT_OF_RANGE" in str(error.value)


def test_an_agent_that_starts_anew_is_said() -> None:
    with serving(Agent(list(SAID))) as agent:
        agent.grows = list(LATER)
        first = agent.answer

        def answer(request: str, query: dict[str, str]) -> str:
            agent.instance = 8 if len(agent.asked) > 3 else 7
            return first(request, query)

        agent.answer = answer
        table = open_table(f"{agent.url}/sample?interval=1", Settings(limit=2))
    assert "SRC204" in codes(table)


def test_an_agent_that_goes_away_leaves_what_it_said() -> None:
    with serving(Agent(list(SAID), grows=list(LATER), breaks=4)) as agent:
        table = open_table(f"{agent.url}/sample?interval=1", Settings(limit=50))
    assert codes(table)[-1] == "SRC261"
    assert rows(table, "Sspeed")[0] == ("1200.0",)


def test_an_answer_that_breaks_off_is_no_table() -> None:
    with serving(Agent(list(SAID), breaks=1)) as agent, pytest.raises(SourceError) as error:
        open_table(f"{agent.url}/current")
    assert [finding.rule.code for finding in error.value.findings] == ["SRC260"]


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/current"
    with pytest.raises(SourceError) as error:
        open_table(address)
    assert [finding.rule.code for finding in error.value.findings] == ["SRC260"]


def test_another_host_is_not_followed() -> None:
    agent = Agent(list(SAID), redirect="http://other.example/current")
    with serving(agent), pytest.raises(SourceError) as error:
        open_table(f"{agent.url}/current")
    assert [finding.rule.code for finding in error.value.findings] == ["SRC266"]


@pytest.mark.parametrize("start", [f"line1:{SECRET}", f":{SECRET}", f"u:{SECRET}/x", f"u:{SECRET}#x"])
def test_a_password_in_the_address_is_refused_and_not_repeated(start: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        open_table(f"http://{start}@127.0.0.1:9/current")
    assert SECRET not in str(error.value)
    answer = run("convert", f"http://{start}@127.0.0.1:9/current", "-m", "machining_cnc", "-o", tmp_path / "o.json")
    assert (answer.code, SECRET in answer.said) == (2, False)


def test_user_and_password_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AAS_SOURCE_USER", "line1")
    monkeypatch.setenv("AAS_SOURCE_PASSWORD", SECRET)
    with serving(Agent(list(SAID))) as agent:
        table = open_table(f"{agent.url}/current")
    assert all(header.startswith("Basic ") for header in agent.headers)
    assert SECRET not in repr((table.name, table.about, table.findings, rows(table, "device")))


def test_an_agent_converts_end_to_end(tmp_path: Path) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "mapping: 1\nmodel: machining_cnc\nsource: {limit: 3}\nelements:\n  Header.Time: timestamp\n"
        "  Header.EquipmentId: device\n  State.Execution: execution\n  Measured.SpindleSpeed: Sspeed\n"
        "  Measured.SpindleLoad: Sload\n  Measured.FeedRate: Fact\n",
        encoding="utf-8",
    )
    with serving(Agent(list(SAID), grows=list(LATER))) as agent:
        answer = run("convert", f"{agent.url}/sample?interval=1", "--map", mapping, "-o", tmp_path / "o.aasx")
    assert answer.code == 0, answer.said
    assert "3 rows" in answer.out
    assert run("validate", tmp_path / "o.aasx").code == 0


def test_limits_are_for_machines(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    answer = run("convert", tmp_path / "t.csv", "-m", "plating", "--limit", 1)
    assert (answer.code, "--limit is for machines" in answer.err) == (2, True)


@pytest.mark.parametrize("name", ["Devices.xml", "fanuc.xml", "haas.xml", "two_devices.xml", "data_set.xml"])
def test_real_devices_served_by_an_agent(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    described = (shared("data/mtconnect_cppagent") / name).read_text(encoding="utf-8")
    monkeypatch.setattr("tests.rooms.converters.sources.agent.PROBE", described)
    with serving(Agent(list(SAID))) as agent:
        table = open_table(f"{agent.url}/probe")
    assert codes(table) == ["SRC205"]
    assert len(table.columns) == len({column.name for column in table.columns})
    assert sum(bool(column.references) for column in table.columns) > 0

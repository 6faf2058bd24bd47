"""Four workers, one killed in mid-run; and the whole run killed: the shards together hold exactly the rows."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from aas_toolkit import sharding
from aas_toolkit.sharding import convert_shards
from tests.cli.running import mapping, program, start
from tests.rooms.converters.partitions.test_partitions import BY_ROW, HEAD, ids

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of other systems")

KILLS = int(os.environ.get("AAS_KILLS", "1"))
ROWS = 12_000


def big_log(folder: Path) -> Path:
    path = folder / "log.csv"
    text = "".join(f"2024-03-01 {i // 3600:02}:{i // 60 % 60:02}:{i % 60:02},L1,A,25.5,3.1,4.2\n" for i in range(ROWS))
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def check(folder: Path) -> None:
    """The manifest is complete and right, and every row is there once."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["complete"]
    found: list[str] = []
    for shard in manifest["shards"]:
        content = (folder / shard["file"]).read_bytes()
        assert (shard["size"], shard["sha256"]) == (len(content), sha256(content).hexdigest())
        (rows,) = shard["holds"]
        here = ids(folder / shard["file"])
        assert [int(one.rpartition("/")[2]) for one in here] == list(range(rows["first"], rows["end"]))
        found += here
    assert len(found) == len(set(found)) == manifest["rows"] == ROWS
    assert sorted(file.name for file in folder.glob("[!.]*.aasx")) == [shard["file"] for shard in manifest["shards"]]


@pytest.mark.filterwarnings("default")
def test_a_worker_is_killed_in_mid_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import distributed

    killed: list[int] = []
    real = sharding.made

    def made(client: Any, parts: Any, work: Any) -> Any:
        for done in real(client, parts, work):
            if not killed:
                killed.append(next(iter(client.run(os.getpid).values())))
                os.kill(killed[0], signal.SIGKILL)
            yield done

    monkeypatch.setattr(sharding, "made", made)
    with (
        distributed.LocalCluster(n_workers=4, threads_per_worker=1, dashboard_address=":0") as cluster,
        distributed.Client(cluster) as client,
    ):
        own = mapping(tmp_path, BY_ROW)
        result = convert_shards([big_log(tmp_path)], to=tmp_path / "out", mapping=str(own), rows=500, client=client)
    assert killed
    assert result.ok
    check(tmp_path / "out")


def test_kill_9_of_the_whole_run(tmp_path: Path) -> None:
    chance, out = random.Random(7), tmp_path / "out"
    source, own = big_log(tmp_path), mapping(tmp_path, BY_ROW)
    call = ("convert", source, "--map", own, "--scheduler", "local", "--jobs", "2", "--shard-rows", "500", "-o", out)
    for _ in range(KILLS):
        process = start(*call)
        time.sleep(chance.uniform(1.5, 4.5))
        process.kill()
        process.communicate()
        for file in out.glob("[!.]*.aasx"):
            assert ids(file)
    answer = program(*call)
    assert answer.code == 0, answer.err
    check(out)

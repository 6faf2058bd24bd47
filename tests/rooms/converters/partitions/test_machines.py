"""The cluster of the how-to, by hand: the command lines of its containers as processes that talk over TCP."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.running import ROOT, environment, mapping
from tests.rooms.converters.partitions.test_lost_workers import ROWS, big_log, check
from tests.rooms.converters.partitions.test_partitions import BY_ROW

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are ended in another way there")

PROGRAMS = {"dask": "dask", "aas": "aas_toolkit"}


def manifests() -> list[dict[str, Any]]:
    """What the how-to gives to Kubernetes."""
    page = (ROOT / "docs" / "how-to" / "cluster.md").read_text(encoding="utf-8")
    found = re.search(r'```yaml title="aas.yaml"\n(.*?)```', page, re.DOTALL)
    assert found is not None
    return list(yaml.safe_load_all(found[1]))


def containers() -> dict[str, list[str]]:
    """The command line of each container."""
    pods = [one["spec"]["template"]["spec"] for one in manifests() if "template" in one["spec"]]
    return {container["name"]: container["args"] for pod in pods for container in pod["containers"]}


@contextmanager
def running(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command line, and see to it that it is gone at the end."""
    line = [sys.executable, "-m", PROGRAMS[command[0]], *command[1:]]
    process = subprocess.Popen(line, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def test_names_in_the_manifests_fit_each_other() -> None:
    kinds = [one["kind"] for one in manifests()]
    assert kinds == ["Service", "Deployment", "Deployment", "Job"]
    service, scheduler, worker, job = manifests()
    assert service["spec"]["selector"] == scheduler["spec"]["template"]["metadata"]["labels"]
    for deployment in (scheduler, worker):
        labels = deployment["spec"]["template"]["metadata"]["labels"]
        assert deployment["spec"]["selector"]["matchLabels"] == labels
    (port,) = (one["port"] for one in service["spec"]["ports"])
    address = f"tcp://{service['metadata']['name']}:{port}"
    assert address in containers()["worker"]
    assert address in containers()["convert"]
    assert str(port) in containers()["scheduler"]
    assert job["spec"]["template"]["spec"]["restartPolicy"] == "OnFailure"


def test_a_scheduler_two_workers_of_which_one_is_killed_and_the_command(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    out = tmp_path / "out"
    changes = {
        "8786": port,
        "tcp://aas-scheduler:8786": f"tcp://127.0.0.1:{port}",
        "/data/2023/*.csv": str(big_log(tmp_path)),
        "/data/map.yaml": str(mapping(tmp_path, BY_ROW)),
        "s3://plant/shards": str(out),
    }
    lines = {name: [changes.get(word, word) for word in line] for name, line in containers().items()}
    worker = [*lines["worker"], "--local-directory", str(tmp_path / "scratch")]
    with ExitStack() as stack:
        stack.enter_context(running([*lines["scheduler"], "--host", "127.0.0.1"]))
        lost = stack.enter_context(running([*worker, "--no-nanny"]))
        stack.enter_context(running(worker))
        convert = stack.enter_context(running([*lines["convert"], "--shard-rows", "500"]))
        deadline = time.monotonic() + 120
        while len(list(out.glob("[!.]*.aasx"))) < 3 and convert.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        lost.send_signal(signal.SIGKILL)
        assert convert.wait(timeout=120) == 0
    check(out)
    assert len(list(out.glob("[!.]*.aasx"))) == ROWS // 500

"""Shards in an object store, against an S3 server of this process: whole or not there, and every refusal a sentence."""

from __future__ import annotations

import json
import os
import random
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from aas_converters.partitions.store import Store, store_at
from aas_converters.sources import SourceError
from aas_toolkit import sharding
from aas_toolkit.sharding import Sharded, convert_shards
from tests.cli.running import mapping, program, run, start
from tests.rooms.converters.partitions.test_partitions import BY_ROW, Here, ids, log
from tests.s3 import KEYS, s3

KILLS = int(os.environ.get("AAS_KILLS", "0"))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with s3() as address:
        yield address


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharding, "made", Here().make)
    monkeypatch.setattr(sharding, "client_of", lambda *_: nullcontext())


def objects(place: str) -> dict[str, bytes]:
    """What is in a place, as a program that lists and reads it finds it."""
    import fsspec

    system, path = fsspec.core.url_to_fs(place, use_listings_cache=False, skip_instance_cache=True)
    return {name.rpartition("/")[2]: system.cat_file(name) for name in system.find(path)}


def shards(place: str, source: Path, own: Path, rows: int = 30) -> Sharded:
    return convert_shards([source], to=place, mapping=str(own), rows=rows)


@pytest.mark.usefixtures("server", "here")
def test_shards_in_a_bucket_are_those_of_a_folder(tmp_path: Path) -> None:
    source, own = log(tmp_path), mapping(tmp_path, BY_ROW)
    assert shards("s3://plant/same", source, own).ok
    assert shards(str(tmp_path / "same"), source, own).ok
    assert objects("s3://plant/same") == {file.name: file.read_bytes() for file in (tmp_path / "same").iterdir()}
    assert shards("s3://plant/same", source, own).again == 4


@pytest.mark.usefixtures("server", "here")
def test_two_runs_at_once_write_the_same(tmp_path: Path) -> None:
    source, own, done = log(tmp_path), mapping(tmp_path, BY_ROW), list[Sharded]()
    both = [threading.Thread(target=lambda: done.append(shards("s3://plant/two", source, own))) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert [one.ok for one in done] == [True, True]
    check("s3://plant/two", 100)


def check(place: str, rows: int) -> None:
    """The manifest is complete, and tells of each object what it is."""
    found = objects(place)
    manifest = json.loads(found.pop("manifest.json"))
    assert (manifest["complete"], manifest["rows"]) == (True, rows)
    assert {one["file"]: (one["size"], one["sha256"]) for one in manifest["shards"]} == {
        name: (len(content), sha256(content).hexdigest()) for name, content in found.items()
    }


def test_an_upload_that_breaks_off_leaves_nothing(server: str, tmp_path: Path) -> None:
    """A worker dies when half of its shard has gone out: the server has the old object."""
    store, file = Store("s3://plant/half"), tmp_path / "shard-00001.aasx"
    store.write(file.name, b"old")
    file.write_bytes(os.urandom(100_000))
    head = f"PUT /plant/half/{file.name} HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n".encode()
    address = urlsplit(server)
    with socket.create_connection((address.hostname, address.port)) as wire:
        wire.sendall(head + file.read_bytes()[:50_000])
        wire.shutdown(socket.SHUT_WR)
        while wire.recv(4096):
            pass  # until the server has understood
    assert store.read(file.name) == b"old"
    store.take(file, file.name)
    assert store.read(file.name) == file.read_bytes()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_what_a_store_refuses_is_a_sentence(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    import s3fs

    call = ("convert", log(tmp_path, 3), "--map", mapping(tmp_path), "--scheduler", "local", "--lang", lang, "-o")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    answers = [run(*call, "s3://plnat/shards")]
    with monkeypatch.context() as patch:
        for name in KEYS:
            patch.delenv(name)
        patch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
        patch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
        s3fs.S3FileSystem.clear_instance_cache()
        answers.append(run(*call, "s3://plant/keys"))
    with monkeypatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
        patch.setattr(s3fs.S3FileSystem, "retries", 1)
        s3fs.S3FileSystem.clear_instance_cache()
        answers.append(run(*call, "s3://plant/gone"))
    s3fs.S3FileSystem.clear_instance_cache()
    assert [answer.code for answer in answers] == [3, 3, 3]
    for answer, words in zip(answers, ("bucket does not exist", "locate credentials", "127.0.0.1:9"), strict=True):
        assert words in answer.err
        assert len(answer.err.strip().splitlines()) == 1
        assert "s3://pl" in answer.err
    with pytest.raises(FileNotFoundError):
        objects("s3://plnat/")  # and no bucket was made of a slip


@pytest.mark.parametrize(
    "address", ["s3://key:secret@plant/shards", "sftp://reader:hunter2@nas/shards", "s3://plant/a?secret=hunter2"]
)
def test_no_secret_stands_in_an_address(address: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="SRC286") as error:
        store_at(address)
    assert "secret@" not in str(error.value)
    answer = run("convert", log(tmp_path, 3), "--map", mapping(tmp_path), "--scheduler", "local", "-o", address)
    assert answer.code == 2
    assert "SRC286" in answer.err
    assert "hunter2" not in answer.said
    assert store_at("sftp://reader@nas/shards").kind == "sftp"


def test_a_library_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    answer = run(
        *("convert", log(tmp_path, 3), "--map", mapping(tmp_path), "--scheduler", "local", "-o", "s3://plant/shards")
    )
    assert "s3fs, which is not installed" in answer.err
    assert 'pip install "aas-toolkit[s3]"' in answer.err


def test_where_there_are_folders_a_name_appears_when_all_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    fsspec = pytest.importorskip("fsspec")
    store, system = Store("memory://parts/out"), fsspec.filesystem("memory")
    store.write("a", b"old")

    with monkeypatch.context() as patch:
        patch.setattr(type(system), "pipe_file", half)
        with pytest.raises(OSError, match="the line went dead"):
            store.write("a", b"new")
    assert system.find("/parts") == ["/parts/out/a"]
    assert store.read("a") == b"old"
    store.write("a", b"new")
    assert store.read("a") == b"new"


def half(system: Any, path: str, content: bytes) -> None:
    """Write the beginning of a file and fail."""
    with system.open(path, "wb") as file:
        file.write(content[:1])
    raise OSError("the line went dead")


@pytest.mark.skipif(not KILLS, reason="make kill: it takes a cluster of processes for each kill")
@pytest.mark.usefixtures("server")
def test_kill_9_of_a_run_into_a_bucket(tmp_path: Path) -> None:
    chance, source, own = random.Random(5), log(tmp_path, 4_000), mapping(tmp_path, BY_ROW)
    place, settings = "s3://plant/killed", {name: os.environ[name] for name in (*KEYS, "AWS_ENDPOINT_URL")}
    call = ("convert", source, "--map", own, "--scheduler", "local", "--jobs", "1", "--shard-rows", "400", "-o", place)
    for _ in range(KILLS):
        process = start(*call, **settings)
        time.sleep(chance.uniform(2, 6))
        process.kill()
        process.communicate()
        for name in objects(place):
            if name.endswith(".aasx"):
                (tmp_path / name).write_bytes(objects(place)[name])
                assert ids(tmp_path / name)
    answer = program(*call, **settings)
    assert answer.code == 0, answer.err
    check(place, 4_000)

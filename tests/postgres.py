"""A PostgreSQL server of the tests' own, in a temporary folder, with a role that needs a password."""

from __future__ import annotations

import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

import pytest

PASSWORD = "hunter2@/?쉿"
ACCESS = """\
local all postgres trust
local all reader scram-sha-256
host all postgres 127.0.0.1/32 trust
host all reader 127.0.0.1/32 scram-sha-256
"""


@dataclass(frozen=True)
class Server:
    """Where the server is; `place` is everything behind the user in an address."""

    owner: str
    place: str

    def address(self, user: str = "reader") -> str:
        return f"postgresql://{user}@{self.place}"

    def run(self, statement: str) -> None:
        """Run a statement as the owner."""
        import psycopg

        with psycopg.connect(self.owner, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def postgres() -> Iterator[Server]:
    """Start a server, and stop it at the end; skips where there is no wheel with one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it asks for folders that only a desktop has
        if sys.version_info >= (3, 13):
            pytest.importorskip("pgserver", reason="pgserver has no wheel with PostgreSQL for this Python or platform")
        import pgserver
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        server = pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            owner = server.get_uri()
            behind = owner.partition("@")[2]
            (server.pgdata / "pg_hba.conf").write_text(ACCESS, encoding="utf-8")
            start = Server(owner, behind)
            start.run(f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'")
            start.run("GRANT pg_read_all_data TO reader")
            start.run("SELECT pg_reload_conf()")
            host, _, options = behind.partition("?")
            yield replace(start, place=f"{host}?{quote(options, safe='=/&')}")
        finally:
            server.cleanup()

"""An S3 server of the tests' own, in this process and on 127.0.0.1, with its keys in the environment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

KEYS = {"AWS_ACCESS_KEY_ID": "reader", "AWS_SECRET_ACCESS_KEY": "hunter2-쉿", "AWS_DEFAULT_REGION": "us-east-1"}


@contextmanager
def s3(bucket: str = "plant") -> Iterator[str]:
    """Start a server with an empty bucket and give its address; skips where moto or s3fs is not installed."""
    for module in ("s3fs", "moto", "flask_cors"):
        pytest.importorskip(module, reason="the tests of object stores need s3fs, moto, flask and flask-cors")
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in {**KEYS, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}.items():
                patch.setenv(name, value)
            import boto3

            boto3.client("s3", endpoint_url=f"http://{host}:{port}").create_bucket(Bucket=bucket)
            yield f"http://{host}:{port}"
    finally:
        server.stop()

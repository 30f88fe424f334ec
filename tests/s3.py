"""An S3 server on this machine (moto), with a bucket `paper`, that tells which objects were written."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from hosts import free_port, running

KEYS = {"PAPER_KEY": "key", "PAPER_SECRET": "secret"}


class S3:
    """The bucket, as another client of the server sees it."""

    def __init__(self, port: int) -> None:
        import boto3

        self.url = f"http://127.0.0.1:{port}"
        self._client = boto3.client(
            "s3",
            endpoint_url=self.url,
            aws_access_key_id="key",
            aws_secret_access_key="secret",
            region_name="us-east-1",
        )

    @property
    def fields(self) -> str:
        """The fields of a target that is this bucket."""
        return f"type: s3, bucket: paper, endpoint: '{self.url}', key: $PAPER_KEY, secret: $PAPER_SECRET"

    def empty(self) -> None:
        """Make the bucket anew."""
        names = {each["Name"] for each in self._client.list_buckets()["Buckets"]}
        if "paper" in names:
            for key in self.times():
                self._client.delete_object(Bucket="paper", Key=key)
        else:
            self._client.create_bucket(Bucket="paper")

    def head(self, key: str) -> dict[str, Any]:
        found: dict[str, Any] = self._client.head_object(Bucket="paper", Key=key)
        return found

    def get(self, key: str) -> bytes | None:
        try:
            data: bytes = self._client.get_object(Bucket="paper", Key=key)["Body"].read()
        except self._client.exceptions.NoSuchKey:
            return None
        return data

    def fetch(self, path: str) -> bytes | None:
        """As a website of the bucket would."""
        return self.get(path.lstrip("/") + ("index.html" if path.endswith("/") else ""))

    def put(self, key: str, data: bytes) -> None:
        self._client.put_object(Bucket="paper", Key=key, Body=data)

    def delete(self, key: str) -> None:
        self._client.delete_object(Bucket="paper", Key=key)

    def times(self) -> dict[str, Any]:
        """When each object was written last."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket="paper")
        return {each["Key"]: each["LastModified"] for page in pages for each in page.get("Contents", ())}


@contextmanager
def s3_server(log: Path) -> Iterator[tuple[S3, Path]]:
    """A running server, and the log of the requests to it."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with log.open("wb") as written, running(command, port, stderr=written):
        yield S3(port), log


@contextmanager
def website(s3: S3) -> Iterator[int]:
    """The bucket as a host of websites gives it out; gives its port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            data = s3.fetch(unquote(self.path))
            self.send_response(404 if data is None else 200)
            self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


class Unsteady(threading.Thread):
    """A way to the server on which connections break off after some bytes."""

    def __init__(self, port: int, limits: Iterator[int]) -> None:
        super().__init__(daemon=True)
        self._port, self._limits = port, limits
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]

    def run(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._port))
            threading.Thread(
                target=self._pass, args=(client, server, next(self._limits)), daemon=True
            ).start()
            threading.Thread(target=self._pass, args=(server, client, 1 << 30), daemon=True).start()

    @staticmethod
    def _pass(source: socket.socket, target: socket.socket, limit: int) -> None:
        try:
            while limit > 0 and (data := source.recv(min(65536, limit))):
                target.sendall(data)
                limit -= len(data)
        except OSError:
            pass
        for each in (source, target):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._socket.close()


def written_keys(log: Path, start: int) -> list[str]:
    """The objects that were put since a place in the log, in their order."""
    lines = log.read_bytes()[start:].decode().splitlines()
    found = (line.partition('"PUT /paper/')[2].partition(" HTTP")[0] for line in lines)
    return [unquote(key) for key in found if key]

"""nginx and Apache as operators run them: the output is their root, and they include what is made for it."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from tools import need

_NGINX = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{}}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {output};
    include {output}/.broadsheet/nginx.conf;
  }}
}}
"""
_APACHE = """\
ServerRoot {folder}
ServerName localhost
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
Listen 127.0.0.1:{port}
{user}
{modules}
TypesConfig /etc/mime.types
<Directory "{output}">
  Require all granted
</Directory>
<VirtualHost *:{port}>
  DocumentRoot {output}
  Include {output}/.broadsheet/apache.conf
</VirtualHost>
"""
_MODULES = ("mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "setenvif")
_MODULE_FOLDER = Path("/usr/lib/apache2/modules")


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]  # by their names in small letters
    body: bytes

    @property
    def target(self) -> str:
        """Where a redirect leads on the same server, decoded by nobody."""
        return self.headers.get("location", "").split("//", 1)[-1].partition("/")[2]


class Server:
    """A server that listens on this machine."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)

    def get(self, path: str) -> Answer:
        """The answer to one address, with no redirect followed; `path` may hold any letters."""
        self._connection.request("GET", quote(path, safe="/%?=&"))
        found = self._connection.getresponse()
        headers = {name.lower(): value for name, value in found.getheaders()}
        return Answer(found.status, headers, found.read())


@contextmanager
def nginx(output: Path, folder: Path) -> Iterator[Server]:
    program = need(shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"), "nginx")
    user = "user root;" if os.getuid() == 0 else ""
    with _running(_NGINX, output, folder, {"user": user}, [program, "-c"]) as server:
        yield server


@contextmanager
def apache(output: Path, folder: Path) -> Iterator[Server]:
    program = need(shutil.which("apache2", path=f"{os.environ['PATH']}:/usr/sbin"), "Apache (apache2)")
    modules = "\n".join(f"LoadModule {name}_module {_MODULE_FOLDER}/mod_{name}.so" for name in _MODULES)
    user = "User www-data\nGroup www-data" if os.getuid() == 0 else ""

    with _running(
        _APACHE, output, folder, {"user": user, "modules": modules}, [program, "-DFOREGROUND", "-f"]
    ) as server:
        yield server


@contextmanager
def _running(
    form: str, output: Path, folder: Path, parts: dict[str, str], start: list[str]
) -> Iterator[Server]:
    folder.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    conf = folder / "server.conf"
    conf.write_text(form.format(folder=folder, port=port, output=output.resolve(), **parts), encoding="utf-8")
    process = subprocess.Popen([*start, str(conf)], stderr=subprocess.PIPE)
    try:
        _wait(port, process, folder / "error.log")
        yield Server(port)
    finally:
        process.terminate()
        process.wait(10)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(400):
        if process.poll() is not None:
            told = process.stderr.read().decode() if process.stderr else ""
            raise AssertionError(told + (log.read_text() if log.exists() else ""))
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server does not listen")

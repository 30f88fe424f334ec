"""Real hosts on this machine for the tests of deploys: nginx, sshd, an S3 server."""

from __future__ import annotations

import getpass
import http.client
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from deploys import HOME, links, sheets
from tools import need

PATIENCE = 20  # seconds until a test that waits gives up


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, "the server has ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("the server does not answer")


@contextmanager
def running(command: list[str], port: int, stderr: Any = subprocess.DEVNULL) -> Iterator[None]:
    """A server, until it is not needed any more."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stderr)
    try:
        wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait()


_NGINX = """
daemon off; worker_processes 1; pid {home}/nginx.pid; error_log {home}/error.log; user {user};
events {{ worker_connections 64; }}
http {{
  include /etc/nginx/mime.types;
  access_log off; client_body_temp_path {home}/b; proxy_temp_path {home}/p; fastcgi_temp_path {home}/f;
  uwsgi_temp_path {home}/u; scgi_temp_path {home}/s;
  server {{
    listen 127.0.0.1:{port}; root {root}; gzip_static {gzip}; error_page 404 /404.html;
    {more}
  }}
}}
"""


@contextmanager
def nginx(home: Path, root: Path, gzip: str = "off", more: str = "") -> Iterator[int]:
    """nginx giving out a folder; gives its port."""
    found = shutil.which("nginx") or "/usr/sbin/nginx"
    command = need(found, "nginx")
    home.mkdir(parents=True, exist_ok=True)
    port = free_port()
    written = _NGINX.format(home=home, root=root, port=port, gzip=gzip, more=more, user=getpass.getuser())
    (home / "nginx.conf").write_text(written)
    with running([command, "-c", str(home / "nginx.conf"), "-e", str(home / "error.log")], port):
        yield port


class Reader(threading.Thread):
    """Reads a site without pause: a page, its style sheets at once, then all that it links to."""

    def __init__(self, port: int, base: str = "") -> None:
        super().__init__(daemon=True)
        self._port = port
        self._base = base  # below which the server has the site
        self._stopped = threading.Event()
        self.failures: list[str] = []
        self.pages = 0

    def has_read(self, pages: int) -> None:
        """Wait until it has read so many pages from the first one on: the machine may be slow."""
        end = time.monotonic() + PATIENCE
        while self.pages < pages and not self.failures:
            assert time.monotonic() < end, f"{self.pages} pages in {PATIENCE} s"
            time.sleep(0.02)

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        while not self._stopped.is_set():
            left, seen = [HOME], {HOME}
            while left and not self._stopped.is_set():
                address = left.pop(0)
                body = self._get(connection, address)
                if body is None or not address.endswith("/"):
                    continue
                self.pages += 1
                html = body.decode()
                found = sheets(html, address)
                if not found:
                    self.failures.append(f"{address} names no style sheet")
                found += links(html, address)
                # The style sheets each time, before anything else; pages once in each round.
                for target in sheets(html, address):
                    self._get(connection, target)
                fresh = dict.fromkeys(target for target in found if target not in seen)
                seen |= fresh.keys()
                left += fresh

    def _get(self, connection: http.client.HTTPConnection, address: str) -> bytes | None:
        connection.request("GET", self._base + quote(unquote(urlsplit(address).path)))
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            self.failures.append(f"{answer.status} {address}")
            return None
        return body

    def stop(self) -> None:
        self._stopped.set()
        self.join()


@contextmanager
def reading(port: int, base: str = "") -> Iterator[Reader]:
    reader = Reader(port, base)
    reader.start()
    try:
        yield reader
    finally:
        reader.stop()


class Sshd:
    """A running sshd that lets in whoever has its key."""

    def __init__(self, home: Path, port: int) -> None:
        self._home = home
        self._port = port

    @property
    def fields(self) -> str:
        """The fields of a target at this host."""
        keys = f"identity: {self._home / 'user'}, known_hosts: {self._home / 'known_hosts'}"
        return f"host: {getpass.getuser()}@127.0.0.1, port: {self._port}, {keys}"


# With this level bash does not read the user's own ~/.bashrc first, which may take longer than all the rest.
_SSHD = """
ListenAddress 127.0.0.1
Port {port}
HostKey {home}/host
AuthorizedKeysFile {home}/user.pub
PidFile {home}/sshd.pid
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
StrictModes no
UsePAM no
MaxStartups 100
SetEnv SHLVL=2
Subsystem sftp internal-sftp
"""


@contextmanager
def sshd(home: Path) -> Iterator[Sshd]:
    """OpenSSH's server with keys of its own, for the user who runs the tests."""
    command = need(shutil.which("sshd") or "/usr/sbin/sshd", "sshd (openssh-server)")
    keygen = need(shutil.which("ssh-keygen"), "ssh-keygen")
    need(shutil.which("rsync"), "rsync")
    home.mkdir(parents=True, exist_ok=True)
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # which it wants to have when it is root
    for name in ("host", "user"):
        made = [keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(home / name)]
        subprocess.run(made, check=True)
    port = free_port()
    (home / "sshd_config").write_text(_SSHD.format(home=home, port=port))
    public = (home / "host.pub").read_text()
    (home / "known_hosts").write_text(f"[127.0.0.1]:{port} {public}")
    with running([command, "-D", "-e", "-f", str(home / "sshd_config")], port):
        yield Sshd(home, port)

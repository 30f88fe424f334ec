"""What is written beside an output for its host: the redirects as data, and snippets of configuration.

They lie in `.broadsheet/` of the output, with its manifest, and are never published.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from generator.config import Config
from generator.disk import write_whole
from generator.hosts import HOSTS, apache, nginx
from generator.hosts.headers import headers_of
from generator.ledger.published import REDIRECTS
from generator.manifest import STATE
from generator.redirects import Redirect

SNIPPETS = {"nginx.conf": nginx.snippet, "apache.conf": apache.snippet}


def write_host_files(output: Path, redirects: tuple[Redirect, ...], config: Config) -> None:
    """Write them where they are others than before; remove those of hosts that the site has no more."""
    data = b"".join(msgspec.json.encode(each) + b"\n" for each in redirects)
    _put(output / STATE / REDIRECTS, data)
    wanted = {HOSTS[name].snippet for name in config.hosting}
    for name, snippet in SNIPPETS.items():
        path = output / STATE / name
        text = snippet(redirects, headers_of(config), config.base_path) if name in wanted else ""
        _put(path, text.encode())


def _put(path: Path, data: bytes) -> None:
    """Write a file unless it is so already; without any data there is none."""
    if not data:
        path.unlink(missing_ok=True)
    elif not path.is_file() or path.read_bytes() != data:
        write_whole(path, data)

"""What is written beside an output for its host: the redirects as data, and snippets of configuration.

They lie in `.broadsheet/` of the output, with its manifest, and are never published.
"""

from __future__ import annotations

import hashlib
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


def write_host_files(
    output: Path, redirects: tuple[Redirect, ...], config: Config, known: str | None = None
) -> str:
    """Write them where they are others than before; remove those of hosts that the site has no more.

    Gives a digest of all that they are made of. Where that is `known` and they are there, they stay.
    """
    headers, wanted = headers_of(config), {HOSTS[name].snippet for name in config.hosting} - {""}
    parts = redirects, headers, config.base_path, sorted(wanted)
    made_of = hashlib.blake2b(msgspec.msgpack.encode(parts), digest_size=16).hexdigest()
    names = [*wanted, *([REDIRECTS] if redirects else [])]
    if made_of == known and all((output / STATE / name).is_file() for name in names):
        return made_of
    _put(output / STATE / REDIRECTS, b"".join(msgspec.json.encode(each) + b"\n" for each in redirects))
    for name, snippet in SNIPPETS.items():
        text = snippet(redirects, headers, config.base_path) if name in wanted else ""
        _put(output / STATE / name, text.encode())
    return made_of


def _put(path: Path, data: bytes) -> None:
    """Write a file unless it is so already; without any data there is none."""
    if not data:
        path.unlink(missing_ok=True)
    elif not path.is_file() or path.read_bytes() != data:
        write_whole(path, data)

"""Templates as Jinja has compiled them, kept between builds: to compile them takes longer than to print an
edited article with everything that shows it.

They lie in `.broadsheet/templates/`, and may be deleted at any time.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.disk import write_new

SEAL = 20  # bytes at the beginning of a file: a digest of the rest and of the version


class Compiled(BytecodeCache):
    """The compiled templates below a folder.

    `version` is a digest of the code and the libraries. `settings` are those that filters write addresses and
    dates by: Jinja works out what it can when it compiles. Whether the source is still the same, Jinja looks
    itself; whether the file is, and all of it, its seal tells.
    """

    def __init__(self, folder: Path, version: bytes, settings: str) -> None:
        self._folder = folder
        self._version = version
        self._settings = settings

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        key = "\n".join((name, filename or "", self._settings))
        return hashlib.blake2b(key.encode(), digest_size=16).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            data = (self._folder / bucket.key).read_bytes()
            if data[:SEAL] == self._seal(data[SEAL:]):
                bucket.bytecode_from_string(data[SEAL:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = bucket.bytecode_to_string()
        with suppress(OSError):  # without a place to keep it, it is compiled again the next time
            self._folder.mkdir(parents=True, exist_ok=True)
            write_new(str(self._folder / bucket.key), self._seal(code) + code)

    def _seal(self, code: bytes) -> bytes:
        return hashlib.blake2b(code, key=self._version, digest_size=SEAL).digest()

"""The ledger of addresses and a deploy: the site's is read before, and both copies are written after."""

from __future__ import annotations

from pathlib import Path

from generator.disk import write_whole
from generator.ledger import NAME, heirs_of, merged, published_in, read, read_redirects, updated, write
from generator.ledger.lines import Ledger
from generator.model import Problem


class Keeper:
    """Keeps the ledger of a site and the copy at its host: nothing that either knows is lost.

    `bring` is what a deploy calls (`run.Ledger`); `keep` writes the site's own once the deploy has succeeded.
    """

    def __init__(self, root: Path, output: Path) -> None:
        self._file = root / NAME
        self._output = output
        self._ours = Ledger()
        self._read = b""
        self._text = ""

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the ledger of the site. Raises `OSError`."""
        if not self._file.exists():
            return ()
        self._read = self._file.read_bytes()
        self._ours, problems = read(self._read.decode("utf-8", "replace"))
        return problems

    def bring(self, there: bytes | None) -> bytes:
        """The ledger for the host, of that which it has."""
        known = self._ours
        if there and there != self._read:
            known = merged((known, read(there.decode("utf-8", "replace"))[0]))
        published, redirects = published_in(self._output), read_redirects(self._output)
        self._text = write(updated(known, published, heirs_of(redirects)))
        return self._text.encode()

    def keep(self) -> bool:
        """Write the ledger of the site; whether it has changed."""
        if not self._text or (self._file.exists() and self._file.read_text(encoding="utf-8") == self._text):
            return False
        write_whole(self._file, self._text.encode(), precious=True)
        return True

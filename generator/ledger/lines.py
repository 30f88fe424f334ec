"""The ledger of a site: every address that it has ever published, in the form of `published.tsv`.

    # Every address that this site has published. `broadsheet deploy` keeps it; commit it with the site.
    /2024/11/the-flood/	content/world/the-flood.md	9f86d081884c7d65	flood
    /tags/rail/
    permalink	/{year}/{month}/{slug}/

One line an address, in the order of bytes, its parts parted by tabs: the URL, and of an article its source,
the digest of its text, and its key with its edition. A line `permalink` names a pattern under which articles
were published. The order of lines means nothing, and a URL may have several lines: so git can merge two
ledgers by taking the lines of both (`merge=union`, https://git-scm.com/docs/gitattributes).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model import Problem, Record
from generator.urls import output_path

NAME = "published.tsv"
"""The file, beside `site.yaml`."""

ATTRIBUTES = f"{NAME} merge=union\n"
"""What `.gitattributes` says of it."""

HEADER = (
    "# Every address that this site has published. `broadsheet deploy` keeps it; commit it with the site.\n"
)
_PERMALINK = "permalink"
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")  # of a merge that git has left to a person


class Line(Record, frozen=True, order=True):
    """One address that was published. URLs are root-relative and without the base path, as in `model.py`."""

    url: str
    source: str = ""  # the article that it was the page of; "" for lists, feeds and files
    digest: str = ""  # of its text (see `identity.py`); "" where it has none
    key: str = ""  # its key and the edition, `flood` or `flood uk`; "" where it has no key

    @property
    def path(self) -> str:
        """Its file below the output folder."""
        return output_path(self.url)


class Ledger(Record, frozen=True):
    """What was ever published: sorted lines, and the `permalink` patterns that articles were under."""

    lines: tuple[Line, ...] = ()
    permalinks: tuple[str, ...] = ()


def read(text: str, path: str = NAME) -> tuple[Ledger, tuple[Problem, ...]]:
    """The ledger that a text holds, and an error at every line that is none; `path` is named in them."""
    lines: set[Line] = set()
    permalinks: set[str] = set()
    problems: list[Problem] = []
    for number, written in enumerate(text.split("\n"), 1):
        written = written.rstrip("\r")
        if written.startswith("/"):
            parts = written.split("\t")
            if len(parts) <= 4 and parts[0].isprintable() and "\r" not in written:
                lines.add(Line(*parts))
                continue
        elif not written.strip() or written.startswith("#"):
            continue
        elif written.startswith(f"{_PERMALINK}\t"):
            permalinks.add(written.partition("\t")[2])
            continue
        problems.append(_unreadable(path, number, written))
    return Ledger(tuple(sorted(lines)), tuple(sorted(permalinks))), tuple(problems)


def _unreadable(path: str, number: int, written: str) -> Problem:
    if written.startswith(_MARKERS):
        message = "git has left a merge of this file unfinished here"
        cure = f"Keep the lines of both sides, remove this, and add `{ATTRIBUTES.strip()}` to .gitattributes"
    else:
        message = "this is no line of a ledger of addresses"
        cure = "Take the file back from git: a line is `/address/`, and of an article more, parted by tabs"
    return Problem(path, number, 1, "unreadable-ledger", message, cure)


def write(ledger: Ledger) -> str:
    """The text of a ledger, the same for the same ledger; `read` is its inverse."""
    written = [
        "\t".join((each.url, each.source, each.digest, each.key)).rstrip("\t") for each in ledger.lines
    ]
    written += (f"{_PERMALINK}\t{pattern}" for pattern in ledger.permalinks)
    return HEADER + "".join(f"{line}\n" for line in sorted(set(written)))


def merged(ledgers: Iterable[Ledger]) -> Ledger:
    """What any of some ledgers holds, such as that of the site and the copy on the target."""
    found = tuple(ledgers)
    lines = {line for ledger in found for line in ledger.lines}
    permalinks = {pattern for ledger in found for pattern in ledger.permalinks}
    return Ledger(tuple(sorted(lines)), tuple(sorted(permalinks)))


def updated(ledger: Ledger, published: Ledger, heirs: Iterable[tuple[str, str]] = ()) -> Ledger:
    """A ledger after a deploy: nothing is lost, and what was published says what it is now.

    `published` is what an output holds (`published.py`), and `heirs` are its redirects, as pairs of the URL
    and the URL that it leads to. A URL that leads to an article takes its source, digest and key, so that it
    still leads there when that article is renamed too.
    """
    now = {line.url: line for line in published.lines}
    lines: dict[str, tuple[Line, ...]] = {line.url: (line,) for line in published.lines}
    for url, group in _by_url(ledger.lines):
        lines.setdefault(url, group)
    for url, target in heirs:
        if url in lines and url not in now and target in now and now[target].source:
            heir = now[target]
            lines[url] = (Line(url, heir.source, heir.digest, heir.key),)
    kept = sorted(line for group in lines.values() for line in group)
    return Ledger(tuple(kept), tuple(sorted({*ledger.permalinks, *published.permalinks})))


def _by_url(lines: Iterable[Line]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.url, []).append(line)
    return ((url, tuple(group)) for url, group in groups.items())

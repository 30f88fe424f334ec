"""What has become of an address that was published and has no page any more: who is its heir, if anyone.

An article is known again by its source, else by its key, else by its text. What was withdrawn, has expired,
or was a list or a file that is empty or removed now, is gone without anybody saying so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import groupby

from generator.config import Config
from generator.ledger.lines import Line
from generator.model import Record
from generator.redirects import GONE, Redirect
from generator.rows import LAST
from generator.shapes import Location, Status
from generator.store import Store
from generator.store.rows import StoredRows

PAGES = "content/pages/"


class Inheritance(Record, frozen=True):
    """What became of some addresses."""

    redirects: dict[str, Redirect]  # by their URL; to what is gone too
    lost: tuple[Line, ...] = ()  # of articles of which nothing is known
    faulty: tuple[Line, ...] = ()  # of articles that are there and have errors
    moved: tuple[tuple[str, str], ...] = ()  # of articles whose pattern has changed: old and new


def inheritance(
    dead: Iterable[Line], store: Store, config: Config, bad: Collection[str], is_live: Callable[[str], bool]
) -> Inheritance:
    """The heirs of dead addresses. `bad` are the sources with errors."""
    dead = sorted(dead)
    places = store.sources.places({line.source for line in dead if line.source})
    patterns = store.recall("permalinks") or [config.permalink]
    seeker = _Seeker(store, places, bad)
    redirects: dict[str, Redirect] = {}
    lost: list[Line] = []
    faulty: list[Line] = []
    moved: list[tuple[str, str]] = []
    for url, group in groupby(dead, key=lambda line: line.url):
        lines = tuple(group)
        sourced = [line for line in lines if line.source]
        found = seeker.heir(sourced)
        if not sourced:
            redirects[url] = _of_a_list(url, redirects, config, is_live)
        elif isinstance(found, Location):
            redirects[url] = Redirect(url, found.url) if _is_published(found) else Redirect(url, "", GONE)
            if config.permalink not in patterns and _is_published(found) and _keeps_source(sourced, places):
                moved.append((url, found.url))
        else:
            (faulty if found else lost).append(sourced[-1])
    return Inheritance(redirects, tuple(lost), tuple(faulty), tuple(moved))


class _Seeker:
    """Looks for articles by what a ledger tells of them."""

    def __init__(self, store: Store, places: Mapping[str, Location], bad: Collection[str]) -> None:
        self._rows = store.rows()
        self._places = places
        self._bad = bad

    def heir(self, lines: list[Line]) -> Location | bool:
        """Where an article stands, published if it can be; else True where it is there and faulty."""
        best: Location | None = None
        for place in self._candidates(lines):
            if _is_published(place):
                return place
            best = best or place
        if any(line.source in self._bad for line in lines):
            return True
        return best or False

    def _candidates(self, lines: list[Line]) -> Iterator[Location]:
        """Where an article may stand, the surest first; what is not asked for is not looked for."""
        for line in lines:
            if line.source not in self._bad and line.source in self._places:
                yield self._places[line.source]
        if lines:
            yield from self._under("alias", lines[0].url)
        for line in lines:
            yield from self._elsewhere(line)

    def _elsewhere(self, line: Line) -> Iterator[Location]:
        """Where an article may stand that has moved to another file."""
        key, _, edition = line.key.partition(" ")
        if key:
            yield from (each for each in self._under("translation", key) if each.edition == edition)
        alike = self._under("text", line.digest) if line.digest else []
        if len(alike) == 1:
            yield alike[0]

    def _under(self, index: str, key: str) -> list[Location]:
        return _locations(self._rows, index, key)


def _locations(rows: StoredRows, index: str, key: str) -> list[Location]:
    found = (rows.shape(source, "location") for _, source in rows.between(index, (key,), "", LAST))
    return [place for place in found if place is not None]


def _is_published(place: Location) -> bool:
    return place.status is Status.PUBLISHED


def _keeps_source(lines: list[Line], places: Mapping[str, Location]) -> bool:
    """Whether an article is still in its file, so that it is the pattern that has moved its page."""
    return any(line.source in places and not line.source.startswith(PAGES) for line in lines)


def _of_a_list(
    url: str, redirects: Mapping[str, Redirect], config: Config, is_live: Callable[[str], bool]
) -> Redirect:
    """What is left of a list, a feed or a file: what a tag is called now, what its article has become."""
    folder, _, name = url.rpartition("/")
    page, rest = _renamed_tag(url, config)
    if f"{folder}/" in redirects and name:  # the feed of a live blog goes where its article goes
        page, rest = redirects[f"{folder}/"].target, name
    targets = (target for target in (f"{page}{rest}", page) if page and is_live(target))
    target = next(targets, "")
    return Redirect(url, target) if target else Redirect(url, "", GONE)


def _renamed_tag(url: str, config: Config) -> tuple[str, str]:
    """The page of what a tag is called now, where site.yaml says so, and what of the address comes after."""
    aliases = {alias: tag.slug for tag in config.tags for alias in tag.aliases}
    parts = url.split("/")
    place = 2 if parts[1] in {edition.slug for edition in config.languages} else 1
    if len(parts) < place + 3 or parts[place] != "tags" or parts[place + 1] not in aliases:
        return "", ""
    head = [*parts[: place + 1], aliases[parts[place + 1]]]
    return f"{'/'.join(head)}/", "/".join(parts[place + 2 :])

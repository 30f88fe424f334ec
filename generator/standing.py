"""What stands in the output once a build is published, before anybody has told where other addresses lead."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from zoneinfo import ZoneInfo

from generator.addresses import url as address_of
from generator.config import Config
from generator.edition import Edition
from generator.ground import Ground
from generator.hosts import hosts_of
from generator.hosts.rules_file import NAME as RULES
from generator.pages import LATE
from generator.redirects import Redirect
from generator.redirects.judging import Alias
from generator.rows import LAST
from generator.shapes import Location, Status
from generator.store import Store
from generator.store.outputs import ORPHAN
from generator.urls import output_path


class Standing:
    """The site as it is about to be published: see `redirects.judging.Site`."""

    def __init__(self, made: Edition, store: Store, config: Config) -> None:
        self._zone = ZoneInfo(config.timezone)
        self._new = {file.path for each in made.printed for file in each.staged}
        self._going = made.vanishing
        self._store = store
        self._hosts = hosts_of(config.hosting)

    def is_live(self, url: str) -> bool:
        path = output_path(url)
        return path in self._new or self._stays(path, self._store.outputs.job(path))

    def _stays(self, path: str, number: int | None) -> bool:
        """Whether a file that a job has made before will be there, whatever redirects there are."""
        if number is None or number == ORPHAN or path in self._going:
            return False
        job = self._store.jobs.get(number)
        return job is not None and job[0].kind not in LATE

    def needs_page(self, redirect: Redirect) -> bool:
        able = all(host.gone if redirect.is_gone else host.redirects for host in self._hosts)
        return not able and output_path(redirect.source).endswith(".html")

    def in_the_way(self, url: str) -> str:
        path = output_path(url)
        there = {other for other, job in self._store.outputs.in_the_way(path) if self._stays(other, job)}
        found = min(filter(None, (self._ground.holder(path), *there)), default="")
        return address_of(found) if found else ""

    @cached_property
    def _ground(self) -> Ground:
        """Where the new files lie, and the one that tells of redirects."""
        found = Ground()
        for path in sorted(self._new):
            found.take(path, path)
        if any(host.rules_file for host in self._hosts):
            found.take(RULES, RULES)
        return found

    def is_withheld(self, url: str) -> bool:
        return any(place.status is not Status.PUBLISHED for place in self._places(url))

    def _places(self, url: str) -> Iterator[Location]:
        """Where articles stand that have a URL, published or not."""
        rows = self._store.rows()
        found = (rows.shape(source, "location") for _, source in rows.between("location", (url,), "", LAST))
        return (place for place in found if place is not None)

    def place_of(self, alias: Alias) -> tuple[str, int, int]:
        article = self._store.sources.article(alias.source, self._zone)
        written = (each for each in (article.aliases if article else ()) if each.text == alias.url)
        return next(((each.path, each.line, each.column) for each in written), (alias.source, 0, 0))


class Planned(Standing):
    """The site as the next build would publish it."""

    def is_live(self, url: str) -> bool:
        if super().is_live(url) or self._store.rows().has_page(url):
            return True
        return any(place.status is Status.PUBLISHED for place in self._places(url))

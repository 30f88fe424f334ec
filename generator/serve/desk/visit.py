"""One visit to the desk: what is asked, and the addresses to which its pages lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from urllib.parse import quote
from zoneinfo import ZoneInfo

from generator.model import Article, Record
from generator.serve.desk.collaborators import Desk
from generator.serve.overlay import in_editor
from generator.shapes import Status
from generator.store import Store
from generator.theme import locate
from generator.urls import href


class Visit(Record, frozen=True):
    """A question to the desk, with the store to be read for it and the time in the zone of the site."""

    desk: Desk
    store: Store
    query: Mapping[str, str]
    now: dt.datetime
    base_path: str

    @property
    def zone(self) -> ZoneInfo:
        zone = self.now.tzinfo
        assert isinstance(zone, ZoneInfo)
        return zone

    def article(self, path: str) -> Article | None:
        return self.store.sources.article(path, self.zone)

    def view(self, url: str) -> str:
        """Where the preview shows a URL of the site."""
        return href(url, self.base_path)

    def page_of(self, source: str) -> str:
        """Where the preview shows an article; "" where it does not."""
        kept = self.store.sources.get(source)
        shown = kept and kept.emission and not kept.faulty and kept.emission.status is Status.PUBLISHED
        return self.view(kept.emission.url) if kept and kept.emission and shown else ""

    def edit(self, path: str, line: int = 0, column: int = 0) -> str:
        """The address that opens a file of the site in the editor; "" where there is none to open."""
        template = self.desk.editor
        if not template or not path:
            return ""
        template = in_editor(template, locate(self.desk.root.resolve(), path))
        return template.replace("{line}", str(line or 1)).replace("{column}", str(column or 1))


def about(path: str) -> str:
    """The desk's own page on a page, by its URL or its source."""
    return f"/_desk/page?path={quote(path, safe='/')}"

"""The editor's desk of the preview, at `/_desk/`: what there is to do, what is missing, how pages look.

It reads the store of the preview and its output, and writes nothing. Its language is English, as that of the
command line is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from generator.config import base_path
from generator.serve.desk.collaborators import Built, Desk, built
from generator.serve.desk.visit import Visit
from generator.serve.files import content_type
from generator.serve.marks import zone_of
from generator.store import Store
from generator.store.database import Opened
from generator.store.keeping import store_path
from generator.store.rows import reader

if TYPE_CHECKING:
    Room = Callable[[Visit], tuple[int, str, dict[str, Any]]]

__all__ = ["Built", "Desk", "built", "respond"]

HTML = "text/html; charset=utf-8"
_HERE = Path(__file__).parent
_FILES = {f"/_desk/{name}": name for name in ("desk.css", "desk.js")}


def respond(path: str, query: Mapping[str, str], desk: Desk) -> tuple[int, str, bytes]:
    """The answer to a path of the desk: its status, its content type, and its bytes."""
    from generator.serve.desk.rendering import render

    if path in _FILES:
        return 200, content_type(path), (_HERE / _FILES[path]).read_bytes()
    room = _room(path)
    if room is None:
        return 404, HTML, render("missing.html", {"message": "There is nothing here on the desk."})
    try:
        status, template, context = _look(room, query, desk)
    except (sqlite3.Error, msgspec.DecodeError):  # none yet, or one that is being made anew
        message = "Nothing can be read yet: the site is being built for the first time, or anew."
        return 503, HTML, render("missing.html", {"message": message})
    return status, HTML, render(template, context)


def _room(path: str) -> Room | None:
    from generator.serve.desk.closer import closer
    from generator.serve.desk.gaps import gaps
    from generator.serve.desk.overview import overview
    from generator.serve.desk.search import search

    rooms: dict[str, Room] = {
        "/_desk/": lambda visit: (200, "overview.html", overview(visit)),
        "/_desk/lists/": lambda visit: (200, "lists.html", gaps(visit)),
        "/_desk/pages": lambda visit: (200, "pages.html", search(visit)),
        "/_desk/page": closer,
    }
    return rooms.get(path)


def _look(room: Room, query: Mapping[str, str], desk: Desk) -> tuple[int, str, dict[str, Any]]:
    """Ask a room, with a connection of its own that can change nothing and holds nobody up."""
    database = store_path(desk.root, desk.output)
    with closing(reader(database)) as connection:
        store = Store(Opened(connection), database)
        below = base_path(store.rows().fact("setting", ("base_url",)) or "")
        visit = Visit(desk, store, query, desk.now().astimezone(zone_of(store)), below)
        status, template, context = room(visit)
    shared = {"home": visit.view("/"), "now": visit.now, "editor": bool(desk.editor)}
    return status, template, {**shared, **context}

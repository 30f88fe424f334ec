"""What lies below `/_broadsheet/` and `/_desk/`: the client, its questions, and the desk."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, quote

from generator.serve.answers import Answer, Asking, own, own_json, told
from generator.serve.files import content_type, name_of
from generator.serve.hosting import version_at
from generator.serve.inject import ROOM
from generator.serve.overlay import overlay
from generator.serve.preview import Preview
from generator.theme import locate

DESK = "/_desk/"
EVENTS = f"{ROOM}events"
LARGEST = 4_000_000  # bytes of a source that the overlay still looks into

_CLIENT = Path(__file__).parent / "client"
_SCRIPTS = frozenset(file.name for file in _CLIENT.iterdir() if file.suffix in (".js", ".css"))
_SHEETS = f"{ROOM}sheet/"


def respond(preview: Preview, request: Asking) -> Answer:
    """The answer to a path of the server's own, except for the stream of events."""
    path = request.path
    if path == DESK.rstrip("/"):
        return told(HTTPStatus.FOUND, "The desk has an address of its own", ("Location", DESK))
    if path.startswith(DESK):
        status, kind, body = preview.desk(path, request.query)
        return own(body, kind, status)
    if path.startswith(_SHEETS):
        return _sheet(preview, path)
    name = path.removeprefix(ROOM)
    if name in _SCRIPTS:
        return own((_CLIENT / name).read_bytes(), content_type(name))
    about = parse_qs(request.query).get("path", ["/"])[0]
    if name == "version":
        return own_json({"version": version_at(preview, about)})
    if name == "state.json":
        return own_json(preview.state(about))
    if name == "problems.json":
        return _problems(preview)
    return told(HTTPStatus.NOT_FOUND, "There is nothing here")


def _sheet(preview: Preview, path: str) -> Answer:
    """A style sheet as it would be published now. What it refers to lies beside it, as in the output."""
    name = name_of(path.removeprefix(_SHEETS.rstrip("/")))
    if name is None:
        return told(HTTPStatus.NOT_FOUND, "There is nothing here")
    sheet = preview.sheet(name) if name.endswith(".css") else None
    if sheet is not None:
        return own(sheet, content_type(name))
    target = f"{preview.base_path()}/{quote(name)}"
    return told(HTTPStatus.FOUND, "This lies in the site itself", ("Location", target))


def _problems(preview: Preview) -> Answer:
    root = preview.site.resolve()

    def file_of(path: str) -> Path:
        return locate(root, path)

    def text_of(path: str) -> str | None:
        """A source as text; None for what is not there, not text, or behind a link out of the site."""
        file = file_of(path)
        try:
            inside = path.startswith("theme/") or file.resolve().is_relative_to(root)
            if not inside or not file.is_file() or file.stat().st_size > LARGEST:
                return None
            data = file.read_bytes()
        except (OSError, ValueError):
            return None
        return None if b"\0" in data else data.decode("utf-8-sig", "replace")

    return own_json(overlay(preview.problems(), text_of, file_of, preview.editor))

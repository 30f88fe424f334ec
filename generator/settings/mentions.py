"""What `site.yaml` and `front.yaml` name without knowing it: stories and lists, with the place of the name.

Whether they exist is judged where a page is composed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from generator.data import values
from generator.data.nodes import Node
from generator.data.schema import Complaint, Decoder, Where, refine, shown, text
from generator.model import Mention

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:|//")
_AFTER_PATH = re.compile(r"[?#].*", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_CONTENT = "content/"


def _mention(judge: Callable[[str], str | Complaint]) -> Decoder[Mention]:
    """A text that `judge` puts into its proper form, with its place."""
    proper = refine(text, judge)

    def read(node: Node, where: Where) -> Mention | None:
        found = proper(node, where)
        return None if found is None else Mention(found, where.path, node.line, node.column)

    return read


def _story(written: str) -> str | Complaint:
    """A source path (`content/world/a.md`) or a URL path (`/2024/11/a/`) in its one form."""
    if _SCHEME.match(written):
        return _outside(written)
    path = _url_path(written) if written.startswith("/") else _source_path(written)
    if path.startswith(("/", _CONTENT)) and not _CONTROL.search(path):
        return path
    cure = "Write the path of its file, such as `content/world/story.md`"
    return Complaint("bad-story", f"names no article that can be on this site: {shown(written)}", cure)


def _source_path(written: str) -> str:
    """`a.md`, `./a.md` and `content/a.md` are all `content/a.md`; another folder where the path leads out."""
    path = posixpath.normpath(written.replace("\\", "/"))
    return path if path.startswith("../") else posixpath.normpath(_CONTENT + path.removeprefix(_CONTENT))


def _url_path(written: str) -> str:
    """`/a//b`, `/a/b/index.html`, `/a/b?c` and `/a/b` are all `/a/b/`."""
    path = unquote(_AFTER_PATH.sub("", written)).lstrip("/")
    plain = posixpath.normpath(f"/{path}").removesuffix("/index.html") or "/"
    return plain if plain == "/" or "." in posixpath.basename(plain) else f"{plain}/"


def _outside(written: str) -> Complaint:
    message = f"is a full address, and only stories of this site can stand here: {shown(written)}"
    try:
        path = urlsplit(written).path
    except ValueError:
        path = ""
    own = path if path.startswith("/") and path != "/" else "/2024/11/story/"
    return Complaint("bad-story", message, f"If it is one of this site, write its path, such as `{own}`")


STORY = _mention(_story)
"""An article by the path of its source, with or without `content/`, or by its URL path."""

LIST = _mention(values.slug)
"""A section, tag or series by its slug."""

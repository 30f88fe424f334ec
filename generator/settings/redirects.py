"""`redirects` of `site.yaml`, and what `aliases` of an article share with them: addresses of the site."""

from __future__ import annotations

from urllib.parse import unquote

from generator.data import values
from generator.data.nodes import Mapping, Node, Scalar, is_empty
from generator.data.schema import Complaint, Where, by_shape, line, listed, mapping_of, record, refine, shown
from generator.ground import DEEPEST, LONGEST_NAME, LONGEST_PATH, OWN, is_own, misfit
from generator.model import Mention
from generator.options import Rule
from generator.redirects import GONE, STATUSES
from generator.settings.repeated import one_or_more
from generator.urls import output_path, url_of_path

GONE_WORD = "gone"
_KNOWN = "/.well-known/"
_WORDS = tuple(str(status) for status in STATUSES)


def address(text: str) -> str | Complaint:
    """The URL of a page that was or is at a path of the site, in its one form: `/old` is `/old/`."""
    if not text.startswith("/") or text.startswith("//"):
        cure = f"Write it from the first slash on, without the name of the site: `{_path(text)}`"
        return Complaint("bad-address", f"is no path of this site: {shown(text)}", cure)
    if "?" in text or "#" in text:
        plain = text.partition("?")[0].partition("#")[0]
        message = f"has a part after `?` or `#`, which a host of files does not see: {shown(text)}"
        return Complaint("bad-address", message, f"Write `{plain}`")
    if "*" in text or "/:" in text:
        message = f"has a place for other paths, which not every host can fill: {shown(text)}"
        return Complaint("bad-address", message, "Write each path on a line of its own")
    try:
        path = unquote(text, errors="strict")
    except UnicodeDecodeError:
        path = "\0"
    parts = path.split("/")
    if not path.isprintable() or "\\" in path or "" in parts[1:-1] or {".", ".."} & set(parts):
        return Complaint("bad-address", f"cannot be asked for: {shown(text)}", "Copy it from a browser")
    if any(map(is_own, parts)) or any(part.startswith(".") for part in path.removeprefix(_KNOWN).split("/")):
        message = f"lies where files are hidden, and no page can be: {shown(text)}"
        return Complaint("bad-address", message, f"No part may begin with a dot, or end in `{OWN}`")
    url = with_slash(url_of_path(path.lstrip("/")))
    return _too_long(text) if misfit(output_path(url)) else url


def _too_long(text: str) -> Complaint:
    message = f"has a part of over {LONGEST_NAME} bytes, over {LONGEST_PATH} in all, or over {DEEPEST} parts"
    return Complaint("bad-address", f"{message}: {shown(text)}", "Write a shorter one, or leave it out")


def _path(text: str) -> str:
    """What is left of an address in full: its path."""
    return f"/{text.partition('://')[2].partition('/')[2] or text.lstrip('/')}"


def with_slash(url: str) -> str:
    """A URL as that of a page; the name of a file, which has a dot, stays. `/a/index.html` is `/a/`."""
    url = url.removesuffix("index.html") if url.endswith("/index.html") else url
    return url if url.endswith("/") or "." in url.rpartition("/")[2] else f"{url}/"


def target(text: str) -> str | Complaint:
    """Where a redirect leads: a path of the site, which may have a query and a fragment, or another site."""
    if text.startswith("/"):
        found = values.link(text)
        if isinstance(found, Complaint):
            return found
        path, mark, rest = _split(text)
        place = address(path)
        return place if isinstance(place, Complaint) else f"{place}{mark}{rest}"
    found = values.web_url(text)
    if isinstance(found, Complaint):
        cure = "Write a path of the site such as `/about/`, or `https://…`, or `gone`"
        return Complaint("bad-url", f"is nothing that a redirect can lead to: {shown(text)}", cure)
    return found


def _split(url: str) -> tuple[str, str, str]:
    place = min((at for mark in "?#" if (at := url.find(mark)) >= 0), default=len(url))
    return url[:place], url[place : place + 1], url[place + 1 :]


def _status(text: str) -> int | Complaint:
    if text in _WORDS:
        return int(text)
    message = f"is not the status of a redirect: {shown(text)}"
    return Complaint("bad-status", message, f"Write one of {listed(_WORDS)}, or nothing for `301`")


def _rule(key: Scalar, node: Node, where: Where) -> Rule | None:
    source = refine(line, address)(key, where)
    if is_empty(node):
        cure = f"Write `{key.text}: /new/`, or `{key.text}: {GONE_WORD}`"
        where.complain(key, Complaint("missing-field", "needs an address", cure))
        return None

    def make(to: str = "", status: int = 301, **_: str) -> Rule:
        to = "" if status == GONE else to
        return Rule(source or "/", to, status if to else GONE, key.line, key.column)

    def short(text: str) -> Rule | Complaint:
        found = "" if text == GONE_WORD else target(text)
        return found if isinstance(found, Complaint) else make(found)

    read = by_shape(
        f"an address, `{GONE_WORD}`, or fields",
        "Write the new address, or `to` and `status` below it",
        scalar=refine(line, short),
        mapping=record(
            make,
            () if _is_gone(node) else ("to",),
            to=refine(line, target),
            status=refine(line, _status),
            comment=line,
        ),
    )
    rule = read(node, where)
    return rule if source else None


def _is_gone(node: Node) -> bool:
    """Whether a group of fields says that nothing is left to lead to."""
    status = node.get("status") if isinstance(node, Mapping) else None
    return isinstance(status, Scalar) and status.text == str(GONE)


REDIRECTS = mapping_of(_rule)


def _of_an_article(text: str) -> str | Complaint:
    """An address of the site, but for those that tell machines of the site as a whole (RFC 8615)."""
    if f"/{unquote(text).lstrip('/')}".startswith(_KNOWN):
        message = f"is an address of the site as a whole: {shown(text)}"
        return Complaint("bad-address", message, "Write it below `redirects:` in site.yaml")
    return address(text)


def _alias(node: Node, where: Where) -> Mention | None:
    found = refine(line, _of_an_article)(node, where)
    return Mention(found, where.path, node.line, node.column) if found else None


ALIASES = one_or_more(_alias, identity=lambda alias: alias.text)
"""The addresses at which an article was, or is to be found too."""

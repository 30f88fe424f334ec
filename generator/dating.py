"""Articles without a date: dated once, on the disk, so that every later build and clone agrees.

A date is written only where the next build reads it: new bytes are decoded and parsed before they
replace the old. The least change comes first: an edit of the file as it is, then one of its text as
UTF-8, at last its fields written anew.
"""

from __future__ import annotations

import codecs
import datetime as dt
import posixpath
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import yaml

from generator.data.nodes import Mapping, Node, Scalar, Sequence, is_empty
from generator.data.tree import parse_yaml
from generator.dates import parse_date
from generator.disk import SIDECARS, write_whole
from generator.model import Article, Problem, Record, Severity
from generator.readers.encoding import decode
from generator.readers.fields import read_fields
from generator.readers.frontmatter import split

_LINE_END = re.compile("\r\n|[\r\n\u0085\u2028\u2029]")  # those that `decode` knows
_SUFFIXES = sorted(
    ("".join(letters) for suffix in SIDECARS for letters in product(*({c, c.upper()} for c in suffix))),
    reverse=True,  # of two sidecars the build reads the last
)
_Missing = dict[str, str]
"""The fields to write: names and values."""


def dated_now(article: Article, as_of: dt.datetime, timezone: str) -> Article:
    """The article with the time of the build, to the minute, as its date."""
    moment = as_of.astimezone(ZoneInfo(timezone)).replace(second=0, microsecond=0)
    return msgspec.structs.replace(article, date=moment)


def undated(article: Article) -> Problem:
    """The error of a frozen build, which writes nothing into the sources."""
    cure = "Write `date: 2024-11-11 14:30` in its front matter or sidecar, or build once without --frozen"
    return Problem(article.source, 1, 1, "no-date", "This article has no date", cure)


def note(article: Article) -> Problem:
    """What a build says of an article that it has dated."""
    where = "sidecar" if _is_raw(article) else "front matter"
    message = f"This article had no date; its {where} now says {_date_text(article)}"
    return Problem(
        article.source, 1, 1, "dated", message, "Change it there if it is not right", Severity.NOTE
    )


def write_date(root: Path, article: Article) -> Problem | None:
    """Write the date, and for raw text the slug too, where the article keeps its fields.

    The error `no-date`, with nothing written, where the next build would not read the date.
    """
    path = _sidecar(root / article.source) if _is_raw(article) else root / article.source
    values = {"date": _date_text(article)} | ({"slug": article.slug} if _is_raw(article) else {})
    try:
        data = path.read_bytes() if path.exists() else b""
        old = _read(path.name, data)
        if old is None:
            return _unwritable(article)
        missing = {name: value for name, value in values.items() if is_empty(old.get(name))}
        for new in _candidates(data, old, missing) if missing else (data,):
            if _reads_back(new, old, missing, article):
                if new != data:
                    write_whole(path.resolve(), new)
                return None
    except OSError:
        pass
    return _unwritable(article)


def _unwritable(article: Article) -> Problem:
    where = "sidecar" if _is_raw(article) else "front matter"
    message = f"This article has no date, and none could be written into its {where}"
    cure = f"Write `date: {_date_text(article)}` there by hand, and save the file as UTF-8"
    return Problem(article.source, 1, 1, "no-date", message, cure)


class _Source(Record, frozen=True):
    """A file that holds fields. `fence` is `---` or `+++`, empty without front matter."""

    name: str
    text: str
    fields: Mapping | None
    fence: str = ""
    body: str = ""

    @property
    def is_sidecar(self) -> bool:
        return _is_sidecar(self.name)

    def get(self, name: str) -> Node:
        """The value of a field, empty where it is not given."""
        return (self.fields and self.fields.get(name)) or Scalar("", True, 0, 0)


def _read(name: str, data: bytes) -> _Source | None:
    """A file as the build reads it, None where the build refuses it."""
    if _is_sidecar(name) and not data:
        return _Source(name, "", None)
    text, problems = decode(data, name)
    if _is_sidecar(name):
        node, found = parse_yaml(name, text)
        source = _Source(name, text, node if isinstance(node, Mapping) else None)
        refused = not (node is None or isinstance(node, Mapping))
    else:
        front = split(name, text)
        fence = text[:3] if front.first_line > 1 else ""
        source, found, refused = _Source(name, text, front.node, fence, front.body), front.problems, False
    if refused or any(problem.severity is Severity.ERROR for problem in (*problems, *found)):
        return None
    return source


def _reads_back(data: bytes, old: _Source, missing: _Missing, article: Article) -> bool:
    """Whether the build reads from `data` what is to be written, and all else as before."""
    new = _read(old.name, data)
    if new is None or new.fields is None or article.date is None:
        return False
    fields, _ = read_fields(new.name, new.fields, _zone(article.date))
    return (
        fields.date is not None
        and _same_moment(fields.date, article.date)
        and fields.slug == (article.slug if _is_raw(article) else _slug(old, article))
        and new.body.lstrip("\n") == old.body.lstrip("\n")
        and _others(new, missing) == _others(old, missing)
    )


def _slug(source: _Source, article: Article) -> str:
    """The slug that a source itself gives, if any."""
    return "" if is_empty(source.get("slug")) else article.slug


def _others(source: _Source, missing: _Missing) -> object:
    entries = source.fields.entries if source.fields else ()
    return [(key.text, _plain(value)) for key, value in entries if key.text not in missing]


def _plain(node: Node) -> object:
    """The texts of a node without their places."""
    match node:
        case Scalar(text=text):
            return text
        case Sequence(items=items):
            return [_plain(item) for item in items]
        case Mapping(entries=entries):
            return [(key.text, _plain(value)) for key, value in entries]


def _candidates(data: bytes, old: _Source, missing: _Missing) -> Iterator[bytes]:
    """New bytes for a file, those that change least first; not all of them can be read."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    # Bytes that are no UTF-8 go through the edit as they are.
    text = data.removeprefix(mark).decode("utf-8", "surrogateescape")
    if len(_LINE_END.findall(text)) == old.text.count("\n"):
        yield mark + _edited(text, old, missing).encode("utf-8", "surrogateescape")
    yield _edited(old.text, old, missing).encode()
    yield _rewritten(old, missing).encode()


def _edited(text: str, old: _Source, missing: _Missing) -> str:
    """`text` with the fields filled in or added; its lines and columns are those of `old.text`."""
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
    given = {key.text: key for key, _ in old.fields.entries} if old.fields else {}
    new = {name: value for name, value in missing.items() if name not in given}
    edits = [(given[name], value) for name, value in missing.items() if name in given]
    at = _offset(starts, old.fields) if old.fields else 0
    in_flow = text[at : at + 1] == "{" and old.fence != "+++"
    quoted = in_flow or old.fence == "+++"
    # From the end of the text, so that places before an edit stay true; a new field stands in front.
    for key, value in sorted(edits, key=lambda edit: (edit[0].line, edit[0].column), reverse=True):
        text = _filled(text, _offset(starts, key), key.text, _quoted(value, quoted))
    return _with_new(text, old, starts, new, in_flow) if new else text


def _filled(text: str, at: int, name: str, value: str) -> str:
    """The empty field at an offset with its value, or the same text where it is written unusually."""
    empty = re.compile(rf"""(["']?{name}["']?[ \t]*[:=])(?:[ \t]*(?:~|null|"[ \t]*"|'[ \t]*'))?""")
    found = empty.match(text, at)
    return f"{text[:at]}{found[1]} {value}{text[found.end() :]}" if found else text


def _with_new(text: str, old: _Source, starts: list[int], new: _Missing, in_flow: bool) -> str:
    """`text` with fields added in front of those that stand in it."""
    found = _LINE_END.search(text)
    end = found[0] if found else "\n"
    lines = [f"{name}: {_quoted(value, in_flow)}" for name, value in new.items()]
    if in_flow and old.fields:
        at = _offset(starts, old.fields) + 1
        return text[:at] + "".join(f"{line}, " for line in lines) + text[at:]
    if old.fence == "+++":
        lines = [f"{name} = {_quoted(value, True)}" for name, value in new.items()]
    elif old.fields and old.fields.entries:
        key = old.fields.entries[0][0]
        at = _offset(starts, key)
        return text[:at] + "".join(line + end + text[at - key.column + 1 : at] for line in lines) + text[at:]
    elif not old.fence and not old.is_sidecar:
        lines = ["---", *lines, "---", ""]
    at = starts[1] if old.fence else 0
    return text[:at] + "".join(line + end for line in lines) + text[at:]


def _rewritten(old: _Source, missing: _Missing) -> str:
    """The file with its fields as plain YAML."""
    entries = {key.text: (key, value) for key, value in old.fields.entries} if old.fields else {}
    for name, value in missing.items():
        entries[name] = Scalar(name, True, 0, 0), Scalar(value, not _is_nothing(value), 0, 0)
    events = _events(Mapping(tuple(entries.values()), 0, 0))
    stream = (yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False), *events)
    ends = (yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent())
    fields: str = yaml.emit((*stream, *ends), allow_unicode=True, width=1 << 20)
    return fields if old.is_sidecar else f"---\n{fields}---\n{old.body}"


def _events(node: Node) -> Iterator[yaml.Event]:
    match node:
        case Scalar(text=text, plain=plain):
            yield yaml.ScalarEvent(None, None, (True, True), text, style=None if plain and text else '"')
        case Sequence(items=items):
            yield yaml.SequenceStartEvent(None, None, True, flow_style=False)
            for item in items:
                yield from _events(item)
            yield yaml.SequenceEndEvent()
        case Mapping(entries=entries):
            yield yaml.MappingStartEvent(None, None, True, flow_style=False)
            for key, value in entries:
                yield from _events(key)
                yield from _events(value)
            yield yaml.MappingEndEvent()


def _offset(starts: list[int], node: Node) -> int:
    """Where a node stands in a text whose lines begin at `starts`."""
    return starts[node.line - 1] + node.column - 1


def _quoted(value: str, always: bool) -> str:
    return f'"{value}"' if always or _is_nothing(value) else value


def _is_nothing(value: str) -> bool:
    """Whether YAML reads a word as no value: the slug `null`."""
    return Scalar(value, True, 0, 0).empty


def _sidecar(path: Path) -> Path:
    """The sidecar of a raw text: the one that the build reads, or where a new one goes."""
    return next(filter(Path.exists, map(path.with_suffix, _SUFFIXES)), path.with_suffix(".yaml"))


def _is_sidecar(name: str) -> bool:
    return posixpath.splitext(name)[1].lower() in SIDECARS


def _is_raw(article: Article) -> bool:
    return article.source.endswith(".txt")


def _date_text(article: Article) -> str:
    """Local time; with its offset where a change of clocks makes it occur twice."""
    if article.date is None:
        return ""
    local = article.date.replace(tzinfo=None).isoformat(" ", "minutes")
    read = parse_date(local, _zone(article.date))
    plain = read is not None and _same_moment(read, article.date)
    return local if plain else article.date.isoformat(" ", "minutes")


def _zone(moment: dt.datetime) -> ZoneInfo:
    return moment.tzinfo if isinstance(moment.tzinfo, ZoneInfo) else ZoneInfo("UTC")


def _same_moment(one: dt.datetime, other: dt.datetime) -> bool:
    """Two datetimes of one zone compare by the clock on the wall, which shows an hour twice in autumn."""
    return one.astimezone(dt.UTC) == other.astimezone(dt.UTC)

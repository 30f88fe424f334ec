"""`front.yaml` into a `Front`. docs/front-page.md is its manual."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from generator.data import values
from generator.data.nodes import Mapping, Node, Scalar, is_empty
from generator.data.schema import (
    Complaint,
    Decoder,
    Where,
    by_shape,
    decode,
    integer,
    line,
    list_of,
    listed,
    record,
    refine,
)
from generator.data.tree import FRONT_MATTER_LIMIT, parse_yaml
from generator.dates import judge_date, parse_date
from generator.front import Banner, Block, Front, Slot, Window
from generator.model import Mention, Problem, Severity
from generator.settings.mentions import LIST, STORY
from generator.settings.repeated import one_or_more

T = TypeVar("T")
Moment = dt.datetime | None
_KINDS = ("section", "tag", "series")
_MOST_STORIES = 30  # of one block


def load_front(path: str, text: str, zone: ZoneInfo) -> tuple[Front | None, tuple[Problem, ...]]:
    """The front page that `text` holds, or None with at least one error; never an exception.

    `path` is the name of the file in the problems, and of all that the front page names. Moments without an
    offset are in `zone`; those of the result are in UTC. An empty text is a front page on which
    everything is automatic.
    """
    node, unreadable = parse_yaml(path, text, limit=FRONT_MATTER_LIMIT)
    if node is None and unreadable:
        return None, unreadable
    front, wrong = decode(_front(path, zone), node or Mapping((), 1, 1), path)
    problems = tuple(sorted((*unreadable, *wrong)))
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    return None if failed else front, problems


def _front(path: str, zone: ZoneInfo) -> Decoder[Front]:
    slots = one_or_more(_slot(zone))
    return record(
        partial(_make_front, path),
        banner=one_or_more(_banner(zone)),
        lead=slots,
        pinned=slots,
        blocks=list_of(_block(zone)),
    )


def _make_front(
    path: str,
    banner: tuple[Banner, ...] = (),
    lead: tuple[Slot, ...] = (),
    pinned: tuple[Slot, ...] = (),
    blocks: tuple[Block, ...] | None = None,
) -> Front:
    return Front(path, banner, lead, pinned, blocks)


def _timed(
    zone: ZoneInfo, make: Callable[..., T], required: tuple[str, ...] = (), /, **fields: Decoder[object]
) -> Decoder[T]:
    """A group of fields with `start` and `end` beside them, whose `end` comes after its `start`."""
    moment = refine(refine(line, partial(judge_date, zone=zone)), _in_utc)
    group = record(make, required, **fields, start=moment, end=moment)

    def read(node: Node, where: Where) -> T | None:
        found = group(node, where)
        start, end = _moment(node, "start", zone), _moment(node, "end", zone)
        if start and end and end <= start and isinstance(node, Mapping):
            message = f"is not after `{where.named('start')}`, so nothing would be shown"
            complaint = Complaint("ends-before-start", message, "Mend one of the two")
            where.inside("end").complain(node.get("end") or node, complaint)
        return found

    return read


def _moment(node: Node, name: str, zone: ZoneInfo) -> Moment:
    """What a field says of time; what is wrong with it is told elsewhere."""
    below = node.get(name) if isinstance(node, Mapping) else None
    found = parse_date(" ".join(below.text.split()), zone) if isinstance(below, Scalar) else None
    return found and _in_utc(found)


def _in_utc(moment: dt.datetime) -> dt.datetime:
    """Python compares two moments of one zone by their clocks, which go wrong when the clocks go back."""
    return moment.astimezone(dt.UTC)


def _slot(zone: ZoneInfo) -> Decoder[Slot]:
    return by_shape(
        "a story, or `story` with `start` and `end`",
        "Write the path of its file, such as `content/world/story.md`",
        scalar=refine(STORY, Slot),
        mapping=_timed(zone, _make_slot, ("story",), story=STORY),
    )


def _make_slot(story: Mention, start: Moment = None, end: Moment = None) -> Slot:
    return Slot(story, Window(start, end))


def _banner(zone: ZoneInfo) -> Decoder[Banner]:
    return by_shape(
        "a text, or `text` with `url`, `start` and `end`",
        'Write `{text: "Polls close at 22:00", url: /2024/11/election-night/}`',
        scalar=refine(line, Banner),
        mapping=_timed(zone, _make_banner, ("text",), text=line, url=_address),
    )


def _address(node: Node, where: Where) -> Mention | None:
    url = refine(line, values.link)(node, where)
    return Mention(url, where.path, node.line, node.column) if url else None


def _make_banner(text: str, url: Mention | None = None, start: Moment = None, end: Moment = None) -> Banner:
    return Banner(text, url, Window(start, end))


def _block(zone: ZoneInfo) -> Decoder[Block]:
    return by_shape(
        "the slug of a section, or fields",
        "Write `- world` or `- {tag: floods}`",
        scalar=refine(LIST, partial(Block, "section")),
        mapping=partial(_block_of_fields, zone),
    )


def _block_of_fields(zone: ZoneInfo, node: Node, where: Where) -> Block | None:
    """A group of fields, exactly one of which names a list."""
    read = _timed(
        zone,
        dict[str, Any],
        section=LIST,
        tag=LIST,
        series=LIST,
        label=line,
        stories=integer(1, _MOST_STORIES),
        pinned=one_or_more(_slot(zone)),
    )
    fields = read(node, where) or {}
    entries = node.entries if isinstance(node, Mapping) else ()
    kinds = [key for key, below in entries if key.text in _KINDS and not is_empty(below)]
    if len(kinds) != 1:
        wrong = "of two lists at once" if kinds else "that does not say which list it shows"
        cure = f"Write one of {listed(_KINDS)} with its slug"
        where.complain(kinds[1] if kinds else node, Complaint("one-list", f"has a block {wrong}", cure))
    elif kinds[0].text in fields:
        window = Window(fields.pop("start", None), fields.pop("end", None))
        return Block(kinds[0].text, fields.pop(kinds[0].text), **fields, window=window)
    return None

"""WebVTT: captions with their times (https://www.w3.org/TR/webvtt1/).

What is published is written anew from the cues: comments (`NOTE`), styles and regions are for whoever made
the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape

from generator.characters import without_controls
from generator.model import Problem, Record, Severity

_MOMENT = r"(?:(\d{2,5}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"{_MOMENT}[ \t]+-->[ \t]+{_MOMENT}(?:[ \t]+(.*))?")
_SETTING = re.compile(r"(?:vertical:(?:rl|lr)|line:[\w.%,-]+|position:[\w.%,-]+|size:[\d.]+%|align:\w+)")
_SKIPPED = ("NOTE", "STYLE", "REGION")
_LINES = re.compile(r"\r\n|\r|\n")
_TAG = re.compile(r"<([^<>]*)>")

Line = tuple[int, str]
"""A line of a file with its number."""


class Cue(Record, frozen=True, array_like=True):
    """What is shown for a while. Times are in milliseconds; `text` may hold the marks of WebVTT.

    References in it (`&#x202e;`) name no character that a text may not hold.
    """

    start: int
    end: int
    text: str
    settings: str = ""


class Captions(Record, frozen=True):
    cues: tuple[Cue, ...]
    problems: tuple[Problem, ...] = ()


def read_captions(path: str, text: str) -> Captions:
    """The cues of a file, with a warning at each that cannot be shown. A file without any is of no use."""
    lines = list(enumerate(_LINES.split(text.removeprefix("\ufeff")), 1))
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0][1]):
        cure = "Write `WEBVTT` into the first line, then an empty line"
        return Captions((), (_warning(path, 1, "These are no captions in WebVTT", cure),))
    cues: list[Cue] = []
    problems: list[Problem] = []
    for block in _blocks(lines[1:]):
        found = _cue(path, block, cues[-1].start if cues else 0)
        if isinstance(found, Cue):
            cues.append(found)
        elif found:
            problems.append(found)
    if not cues and not problems:
        cure = "Write a line such as `00:01.000 --> 00:04.000`, and below it what is said"
        problems.append(_warning(path, 1, "There are no captions in this file", cure))
    return Captions(tuple(cues), tuple(problems))


def write_captions(cues: Iterable[Cue]) -> str:
    return "\n".join(("WEBVTT\n", *map(_written, cues)))


def clock(milliseconds: int) -> str:
    """`01:02:03.004`."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _written(cue: Cue) -> str:
    settings = f" {cue.settings}" if cue.settings else ""
    return f"{clock(cue.start)} --> {clock(cue.end)}{settings}\n{cue.text}\n"


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines between empty ones. A line of times begins a cue even where the empty line is missing."""
    block: list[Line] = []
    for number, line in lines:
        timed = "-->" in line and any("-->" in before for _, before in block)
        if block and (not line.strip() or timed):
            yield block
            block = []
        if line.strip():
            block.append((number, line))
    if block:
        yield block


def _cue(path: str, block: list[Line], after: int) -> Cue | Problem | None:
    at = next((place for place, (_, line) in enumerate(block) if "-->" in line), None)
    if at is None or at > 1:
        known = block[0][1].split(maxsplit=1)[0] in _SKIPPED or not after
        cure = "Write the times of the cue before it, or begin the block with `NOTE`"
        return None if known else _warning(path, block[0][0], "This text has no times", cure)
    number, written = block[at]
    times = _TIMES.fullmatch(written.strip())
    if times is None:
        cure = "Write `00:01.000 --> 00:04.000`, with three digits after each point"
        return _warning(path, number, f"These times cannot be read: `{written.strip()[:60]}`", cure)
    start, end = _milliseconds(times.groups()[:4]), _milliseconds(times.groups()[4:8])
    text = "\n".join(filter(None, (_sound(line) for _, line in block[at + 1 :])))
    if end <= start or start < after:
        message = "This cue ends before it begins" if end <= start else "This cue begins before the last one"
        return _warning(path, number, message, "Put the cues into the order of time")
    settings = " ".join(filter(_SETTING.fullmatch, (times[9] or "").split()))
    return Cue(start, end, text, settings) if text else None


def _sound(line: str) -> str:
    """A line of text with its characters as themselves, and no sign `<` but those of marks."""
    pieces = _TAG.split(line)
    pieces[::2] = map(_plain, pieces[::2])
    pieces[1::2] = (f"<{_plain(mark).rstrip('-')}>" for mark in pieces[1::2])  # `-->` would be times
    return "".join(pieces).strip()


def _plain(text: str) -> str:
    # A line that ends where `&#10;` stands would end the cue.
    said = _LINES.sub(" ", unescape(text))
    return escape(without_controls(said), quote=False)


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _warning(path: str, line: int, message: str, cure: str) -> Problem:
    return Problem(path, line, 1, "bad-captions", message, cure, Severity.WARNING)

"""Bytes to text: encodings, line endings and control characters, for every kind of source."""

from __future__ import annotations

import codecs
import re

from generator.characters import CONTROL, balanced, is_sound, left_out, without_controls
from generator.model import Problem, Severity

_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture or a sound"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a Word document or another ZIP file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf", "a 7-Zip file"),
)
# The longer marks first: the mark of UTF-32 begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_ENDS = ("\r\n", "\r", "\u0085", "\u2028", "\u2029")
_SPACING = ("\v", "\f")  # line and page breaks inside a paragraph: they part words
_BLANK = " \t\n\u00a0\u3000\ufeff\u200b"
_SAVE_AS_UTF8 = "Save the file as UTF-8"
_PASTE_TEXT = "Open it in its own program, copy the words, and save them as a plain text file"

_Decoded = tuple[str, tuple[Problem, ...]]


def decode(data: bytes, path: str) -> _Decoded:
    """The text of a source, with LF line endings, and what a person should know about its encoding.

    UTF-8, UTF-16 and UTF-32 as their byte order mark says; without one UTF-8, UTF-16 where its zero
    bytes show it, else Windows-1252 (a warning). Errors, with empty text: `binary-file`, `empty-file`.
    """
    if kind := _binary_kind(data):
        return "", (_problem(path, 0, "binary-file", f"This is {kind}, not text", _PASTE_TEXT),)
    raw, problems = _characters(data, path)
    text = _in_lines(raw)
    controls = 0 if is_sound(text) else len(CONTROL.findall(text))
    if controls > 4 and controls * 50 > len(text):
        kind = "data with control characters"
        return "", (_problem(path, 0, "binary-file", f"This is {kind}, not text", _PASTE_TEXT),)
    clean, notes = _without_controls(text, path) if controls else (text, ())
    if not clean.strip(_BLANK):
        cure = "Write the article into it, or remove the file"
        return "", (_problem(path, 0, "empty-file", "The file holds no text", cure),)
    return clean, (*problems, *notes)


def _in_lines(text: str) -> str:
    # Characters that do not occur cost nothing this way, which is not so of one table or pattern for all.
    for line_end in _LINE_ENDS:
        text = text.replace(line_end, "\n")
    for space in _SPACING:
        text = text.replace(space, " ")
    return balanced(text)


def _binary_kind(data: bytes) -> str:
    """What a file that is no text seems to be; empty for text."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if b"\0" not in data or any(data.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS):
        return ""
    return "" if _unmarked_utf16(data) else "a binary file"


def _unmarked_utf16(data: bytes) -> str:
    """The UTF-16 byte order that the zero bytes of `data` show, or empty.

    Spaces, line ends and Latin letters have one zero byte, always on the same side.
    """
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) % 2 or bool(even) == bool(odd) or (even + odd) * 20 < len(data):
        return ""
    codec = "utf-16-be" if even else "utf-16-le"
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return ""
    return codec


def _characters(data: bytes, path: str) -> _Decoded:
    for mark, codec in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], codec, path)
    if codec := _unmarked_utf16(data) if b"\0" in data else "":
        message = "The file does not say its encoding and was read as UTF-16"
        return data.decode(codec), (_guess(path, 1, message),)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _guessed(data, _line_at(data, error.start), path)


def _marked(data: bytes, codec: str, path: str) -> _Decoded:
    try:
        return data.decode(codec), ()
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(codec, "replace").count("\n") + 1
        return data.decode(codec, "replace"), (_damaged(path, line),)


def _guessed(data: bytes, line: int, path: str) -> _Decoded:
    """Damaged UTF-8 where most letters beyond ASCII are right, else Windows-1252."""
    utf8 = data.decode("utf-8", "replace")
    wrong = utf8.count("\ufffd")
    right = sum(not char.isascii() for char in utf8) - wrong
    if right > 2 * wrong:
        return utf8, (_damaged(path, line),)
    message = "The file is not UTF-8 and was read as Windows-1252 (Western European)"
    return data.decode("cp1252", "replace"), (_guess(path, line, message),)


def _without_controls(text: str, path: str) -> _Decoded:
    lines = text.split("\n")
    notes = []
    for number, line in enumerate(lines, 1):
        if found := CONTROL.search(line):
            lines[number - 1] = without_controls(line)
            notes.append(left_out(path, number, found.start() + 1, found[0]))
    return "\n".join(lines), tuple(notes)


def _line_at(data: bytes, offset: int) -> int:
    return len(re.findall(rb"\r\n|\r|\n", data[:offset])) + 1


def _guess(path: str, line: int, message: str) -> Problem:
    cure = f"Look whether its letters are right. {_SAVE_AS_UTF8}, which needs no guess"
    return _problem(path, line, "guessed-encoding", message, cure, Severity.WARNING)


def _damaged(path: str, line: int) -> Problem:
    message = "Some bytes cannot be read, from this line on, and show as \ufffd"
    cure = f"Write these letters again. {_SAVE_AS_UTF8}"
    return _problem(path, line, "damaged-encoding", message, cure, Severity.WARNING)


def _problem(
    path: str, line: int, rule: str, message: str, cure: str, severity: Severity = Severity.ERROR
) -> Problem:
    return Problem(path, line, 1 if line else 0, rule, message, cure, severity)

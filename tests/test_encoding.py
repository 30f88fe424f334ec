"""Bytes to text: every encoding gives the same words, and a file that is no text says so."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.characters import CONTROL, is_sound
from generator.model import Severity
from generator.readers.encoding import decode

STORY = "Café “Київ”\n\nA second line – and more.\n"
WESTERN = "Café “Paris”\n\nA second line – 5 € and more.\n"


@pytest.mark.parametrize(
    "data",
    [
        STORY.encode(),
        codecs.BOM_UTF8 + STORY.encode(),
        codecs.BOM_UTF16_LE + STORY.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + STORY.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + STORY.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + STORY.encode("utf-32-be"),
    ],
)
def test_an_encoding_that_names_itself_is_no_problem(data: bytes) -> None:
    assert decode(data, "a.txt") == (STORY, ())


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_a_guess(codec: str) -> None:
    text, (problem,) = decode(STORY.encode(codec), "a.txt")
    assert text == STORY
    assert (problem.rule, problem.severity) == ("guessed-encoding", Severity.WARNING)


def test_windows_1252_is_a_guess_with_its_line() -> None:
    text, (problem,) = decode(("Plain headline\r\n\r\n" + WESTERN).encode("cp1252"), "a.txt")
    assert text == "Plain headline\n\n" + WESTERN
    assert (problem.rule, problem.severity, problem.line) == ("guessed-encoding", Severity.WARNING, 3)
    assert "Windows-1252" in problem.message and "UTF-8" in problem.cure


def test_a_wrong_byte_does_not_spoil_utf8() -> None:
    text, (problem,) = decode("Київ\nУкраїна ".encode() + b"\x92", "a.txt")
    assert text == "Київ\nУкраїна \ufffd"
    assert (problem.rule, problem.line) == ("damaged-encoding", 2)


def test_a_cut_utf16_file_is_damaged() -> None:
    text, (problem,) = decode(codecs.BOM_UTF16_LE + "One\nTwo".encode("utf-16-le")[:-1], "a.txt")
    assert text.startswith("One\nTw")
    assert (problem.rule, problem.line) == ("damaged-encoding", 2)


def test_a_text_is_sound_unless_it_holds_a_control_character() -> None:
    assert all(is_sound(chr(number)) is not bool(CONTROL.match(chr(number))) for number in range(0x110000))


@pytest.mark.parametrize("data", [b"", b"  \r\n\t ", codecs.BOM_UTF8, "\u200b\n".encode(), b"\x07"])
def test_an_empty_file(data: bytes) -> None:
    text, (problem,) = decode(data, "a.txt")
    assert (text, problem.rule, problem.severity, problem.line) == ("", "empty-file", Severity.ERROR, 0)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(64)), "PNG"),
        (b"%PDF-1.7 text", "PDF"),
        (b"PK\x03\x04word/document.xml", "Word"),
        (b"{\\rtf1 Hello}", "RTF"),
        (b"\x7fELF\x02\x01\x01\0\0\0\x03\0>\0", "binary"),
        (b"abc\x01\x02\x03\x04\x05\x06", "control"),
    ],
)
def test_a_binary_file(data: bytes, kind: str) -> None:
    text, (problem,) = decode(data, "a.txt")
    assert (text, problem.rule, problem.severity) == ("", "binary-file", Severity.ERROR)
    assert kind in problem.message


def test_control_characters_go_with_a_note_for_each_line() -> None:
    data = (
        "Head\x07line\n\nA tab\tstays\x0band a break parts.\n" + "More text. " * 9 + "x\x1b\x9by"
    ).encode()
    text, problems = decode(data, "a.txt")
    assert text.split("\n")[0] == "Headline"
    assert "tab\tstays and a break" in text
    assert text.endswith("xy")
    assert [(p.rule, p.line, p.column, p.severity) for p in problems] == [
        ("control-character", 1, 5, Severity.NOTE),
        ("control-character", 4, 101, Severity.NOTE),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085"])
def test_line_ends_are_one(end: str) -> None:
    assert decode(end.join(("one", "", "two")).encode(), "a.txt") == ("one\n\ntwo", ())


@given(st.binary(max_size=300))
def test_any_bytes_give_clean_text_or_an_error(data: bytes) -> None:
    text, problems = decode(data, "a.txt")
    assert text or any(problem.severity is Severity.ERROR for problem in problems)
    assert not set(text) & {*map(chr, range(9)), *map(chr, range(11, 32)), "\x7f", "\u2028"}
    text.encode()


def test_no_control_character_and_no_noncharacter_gets_through() -> None:
    wanted = "\t\n\v\f\r\u0085"
    controls = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in wanted]
    planes = [chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)]
    for char in (*controls, *planes, "\ufdd0", "\ufdef"):
        text, problems = decode(f"Some words {char}and more of them".encode(), "a.txt")
        if char == "\0":
            assert [problem.rule for problem in problems] == ["binary-file"]
        else:
            assert text == "Some words and more of them", hex(ord(char))
            assert [problem.rule for problem in problems] == ["control-character"]

"""What is read from the bytes of recordings, and what of them is published."""

from __future__ import annotations

import io
import struct
import tracemalloc
from pathlib import Path

import pytest
import tapes
from hypothesis import given, settings
from hypothesis import strategies as st
from tapes import MAKERS, PICTURE, SECRET, SOUND, element

from generator.output import Stage
from generator.placing import bring
from generator.recordings.examination import Examined, examine
from generator.recordings.pieces import Bytes, Edit, Span, Unusable, chunks, edited, length
from generator.recordings.track import Track
from generator.stock.recordings import measure
from generator.tape import pour

TRACKS = {
    "a.mp3": Track("audio/mpeg", 77 * 1152 / 44100),
    "a.wav": Track("audio/wav", 1.0),
    "a.flac": Track("audio/flac", 2.0),
    "a.opus": Track("audio/ogg", 3.0),
    "a.mp4": Track("video/mp4", 10.0, 640, 360),
    "a.mov": Track("video/quicktime", 10.0, 640, 360),
    "a.m4a": Track("audio/mp4", 10.0),
    "a.webm": Track("video/webm", 4.0, 640, 360),
}


def look(data: bytes, name: str = "a.mp3") -> Examined:
    return examine(name, Bytes(io.BytesIO(data)))


def published(data: bytes, name: str) -> bytes:
    source = Bytes(io.BytesIO(data))
    found = examine(name, source)
    made = b"".join(chunks(found.pieces, source))
    assert len(made) == length(found.pieces)
    return made


@pytest.mark.parametrize("name", MAKERS)
def test_what_is_told_of_a_recording(name: str) -> None:
    found = look(MAKERS[name](), name).track
    assert (found.type, found.width, found.height) == (
        TRACKS[name].type,
        TRACKS[name].width,
        TRACKS[name].height,
    )
    assert found.seconds == pytest.approx(TRACKS[name].seconds)


@pytest.mark.parametrize("name", MAKERS)
def test_nothing_published_tells_of_the_maker(name: str) -> None:
    """Times and codes of makers are the four letters alone."""
    data = MAKERS[name]()
    assert data.count(b"SECR") >= 2
    made = published(data, name)
    assert b"SECR" not in made
    assert SECRET[8:] not in made


@pytest.mark.parametrize("name", MAKERS)
def test_the_sound_and_the_picture_stay(name: str) -> None:
    """What is published can be read like what came in, and cleaning it once more changes nothing."""
    made = published(MAKERS[name](), name)
    assert look(made, name).track == look(MAKERS[name](), name).track
    assert published(made, name) == made
    if name == "a.mp3":
        assert made.count(b"\xff\xfb\x90\xc0") == 77
    else:
        assert made.count(b"<the ") == MAKERS[name]().count(b"<the ") > 0
        assert len(made) == len(MAKERS[name]())


def test_what_lies_in_a_film_keeps_its_place() -> None:
    data = tapes.mp4()
    made = published(data, "a.mp4")
    assert made.find(PICTURE) == data.find(PICTURE) >= 0
    assert made.find(SOUND) == data.find(SOUND) >= 0
    assert made[made.find(PICTURE) + len(PICTURE) :][: len(SECRET)] == bytes(len(SECRET))


def test_a_film_on_its_side_is_as_wide_as_it_is_shown() -> None:
    found = look(tapes.mp4(turned=True), "a.mp4").track
    assert (found.width, found.height) == (360, 640)


def test_a_podcast_keeps_its_title_and_its_chapters() -> None:
    made = published(tapes.mp3(), "a.mp3")
    tag = made[: made.find(b"\xff\xfb")]
    assert b"Spring tide" in tag
    assert b"First" in tag and b"All" in tag
    assert all(name in tag for name in (b"TIT2", b"CTOC", b"CHAP"))
    assert not any(name in tag for name in (b"APIC", b"COMM", b"PRIV", b"GEOB", b"TXXX"))


def test_a_tag_that_is_not_plainly_written_is_left_out() -> None:
    data = bytearray(tapes.mp3())
    data[5] = 0x80  # unsynchronised
    assert published(bytes(data), "a.mp3").startswith(b"\xff\xfb")


def test_pages_of_ogg_have_true_sums() -> None:
    made = published(tapes.ogg(comments=120), "a.ogg")
    starts = [at for at in range(len(made)) if made[at : at + 5] == b"OggS\0"]
    assert len(starts) >= 5
    for start, end in zip(starts, [*starts[1:], len(made)], strict=True):
        page = bytearray(made[start:end])
        told = int.from_bytes(page[22:26], "little")
        page[22:26] = bytes(4)
        assert tapes.ogg_sum(page) == told
    assert b"SECRET" not in made


def test_streams_of_ogg_that_follow_each_other_are_one_recording() -> None:
    """As radios send them: each begins anew, under the same number."""
    assert look(tapes.ogg() * 2, "a.ogg").track.seconds == 2 * look(tapes.ogg(), "a.ogg").track.seconds
    assert b"SECRET" not in published(tapes.ogg() * 2, "a.ogg")


def test_a_film_that_a_browser_has_recorded() -> None:
    data = tapes.webm(endless=True)
    assert look(data, "a.webm").track.seconds == 4.0
    assert b"SECRET" not in published(data, "a.webm")


CUT = "is cut short"


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.mp3", "is empty"),
        (b"<html>not a recording</html>" * 50, "a.mp3", "holds no sound or film"),
        (tapes.wav(), "a.mp3", "is a WAV by its bytes"),
        (tapes.mp4(), "a.m4a", "is an MP4 by its bytes"),
        (tapes.mp4()[:900], "a.mp4", CUT),
        (tapes.mp4()[: tapes.mp4().find(b"moov") - 4], "a.mp4", "lacks its table of contents"),
        (tapes.webm()[:200], "a.webm", CUT),
        (tapes.wav()[:3000], "a.wav", CUT),
        (tapes.flac()[:100], "a.flac", CUT),
        (tapes.ogg()[:500], "a.ogg", CUT),
        (tapes.ogg()[: tapes.ogg().find(b"OggS", 4)], "a.ogg", CUT),
        (tapes.ogg()[tapes.ogg().find(b"OggS", 4) :], "a.ogg", "lacks the beginning of a stream"),
        (tapes.ogg() + b"<the tag of another program>", "a.ogg", "something else behind its sound"),
        (tapes.webm().replace(b"webm", b"mkv\0"), "a.webm", "no WebM"),
        (tapes.webm().replace(element(0x83, b"\2"), element(0x83, b"\x11")), "a.webm", "track of data"),
        (tapes.mp4() + tapes.box(b"moof", b""), "a.mp4", "track of data between its fragments"),
        (tapes.mp4().replace(b"url \0\0\0\1", b"url \0\0\0\0"), "a.mp4", "from another file"),
        (tapes.ogg().replace(b"OpusHead", b"\x80theora_"), "a.ogg", "something else than Vorbis or Opus"),
        (b"RIFF\4\0\0\0WAVE", "a.wav", "holds no sound"),
        (tapes.box(b"ftyp", b"isom") + struct.pack(">I", 3) + b"moov", "a.mp4", "damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_published_says_why(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(Unusable, match=reason):
        look(data, name)


@settings(max_examples=150)
@given(st.sampled_from(sorted(MAKERS)), st.data())
def test_no_bytes_bring_a_reader_down(name: str, data: st.DataObject) -> None:
    """A file with some bytes changed is published without its secrets, or refused."""
    whole = bytearray(MAKERS[name]())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, min(len(whole), 4000) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(whole)))
    for one in (bytes(whole), bytes(whole[:end])):
        try:
            published(one, name)
        except Unusable as reason:
            assert str(reason)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20), st.booleans())))
def test_edits_keep_the_length_of_a_file(places: list[tuple[int, int, bool]]) -> None:
    data = bytes(range(1, 81))
    edits = [Edit(start, start + size, b"\xff" * size if full else b"") for start, size, full in places]
    made = b"".join(chunks(edited(80, edits), Bytes(io.BytesIO(data))))
    touched = {at for start, size, _ in places for at in range(start, start + size)}
    assert len(made) == 80
    assert all(made[at] == data[at] for at in range(80) if at not in touched)
    assert all(made[at] in (0, 255) for at in touched)


def test_pieces_are_spans_and_edits() -> None:
    assert edited(10, ()) == (Span(0, 10),)
    assert edited(10, (Edit(0, 10),)) == (Edit(0, 10),)


def test_a_large_recording_never_lies_in_memory(tmp_path: Path) -> None:
    size = 64 << 20
    head = tapes.wav()[:36] + b"data" + struct.pack("<I", size)
    (tmp_path / "content").mkdir()
    with (tmp_path / "content" / "long.wav").open("wb") as file:
        file.write(head[:4] + struct.pack("<I", len(head) + size - 8) + head[8:])
        file.truncate(len(head) + size)
    tracemalloc.start()
    found = measure("content/long.wav", tmp_path)
    with Stage(tmp_path / "public") as stage:
        staged = stage.pour("long.wav", pour(tmp_path, "content/long.wav"))
        bring(str(stage.output), [staged.path], ())
        again = stage.pour("long.wav", pour(tmp_path, "content/long.wav"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.problems == ()
    assert (staged.size, staged.changed) == (len(head) + size, True)
    assert (again.digest, again.changed) == (staged.digest, False)
    assert most < 16 << 20


def tagged(version: int, *frames: bytes) -> bytes:
    """Frames of sound behind an ID3v2 tag of a version."""
    body = b"".join(frames)
    size = bytes((len(body) >> 21 & 127, len(body) >> 14 & 127, len(body) >> 7 & 127, len(body) & 127))
    return b"ID3" + bytes((version, 0, 0)) + size + body + (b"\xff\xfb\x90\xc0" + bytes(413)) * 9


def frame(name: bytes, data: bytes, flags: bytes = b"\0\0") -> bytes:
    return name + len(data).to_bytes(4, "big") + flags + data


TITLE = frame(b"TIT2", b"\0Spring tide")


@pytest.mark.parametrize("version", [3, 4])
def test_both_kinds_of_tags_keep_the_title(version: int) -> None:
    made = published(tagged(version, TITLE, frame(b"COMM", b"\0eng\0" + SECRET)), "a.mp3")
    assert made.startswith(b"ID3" + bytes((version,)))
    assert TITLE in made
    assert b"SECR" not in made


@pytest.mark.parametrize(
    "broken",
    [
        frame(b"CHAP", b"one without an end"),
        frame(b"CTOC", b"toc\0\3\2one\0two"),
        frame(b"TIT3", b"\0packed", b"\0\x08"),
        frame(b"TIT3", b"\0longer than its tag")[:-3],
        b"TIT",
    ],
    ids=["a chapter", "a table of chapters", "compressed", "cut short", "half a head"],
)
def test_a_frame_that_cannot_be_read_is_left_out_with_what_follows_it(broken: bytes) -> None:
    made = published(tagged(3, TITLE, broken), "a.mp3")
    assert made == published(tagged(3, TITLE), "a.mp3")


@pytest.mark.parametrize("data", [tagged(3, frame(b"COMM", SECRET)), tagged(2, b"TT2"), tagged(3)])
def test_a_tag_with_nothing_to_keep_is_left_out(data: bytes) -> None:
    assert published(data, "a.mp3").startswith(b"\xff\xfb")

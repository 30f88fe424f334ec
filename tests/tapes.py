"""Small recordings in every container, made by hand, each with `SECRET` wherever a device could write it."""

from __future__ import annotations

import io
import struct
import wave
from collections.abc import Callable

SECRET = b"SECRET+52.2053+000.1218/"
"""A place and a name that no published file may hold."""

SOUND = b"<the sound itself>" * 40
PICTURE = b"<the picture itself>" * 40


def mp3(seconds: int = 2, title: bytes = b"Spring tide") -> bytes:
    """Frames of 128 kbit/s at 44.1 kHz between an ID3v2.3 tag and the tags of three other programs."""
    frames = b"".join((b"\xff\xfb\x90\xc0" + bytes(413)) for _ in range(seconds * 44100 // 1152 + 1))
    chapter = b"one\0" + struct.pack(">4I", 0, 1000, 0, 0) + _id3(b"TIT2", b"\0First") + _id3(b"APIC", SECRET)
    tag = b"".join((
        _id3(b"TIT2", b"\0" + title),
        _id3(b"COMM", b"\0eng\0" + SECRET),
        _id3(b"GEOB", SECRET),
        _id3(b"PRIV", SECRET),
        _id3(b"APIC", b"\0image/jpeg\0\3\0" + SECRET),
        _id3(b"TXXX", b"\0place\0" + SECRET),
        _id3(b"CTOC", b"toc\0\3\1one\0" + _id3(b"TIT2", b"\0All")),
        _id3(b"CHAP", chapter),
    ))  # fmt: skip
    size = len(tag)
    head = b"ID3\3\0\0" + bytes((size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127))
    ape = b"APETAGEX" + SECRET + b"APETAGEX" + bytes(24)
    return head + tag + frames + ape + b"TAG" + SECRET.ljust(125, b"\0")


def _id3(name: bytes, data: bytes) -> bytes:
    return name + struct.pack(">I", len(data)) + b"\0\0" + data


def wav(seconds: int = 1) -> bytes:
    """Eight thousand samples a second, with a `LIST` before the sound and a `bext` behind it."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 1, 8000, 0, "NONE", ""))
        file.writeframes(SOUND.ljust(8000 * seconds, b"\x80"))
    data = out.getvalue()
    before, after = _chunk(b"LIST", b"INFOIART" + SECRET), _chunk(b"bext", SECRET)
    whole = data[12:36] + before + data[36:] + after
    return b"RIFF" + struct.pack("<I", len(whole) + 4) + b"WAVE" + whole


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)


def flac() -> bytes:
    rate, samples = 44100, 88200
    info = bytes(10) + (rate << 44 | samples).to_bytes(8, "big") + bytes(16)
    blocks = ((0, info), (4, SECRET), (6, SECRET), (0x82, SECRET))
    return (
        b"fLaC" + b"".join(bytes((kind,)) + len(data).to_bytes(3, "big") + data for kind, data in blocks)
    ) + b"\xff\xf8" + SOUND  # fmt: skip


def ogg(comments: int = 1) -> bytes:
    """Opus; with many comments their packet goes over several pages."""
    head = b"OpusHead\1\1" + struct.pack("<HIH", 312, 48000, 0) + b"\0"
    told = (b"LOCATION=" + SECRET).ljust(900, b".")
    tags = b"OpusTags" + struct.pack("<I", 6) + b"SECRET" + struct.pack("<I", comments)
    tags += b"".join(struct.pack("<I", len(told)) + told for _ in range(comments))
    pages = [(2, 0, head, True)]
    parts = [tags[at : at + 255 * 200] for at in range(0, len(tags), 255 * 200)]
    pages += [(1 if at else 0, 0, part, at == len(parts) - 1) for at, part in enumerate(parts)]
    pages.append((4, 48000 * 3 + 312, SOUND[:600], True))
    return b"".join(_page(number, *page) for number, page in enumerate(pages))


def _page(number: int, flags: int, granule: int, data: bytes, ends: bool) -> bytes:
    sizes = [255] * (len(data) // 255) + ([len(data) % 255] if ends else [])
    head = b"OggS\0" + bytes((flags,)) + struct.pack("<QIII", granule, 7, number, 0) + bytes((len(sizes),))
    page = bytearray(head + bytes(sizes) + data)
    page[22:26] = ogg_sum(page).to_bytes(4, "little")
    return bytes(page)


def ogg_sum(page: bytes | bytearray) -> int:
    """The checksum of a page, bit by bit (RFC 3533, section 6)."""
    rest = 0
    for byte in page:
        rest ^= byte << 24
        for _ in range(8):
            rest = (rest << 1 ^ 0x04C11DB7 if rest >> 31 else rest << 1) & 0xFFFFFFFF
    return rest


def box(kind: bytes, *parts: bytes) -> bytes:
    data = b"".join(parts)
    return struct.pack(">I", len(data) + 8) + kind + data


def mp4(film: bool = True, brand: bytes = b"isom", turned: bool = False, telemetry: bool = True) -> bytes:
    """A film of ten seconds, 640 × 360, whose index stands behind its samples."""
    mdat = box(b"mdat", PICTURE, SECRET, SOUND)
    first = box(b"ftyp", brand, b"\0\0\2\0", brand) + box(b"free", SECRET)
    at = len(first) + 8
    tracks = []
    if film:
        tracks.append(_track(b"vide", _picture_entry(), at, len(PICTURE), b"vmhd", turned))
    if telemetry:
        tracks.append(_track(b"meta", box(b"gpmd", bytes(8)), at + len(PICTURE), len(SECRET), b"nmhd"))
    sound = box(b"mp4a", bytes(6), b"\0\1", bytes(4), b"SECR", bytes(12))
    tracks.append(_track(b"soun", sound, at + len(PICTURE) + len(SECRET), len(SOUND), b"smhd"))
    xyz = box(b"udta", box(b"\xa9xyz", b"\0\x1b\x15\xc7" + SECRET), box(b"meta", SECRET))
    mvhd = box(b"mvhd", bytes(4), b"SECRSECR", struct.pack(">2I", 1000, 10_000), bytes(80))
    moov = box(b"moov", mvhd, *tracks, xyz, box(b"meta", SECRET), box(b"uuid", SECRET))
    return first + mdat + moov + box(b"uuid", bytes(16), SECRET) + box(b"sefd", SECRET)


def _picture_entry() -> bytes:
    name = b"\x17" + SECRET[:23]
    return box(
        b"avc1", bytes(6), b"\0\1", bytes(4), b"SECR", bytes(8), struct.pack(">2H", 640, 360),
        b"\0\x48\0\0\0\x48\0\0", bytes(4), b"\0\1", name.ljust(32, b"\0"), b"\0\x18\xff\xff",
    )  # fmt: skip


def _track(
    handler: bytes, entry: bytes, offset: int, size: int, header: bytes, turned: bool = False
) -> bytes:
    """One chunk of one sample."""
    across = (0, 0x10000, 0, -0x10000, 0) if turned else (0x10000, 0, 0, 0, 0x10000)
    matrix = struct.pack(">9i", *across[:2], 0, *across[3:], 0, 0, 0, 0x40000000)
    sides = struct.pack(">2I", 640 << 16, 360 << 16) if handler == b"vide" else bytes(8)
    tkhd = box(b"tkhd", b"\0\0\0\7", b"SECRSECR", bytes(28), matrix, sides)
    hdlr = box(b"hdlr", bytes(8), handler, b"SECR", bytes(8), SECRET + b"\0")
    tables = box(
        b"stbl",
        box(b"stsd", bytes(4), b"\0\0\0\1", entry),
        box(b"stts", bytes(4), struct.pack(">3I", 1, 1, 10_000)),
        box(b"stsc", bytes(4), struct.pack(">4I", 1, 1, 1, 1)),
        box(b"stsz", bytes(4), struct.pack(">2I", size, 1)),
        box(b"stco", bytes(4), struct.pack(">2I", 1, offset)),
    )
    dref = box(b"dref", bytes(4), b"\0\0\0\1", box(b"url ", b"\0\0\0\1", SECRET))
    minf = box(b"minf", box(header, bytes(12)), box(b"dinf", dref), tables)
    mdhd = box(b"mdhd", bytes(4), b"SECRSECR", struct.pack(">2I", 1000, 10_000), bytes(4))
    return box(b"trak", tkhd, box(b"mdia", mdhd, hdlr, minf), box(b"udta", SECRET))


def element(name: int, *parts: bytes) -> bytes:
    data = b"".join(parts)
    return _name(name) + (len(data) | 1 << 56).to_bytes(8, "big") + data


def _name(name: int) -> bytes:
    return name.to_bytes((name.bit_length() + 7) // 8, "big")


def webm(endless: bool = False) -> bytes:
    """A film of four seconds, 640 × 360; endless as a browser records it, without its length."""
    seeks = [
        element(0x4DBB, element(0x53AB, _name(name)), element(0x53AC, b"\0"))
        for name in (0x1254C367, 0x1549A966)
    ]
    info = element(
        0x1549A966, element(0x2AD7B1, (1_000_000).to_bytes(3, "big")),
        b"" if endless else element(0x4489, struct.pack(">d", 4000.0)),
        element(0x4D80, b"muxer"), element(0x5741, SECRET), element(0x7BA9, SECRET),
        element(0x4461, bytes(8)),
    )  # fmt: skip
    video = element(0xE0, element(0xB0, b"\2\x80"), element(0xBA, b"\1\x68"))
    tracks = element(
        0x1654AE6B,
        element(0xAE, element(0xD7, b"\1"), element(0x83, b"\1"), element(0x536E, SECRET), video),
        element(0xAE, element(0xD7, b"\2"), element(0x83, b"\2")),
    )
    blocks = element(0xE7, (4000).to_bytes(2, "big")) + element(0xA3, PICTURE)
    cluster = (
        _name(0x1F43B675) + (b"\xff" if endless else (len(blocks) | 1 << 56).to_bytes(8, "big")) + blocks
    )
    tags = element(0x1254C367, SECRET) + element(0x1941A469, SECRET) + element(0x1043A770, SECRET)
    body = b"".join((element(0x114D9B74, *seeks), info, tracks, cluster, tags))
    size = b"\x01" + b"\xff" * 7 if endless else (len(body) | 1 << 56).to_bytes(8, "big")
    return element(0x1A45DFA3, element(0x4282, b"webm")) + _name(0x18538067) + size + body


MAKERS: dict[str, Callable[[], bytes]] = {
    "a.mp3": mp3,
    "a.wav": wav,
    "a.flac": flac,
    "a.opus": ogg,
    "a.mp4": mp4,
    "a.mov": lambda: mp4(brand=b"qt  "),
    "a.m4a": lambda: mp4(film=False, brand=b"M4A "),
    "a.webm": webm,
}
"""One of each kind, by a name that fits."""

"""The frame of a JPEG: what it takes to decode it, and at which part of its size it is read.

ITU-T T.81, annex B (markers) and annex G (progressive frames).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Record
from generator.pictures.verdicts import Unusable

MOST = 50_000_000
"""The most pixels that are decoded."""
_BUDGET = 420_000_000
"""Bytes that coefficients and pixels may take together while a picture is decoded."""
_SCANS = 100
"""The most scans; ten are usual, and each of a progressive picture passes over all of it."""
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # SOF0 to SOF15; these three are no frames
_ALONE = {0x01, *range(0xD0, 0xD9)}  # markers without a segment
_SOS = 0xDA


class Frame(Record, frozen=True):
    """The header of a frame. `coefficients` is the memory that they take, 0 where none are kept."""

    width: int
    height: int
    components: int
    coefficients: int

    @property
    def reduction(self) -> int:
        """By what its sides are divided when it is read: 1, 2, 4 or 8."""
        pixels = self.width * self.height
        for divisor in (1, 2, 4, 8):
            part = pixels // divisor**2
            if part <= MOST and self.coefficients + 4 * part <= _BUDGET:
                return divisor
        return 0


def frame(data: bytes) -> Frame:
    """The frame of a JPEG that can be read. Raises `Unusable`."""
    header = b""
    kept = False
    for marker, segment in _segments(data):
        if marker in _FRAMES:
            header, kept = segment, marker in (0xC2, 0xC6, 0xCA, 0xCE)
        elif marker == _SOS:
            if len(header) < 6 or not segment or len(header) < 6 + 3 * header[5]:
                break
            # Scans of single components are put together from coefficients, as progressive ones are.
            return _usable(_frame(header, kept or segment[0] < header[5]), data)
    raise Unusable(
        "picture-truncated", "the picture breaks off before it has begun", "Copy it again from its source"
    )


def _usable(found: Frame, data: bytes) -> Frame:
    pixels = f"{found.width:,}×{found.height:,} pixels"
    if not found.width or not found.height:
        raise Unusable("picture-broken", f"the picture claims {pixels}", "Save it again")
    if not found.reduction:
        raise Unusable(
            "picture-too-large",
            f"{pixels} are more than can be read",
            "Save it smaller, or not as progressive",
        )
    if found.coefficients and data.count(b"\xff\xda") > _SCANS:
        raise Unusable(
            "picture-broken", f"the picture is written in more than {_SCANS} passes", "Save it again"
        )
    return found


def _frame(header: bytes, kept: bool) -> Frame:
    """Read the segment of a frame: precision, height, width, and three bytes for each component."""
    height, width, components = int.from_bytes(header[1:3]), int.from_bytes(header[3:5]), header[5]
    factors = [divmod(header[7 + 3 * index], 16) for index in range(components)]
    across, down = (max(part, default=1) or 1 for part in zip(*factors, strict=True)) if factors else (1, 1)
    blocks = sum(
        -(-width * one // (8 * across) + 1) * -(-height * two // (8 * down) + 1) for one, two in factors
    )
    return Frame(width, height, components, blocks * 128 if kept else 0)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Markers and their segments up to the first scan, as decoders look for them: junk between is skipped."""
    at = 2
    while (at := data.find(b"\xff", at)) >= 0 and at + 4 <= len(data):
        marker = data[at + 1]
        at += 1
        if marker in (0x00, 0xFF):
            continue
        at += 1
        if marker in _ALONE:
            continue
        length = int.from_bytes(data[at : at + 2])
        yield marker, data[at + 2 : at + length]
        if marker == _SOS:
            return
        at += max(2, length)

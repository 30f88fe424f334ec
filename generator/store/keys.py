"""Keys as texts: their parts joined by a character that no part holds."""

from __future__ import annotations

from generator.indexes import Key
from generator.rows import JOINT, LAST


def joined(key: Key) -> str:
    return JOINT.join(key)


def parted(text: str) -> Key:
    return tuple(text.split(JOINT))


def bounds(prefix: Key) -> tuple[str, str]:
    """Between which texts `prefix` stands, and every key that begins with it; an empty one bounds all."""
    text = joined(prefix)
    # No part holds a control character: nothing can stand between a key and the keys below it.
    return (text, f"{text}\x20") if prefix else ("", LAST)

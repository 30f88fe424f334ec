"""Keys as texts: their parts joined by a character that no part holds."""

from __future__ import annotations

from generator.indexes import Key
from generator.view import JOINT


def joined(key: Key) -> str:
    return JOINT.join(key)


def parted(text: str) -> Key:
    return tuple(text.split(JOINT))


def below(prefix: Key) -> tuple[str, str]:
    """The bounds of all keys that are longer than `prefix` and begin with it; an empty one bounds all."""
    return (f"{joined(prefix)}{JOINT}", f"{joined(prefix)}\x20") if prefix else ("", "\U0010ffff")

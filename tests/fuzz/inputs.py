"""Inputs for a target: its corpus, and what becomes of it and of words under a pair of scissors.

The same numbers give the same inputs. Where `atheris` is installed, `make fuzz` lets it find better ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from fuzz.words import WORDS

CORPUS = Path(__file__).parent / "corpus"
LONGEST = 4096  # bytes of an input


def corpus(name: str) -> dict[str, bytes]:
    """The files of a target's corpus by their names: samples, and what was found once."""
    return {path.name: path.read_bytes() for path in sorted((CORPUS / name).iterdir())}


def pieces(name: str) -> tuple[bytes, ...]:
    """The words of a target."""
    return tuple(_encoded(piece) for piece in WORDS[name].replace("\\|", "\0\0").split("|") if piece)


def _encoded(piece: str) -> bytes:
    return piece.replace("\0\0", "|").encode("utf-8", "surrogatepass")


def generated(name: str, seed: int) -> Iterator[bytes]:
    """Inputs without end."""
    random = Random(f"{name} {seed}")
    samples = [*corpus(name).values(), b""]
    words = pieces(name)
    while True:
        data = bytearray(random.choice(samples) if random.random() < 0.7 else b"")
        for _ in range(random.randint(1, 12)):
            _change(data, random, samples, words)
        yield bytes(data[:LONGEST])


def _change(data: bytearray, random: Random, samples: Sequence[bytes], words: Sequence[bytes]) -> None:
    """Put something in, take something out, turn something over, or say it again."""
    at = random.randint(0, len(data))
    end = min(len(data), at + random.choice((0, 0, 1, 2, 8, 64)))
    match random.randint(0, 7):
        case 0 | 1 | 2:
            data[at:end] = random.choice(words)
        case 3:
            data[at:end] = random.choice(words) * random.choice((2, 3, 9, 40))
        case 4:
            other = random.choice(samples)
            start = random.randint(0, len(other))
            data[at:end] = other[start : start + random.choice((1, 8, 64, 512))]
        case 5:
            data[at:end] = b""
        case 6:
            data[at:end] = random.randbytes(random.choice((1, 1, 2, 4)))
        case 7:
            data[at:at] = data[at:end] * random.choice((1, 2, 20))

"""A digest of the files that a figure or a corpus was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
CORPUS = (
    "benchmarks/words.yaml",
    "benchmarks/prose.py",
    "benchmarks/plan.py",
    "benchmarks/forms.py",
    "benchmarks/corpus.py",
)
SUBJECT = ("generator", "templates", "static", "benchmarks/peers", "benchmarks/candidates.py", *CORPUS)


def fingerprint(names: Iterable[str]) -> str:
    """Return a digest over the names and the bytes of files and folders of the repository."""
    digest = hashlib.sha256()
    for path in sorted(_files(REPOSITORY / name for name in names)):
        digest.update(path.relative_to(REPOSITORY).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files(roots: Iterable[Path]) -> list[Path]:
    below = (path for root in roots for path in (root.rglob("*") if root.is_dir() else (root,)))
    return [path for path in below if path.is_file() and "__pycache__" not in path.parts]

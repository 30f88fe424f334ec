"""How much a test does: little in `make test`, a tenth of all in `make torture`, all in `make soak`.

What has a full figure is marked `torture`.
"""

from __future__ import annotations

import os

import pytest

SCALE = os.environ.get("SCALE", "test")
"""`test`, `torture` or `soak`."""

at_length = pytest.mark.skipif(SCALE == "test", reason="`make torture` and `make soak` run it")


def scaled(short: int, full: int) -> int:
    """`short` in an ordinary run; a tenth of `full`, or all of it, in a long one."""
    return {"test": short, "torture": max(short, full // 10), "soak": full}[SCALE]

"""What was wrong with the redirects at the last publication, which holds while nothing has changed."""

from __future__ import annotations

import msgspec

from generator.model import Problem
from generator.store import Store


def problems_of(store: Store) -> tuple[Problem, ...]:
    return tuple(msgspec.convert(store.recall("redirect problems") or [], list[Problem]))

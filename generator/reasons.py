"""Why a job is to be done."""

from __future__ import annotations

from generator.indexes import Key
from generator.model import Record


class Reason(Record, frozen=True, array_like=True):
    """Why a job is to be done."""

    what: str  # a word of `REASONS`
    index: str = ""
    key: Key = ()
    cause: str = ""


NEW, GONE, CHANGED, TOUCHED, ALL = "new", "gone", "changed", "touched", "all"
REASONS = {
    NEW: "it was not there before",
    GONE: "it is not part of the site any more",
    CHANGED: "something that it shows has changed",
    TOUCHED: "its file in the output was changed or removed by something else",
    ALL: "the whole site was built anew",
}

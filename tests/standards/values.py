"""The forms of dates, addresses and language tags that the formats share."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_RFC_822 = re.compile(
    r"(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d:\d\d (?:GMT|UTC|[+-]\d{4})"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]*", re.IGNORECASE)
_UNFIT = re.compile(r"[\s<>\"\\^`{|}]|[^\x21-\x7e]")


def moment(text: str) -> dt.datetime | None:
    """A date and time with its offset (RFC 3339); None for anything else."""
    if not _RFC_3339.fullmatch(text):
        return None
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def mail_date(text: str) -> dt.datetime | None:
    """A date and time of RFC 822 with a year of four digits, whose weekday is true."""
    found = _RFC_822.fullmatch(text)
    if not found:
        return None
    try:
        date = parsedate_to_datetime(text)
    except ValueError:
        return None
    return date if date.strftime("%a") == found["weekday"] else None


def day(text: str) -> dt.date | None:
    """A calendar day, `YYYY-MM-DD`."""
    try:
        return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def is_web_url(text: object) -> bool:
    """Whether a value is a whole http or https address, in the characters that RFC 3986 allows."""
    if not isinstance(text, str) or _UNFIT.search(text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def is_language(text: object) -> bool:
    """Whether a value has the form of a BCP 47 tag."""
    return isinstance(text, str) and bool(_LANGUAGE.fullmatch(text))


def is_media_type(text: object) -> bool:
    return isinstance(text, str) and bool(_MEDIA_TYPE.fullmatch(text))

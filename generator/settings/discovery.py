"""What `site.yaml` tells machines: feeds, robots.txt, security.txt, and who publishes the site."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from zoneinfo import ZoneInfo

from generator.config import Organisation
from generator.data import values
from generator.data.schema import (
    Complaint,
    Decoder,
    choice,
    integer,
    line,
    listed,
    nearest,
    record,
    refine,
    shown,
)
from generator.dates import judge_date
from generator.options import Feeds, Robots, Security
from generator.settings.addresses import SAME_AS, contact, email, https_url, key_url, robots_path, telephone
from generator.settings.repeated import one_or_more

_LICENCE_WORDS = ("allow", "deny")
_HTTPS = refine(line, https_url)

FEEDS = record(
    Feeds,
    items=integer(1, 500),
    formats=one_or_more(choice("rss", "atom", "json"), identity=str, at_least_one=True),
    hub=_HTTPS,
)


def _ai_policy(text: str) -> str | Complaint:
    if text in _LICENCE_WORDS:
        return text
    if "://" in text:
        return https_url(text)
    near = nearest(text, _LICENCE_WORDS)
    cure = f"Did you mean `{near}`" if near else "For a licence, write its address: `https://…/license.xml`"
    message = f"must be {listed(_LICENCE_WORDS)} or the address of a licence, not {shown(text)}"
    return Complaint("wrong-type", message, cure)


ROBOTS = record(
    Robots, ai=refine(line, _ai_policy), disallow=one_or_more(refine(line, robots_path), identity=str)
)


def security(zone: ZoneInfo) -> Decoder[Security]:
    """What security.txt tells; a day without a time begins at midnight in `zone`."""
    return record(
        Security,
        ("contact", "expires"),
        contact=one_or_more(refine(line, contact), identity=str, at_least_one=True),
        expires=refine(line, partial(judge_date, zone=zone)),
        policy=_HTTPS,
        encryption=refine(line, key_url),
        acknowledgments=_HTTPS,
        languages=one_or_more(refine(line, values.language), identity=str),
    )


def _founded(text: str) -> str | Complaint:
    """A year, or a day (ISO 8601)."""
    wrong = Complaint(
        "unreadable-date", f"is neither a year nor a day: {shown(text)}", "Write `1821` or `1821-05-05`"
    )
    if re.fullmatch(r"[0-9]{4}", text):
        return text
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return wrong
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return wrong
    return text


def _account(text: str) -> str | Complaint:
    """The name of an account on X: up to 15 letters, digits and underscores, with its `@`."""
    name = text.removeprefix("@")
    if re.fullmatch(r"[A-Za-z0-9_]{1,15}", name):
        return f"@{name}"
    cure = 'Write the name alone, in quotation marks: `"@paper"`'
    return Complaint("bad-account", f"is not the name of an account on X: {shown(text)}", cure)


ORGANISATION = record(
    Organisation,
    name=line,
    legal_name=line,
    logo=refine(line, partial(values.path_below, "static/")),
    founded=refine(line, _founded),
    email=refine(line, email),
    telephone=refine(line, telephone),
    address=line,
    same_as=SAME_AS,
    x=refine(line, _account),
)

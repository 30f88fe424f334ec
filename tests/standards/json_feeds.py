"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from standards.markup import html_findings
from standards.values import moment


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads((Path(__file__).parent / "schemas" / "json-feed.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def check_json_feed(data: bytes, url: str) -> list[str]:
    """What is wrong with a JSON Feed published at `url`."""
    try:
        feed = json.loads(data.decode("utf-8"))
    except ValueError as error:
        return [f"is not JSON in UTF-8: {error}"]
    findings = [f"{each.json_path}: {each.message}" for each in _validator().iter_errors(feed)]
    return findings or [*_feed(feed, url)]


def _feed(feed: dict[str, Any], url: str) -> Iterator[str]:
    """What a schema cannot tell, of a feed that keeps to it."""
    if feed["feed_url"] != url:
        yield f"calls itself {feed['feed_url']}, and stands at {url}"
    ids = [item["id"] for item in feed["items"]]
    yield from (f"has the id {each!r} more than once" for each in sorted(set(ids)) if ids.count(each) > 1)
    for item in feed["items"]:
        where = f"item {item['id']!r}"
        yield from html_findings(item.get("content_html", ""), where)
        dates = [item[name] for name in ("date_published", "date_modified") if name in item]
        yield from (f"{where} has no true date: {date}" for date in dates if moment(date) is None)

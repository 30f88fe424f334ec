"""Redirect objects of S3: requests that obstore cannot make, signed by hand (AWS Signature Version 4).

https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import urllib.error
import urllib.request
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from generator.deploy.host import HostError
from generator.deploy.object_stores import Keys
from generator.model import Record

EMPTY = hashlib.sha256(b"").hexdigest()
PATIENCE = 30  # seconds


class Place(Record, frozen=True):
    """Where an object lies."""

    endpoint: str  # `https://s3.eu-west-1.amazonaws.com`
    region: str
    bucket: str
    key: str

    @property
    def url(self) -> str:
        return f"{self.endpoint.rstrip('/')}/{quote(f'{self.bucket}/{self.key}', safe='/-_.~')}"


def put_empty(place: Place, keys: Keys, given: Mapping[str, str], now: dt.datetime) -> None:
    """Put an object without content, with the headers `given`. Raises `HostError`."""
    headers = signed(place, keys, given, now)
    request = urllib.request.Request(place.url, b"", headers, method="PUT")
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE):
            return
    except urllib.error.HTTPError as error:
        said = " ".join(error.read().decode("utf-8", "replace").split())[:300]
        raise HostError(
            f"{error.code} {error.reason} {said}", error.code >= 500 or error.code == 429
        ) from None
    except OSError as error:
        raise HostError(f"the store cannot be reached: {error}", passing=True) from None


def signed(place: Place, keys: Keys, given: Mapping[str, str], now: dt.datetime) -> dict[str, str]:
    """The headers of a PUT without content, `Authorization` among them. `now` is in UTC."""
    moment = f"{now:%Y%m%dT%H%M%SZ}"
    parts = urlsplit(place.url)
    headers = {
        **{name.lower(): value.strip() for name, value in given.items()},
        "host": parts.netloc,
        "x-amz-content-sha256": EMPTY,
        "x-amz-date": moment,
    }
    if keys.token:
        headers["x-amz-security-token"] = keys.token
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    request = "\n".join(("PUT", parts.path, "", lines, names, EMPTY))
    scope = f"{moment[:8]}/{place.region}/s3/aws4_request"
    digest = hashlib.sha256(request.encode()).hexdigest()
    secret = f"AWS4{keys.secret}".encode()
    for part in scope.split("/"):
        secret = hmac.digest(secret, part.encode(), "sha256")
    text = "\n".join(("AWS4-HMAC-SHA256", moment, scope, digest))
    signature = hmac.digest(secret, text.encode(), "sha256").hex()
    credential = f"Credential={keys.key}/{scope}, SignedHeaders={names}, Signature={signature}"
    return {**headers, "authorization": f"AWS4-HMAC-SHA256 {credential}"}

"""What an object store says when it refuses, in words that help."""

from __future__ import annotations

import re

from generator.deploy.host import HostError
from generator.targets import Objects

_CAUSES = (
    (
        r"RequestTimeTooSkewed|AuthenticationFailed.*(?:Date|time)",
        "the clock of this machine is off, and the store does not trust what it signs; set it",
    ),
    (r"NoSuchBucket|ContainerNotFound|bucket does not exist", "there is no bucket `{bucket}`; mend its name"),
    (
        r"PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraint|BucketRegionError",
        "the bucket `{bucket}` is in another region; write it as `region`",
    ),
    (
        r"InvalidAccessKeyId|SignatureDoesNotMatch|InvalidToken|ExpiredToken|AuthenticationFailed|401 Unauth",
        "the store does not know these credentials; look at the variables that hold them",
    ),
    (
        r"AccessDenied|403 Forbidden|AuthorizationFailure|AuthorizationPermissionMismatch",
        "these credentials may not do this in `{bucket}`: listing, reading, writing and deleting are needed",
    ),
    (
        r"QuotaExceeded|InsufficientStorage|507 |StorageFull|EntityTooLarge|No space left|XMinioStorageFull",
        "the store has no space left",
    ),
    (
        r"KeyTooLong|InvalidURI|InvalidObjectName|InvalidPath",
        "the store cannot hold a file of this name: {detail}",
    ),
)
_PASSING = re.compile(
    r"SlowDown|ServiceUnavailable|InternalError|RequestTimeout|OperationAborted|TooManyRequests"
    r"|\b(?:429|500|502|503|504)\b|timed out|timeout|error sending request|connection|reset|broken pipe"
    r"|incomplete|end of file|unexpected eof",
    re.IGNORECASE,
)


def told(error: Exception, target: Objects) -> HostError:
    """An error of obstore as one of ours."""
    if isinstance(error, HostError) and error.passing:
        return error
    whole = str(error)
    detail = " ".join(whole.partition("Debug source")[0].split())[:300]
    for pattern, message in _CAUSES:
        if re.search(pattern, whole, re.DOTALL):
            return HostError(message.format(bucket=target.bucket, detail=detail))
    return HostError(f"the store of `{target.bucket}` fails: {detail}", bool(_PASSING.search(detail)))

"""How each provider of object stores is reached: its address, and the credentials of the environment."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from generator.deploy.host import HostError
from generator.deploy.packing import Missing
from generator.model import Record
from generator.targets import Objects

if TYPE_CHECKING:
    from obstore.store import ObjectStore

_AWS = (
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
)
_AZURE = ("AZURE_STORAGE_ACCOUNT_KEY", "AZURE_STORAGE_SAS_TOKEN", "AZURE_CLIENT_ID", "AZURE_STORAGE_TOKEN")
_GOOGLE = ("GOOGLE_SERVICE_ACCOUNT", "GOOGLE_SERVICE_ACCOUNT_KEY", "GOOGLE_APPLICATION_CREDENTIALS")
"""Variables that obstore reads, one of which has to be there: it would ask the machine's own cloud else, and
wait for an answer that on most machines never comes."""


def store_of(target: Objects) -> ObjectStore:
    """The store of a target. `Missing` without obstore, `HostError` without credentials."""
    try:
        from obstore import store
    except ImportError:
        message = "obstore is not installed, by which object stores are reached; `pip install broadsheet[s3]`"
        raise Missing(message) from None
    make: Any
    make, usual, fields = {
        "s3": (store.S3Store, _AWS, {"access_key_id": target.key, "secret_access_key": target.secret}),
        "azure": (store.AzureStore, _AZURE, {"account_key": target.key}),
        "google": (store.GCSStore, _GOOGLE, {"service_account_key": target.key}),
    }[target.provider]
    given: dict[str, Any] = {name: _secret(variable) for name, variable in fields.items() if variable}
    if not given and not any(os.environ.get(name) for name in usual):
        raise HostError(f"there are no credentials: the environment has neither {usual[0]} nor its like")
    given |= _address(target)
    made: ObjectStore = make(
        target.bucket,
        prefix=target.prefix or None,
        client_options={
            "connect_timeout": "10s",
            "timeout": "120s",
            "allow_http": target.endpoint.startswith("http://"),
        },
        # Attempts are counted by `retries.Patient`, which sends nothing twice that has arrived.
        retry_config={"max_retries": 1},
        **given,
    )
    return made


def _address(target: Objects) -> dict[str, str]:
    """Where the bucket is."""
    given = {"endpoint": target.endpoint} if target.endpoint and target.provider != "google" else {}
    if target.provider == "azure":
        return given | {"account_name": target.account}
    if target.provider == "google":
        return {}
    return given | {"region": region_of(target)}


class Keys(Record, frozen=True):
    """What a request to S3 is signed with."""

    key: str
    secret: str
    token: str = ""


def keys_of(target: Objects) -> Keys:
    """The keys of an S3 target, as `store_of` finds them. Raises `HostError`."""
    names = target.key or "$AWS_ACCESS_KEY_ID", target.secret or "$AWS_SECRET_ACCESS_KEY"
    token = "" if target.key else os.environ.get("AWS_SESSION_TOKEN", "")
    return Keys(_secret(names[0]), _secret(names[1]), token)


def region_of(target: Objects) -> str:
    variables = os.environ.get("AWS_REGION"), os.environ.get("AWS_DEFAULT_REGION")
    return target.region or variables[0] or variables[1] or "us-east-1"


def _secret(variable: str) -> str:
    """The value of a variable such as `$R2_SECRET`."""
    name = variable.removeprefix("$")
    if not (found := os.environ.get(name)):
        raise HostError(f"there are no credentials: the environment has no {name}")
    return found

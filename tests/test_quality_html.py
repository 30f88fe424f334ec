"""Every page is valid by the Nu HTML checker, the one that the W3C runs."""

from __future__ import annotations

import json
import subprocess

import pytest
from sites import Result
from tools import java, nu_checker

pytestmark = pytest.mark.java


def test_every_page_is_valid(built: Result) -> None:
    pages = [str(built.output / path) for path in built.pages]
    command = [java(), "-jar", nu_checker(), "--format", "json", "--exit-zero-always", "--stdout", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(done.stdout)["messages"]
    errors = [each for each in messages if each["type"] != "info"]
    for each in messages:
        print(_line(each, built))
    assert not errors, f"{len(errors)} errors, the first: {_line(errors[0], built)}"


def _line(message: dict[str, object], built: Result) -> str:
    page = str(message.get("url", "")).removeprefix("file:").removeprefix(str(built.output))
    return f"{page}:{message.get('lastLine')}: {message['type']}: {message['message']}"

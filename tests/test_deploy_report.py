"""What a deploy tells a tired editor, and what it tells a machine."""

from __future__ import annotations

import json

import pytest

from generator.cli.deploy_report import Outcome, refused, show, show_json
from generator.deploy.announce import Word
from generator.deploy.fetched import Verified
from generator.deploy.run import Done, Step
from generator.model import Problem

WRONG = Problem("index.html", 0, 0, "not-there", "Readers do not get this page", "Look at the host")
TOLD = (
    Word("IndexNow", "https://example.org/a/", True, "202"),
    Word("IndexNow", "https://example.org/b/", True, "202"),
    Word("the hub", "https://example.org/feed.xml", False, "503"),
)


def outcome(done: Done | None = None, **rest: object) -> Outcome:
    return Outcome("live", False, (), done or Done(stays=3), **rest)  # type: ignore[arg-type]


def said(capsys: pytest.CaptureFixture[str]) -> tuple[list[str], list[str]]:
    out, err = capsys.readouterr()
    return out.splitlines(), err.splitlines()


def test_the_closing_line(capsys: pytest.CaptureFixture[str]) -> None:
    steps = (
        Step("send", "a", 999),
        Step("send", "b", 2_500_000_001),
        Step("remove", "c"),
        Step("retire", "d"),
    )
    assert show(outcome(Done((), steps, 125, resumed=4, retries=1)), 0.44, False, False) == 0
    (line,) = said(capsys)[0]
    assert line.startswith(
        "Deployed to live in 0.4 s: 2 files sent (2.5 GB), 1 removed, 1 to be removed after "
    )
    assert line.endswith("of grace, 4 had been sent before, 1 attempt failed; 125 files as before.")
    show(outcome(listed=True), 0, False, False)
    assert said(capsys)[0] == [
        "Deployed to live in 0.0 s: nothing has changed; 3 files as before.",
        "published.tsv has new addresses: commit it with the site.",
    ]


@pytest.mark.parametrize(
    ("size", "written"), [(0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 KB"), (31_000_000, "31.0 MB")]
)
def test_sizes_of_files_that_travel(capsys: pytest.CaptureFixture[str], size: int, written: str) -> None:
    show(outcome(Done((), (Step("send", "a", size), Step("remove", "b")))), 0, True, True)
    assert said(capsys)[0] == [f"send a ({written})", "remove b"]


def test_who_was_told(capsys: pytest.CaptureFixture[str]) -> None:
    failed = "the hub was not told of https://example.org/feed.xml: 503"
    show(outcome(words=TOLD), 0, False, False)
    assert said(capsys) == (
        ["Deployed to live in 0.0 s: nothing has changed; 3 files as before.", "Told: IndexNow (2)."],
        [failed],
    )
    show(outcome(words=TOLD), 0, True, True)
    assert said(capsys) == ([f"IndexNow was told of {each.what}: 202" for each in TOLD[:2]], [failed])
    show(outcome(words=TOLD), 0, False, True)
    assert said(capsys) == ([], [failed])


def test_what_readers_get(capsys: pytest.CaptureFixture[str]) -> None:
    assert show(outcome(verified=Verified(7)), 0, False, False) == 0
    assert said(capsys)[0][1:] == ["Verified: the 7 files that readers get are those of the output."]
    assert show(outcome(verified=Verified(7, (WRONG,))), 0, False, False) == 1
    out, err = said(capsys)
    assert "not-there" in "".join(err)
    assert not any(line.startswith("Verified") for line in out)


@pytest.mark.parametrize("as_json", [False, True])
def test_a_deploy_that_sends_nothing(capsys: pytest.CaptureFixture[str], as_json: bool) -> None:
    failed = outcome(Done((WRONG,)))
    assert (show_json if as_json else show)(failed, 0, False, False) == 1
    refused("live", (WRONG,), as_json, False, False)
    out, err = said(capsys)
    if as_json:
        decoder, text, found = json.JSONDecoder(), "\n".join(out), []
        while text:
            each, end = decoder.raw_decode(text)
            found.append(each)
            text = text[end:].lstrip()
        assert [each["exit_code"] for each in found] == [1, 1]
        assert [each["problems"][0]["rule"] for each in found] == ["not-there", "not-there"]
    else:
        assert err.count("Nothing was sent; live is as it was.") == 2

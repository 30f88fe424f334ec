"""Fixtures that many tests share."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from incremental.patience import compiled_once
from sites import REPOSITORY, Result, Site, article, site
from stress import stress_site
from tools import CHROMIUM_OPTIONS, chromium

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell has its background jobs ignore Ctrl-C, and all that they begin; here it is tested.
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A busy machine has no haste.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

if "COVERAGE_PROCESS_START" in os.environ:
    # A process that is asked to end writes down first what it has run; one that is killed does not.
    killed = BaseProcess.kill

    def kill(process: BaseProcess) -> None:
        process.terminate()
        process.join(5)
        killed(process)

    BaseProcess.kill = kill  # type: ignore[method-assign]


def pytest_xdist_auto_num_workers() -> int:
    """Two more than there are processors: tests of previews and browsers wait a good part of their time."""
    return (os.cpu_count() or 1) + 2


@pytest.fixture(autouse=True, scope="session")
def _warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Templates are compiled once, and modules loaded once: a build in a thread reads in this process."""
    here = site(tmp_path_factory.mktemp("warm") / "site", f"-- content/a.md --\n{article('A')}")
    with compiled_once():
        build = threading.Thread(target=here.build)
        build.start()
        build.join()
        Site.compiled = here.root / ".broadsheet" / "templates"
        yield


@pytest.fixture
def make(tmp_path: Path) -> Callable[[str], Site]:
    """Makes a site of a string of files."""
    return lambda text="": site(tmp_path / "site", text)


@pytest.fixture(scope="session")
def newspaper(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A copy of the repository's own site: what a fresh clone holds."""
    root = tmp_path_factory.mktemp("newspaper")
    for name in ("content", "templates", "static"):
        shutil.copytree(REPOSITORY / name, root / name)
    for name in ("site.yaml", "front.yaml"):
        shutil.copy(REPOSITORY / name, root / name)
    return Site(root)


@pytest.fixture(scope="session")
def edition(newspaper: Site) -> Result:
    """The repository's own site, built once, long after the newest of its articles."""
    result = newspaper.build(now="2030-01-01T12:00:00+00:00", frozen=True)
    assert result.report.published, "\n".join(map(str, result.report.problems))
    return result


@pytest.fixture(scope="session")
def stress(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site made to break the page."""
    result = stress_site(tmp_path_factory.mktemp("stress")).build()
    assert result.report.published, "\n".join(map(str, result.report.problems))
    return result


@pytest.fixture(scope="session", params=["edition", "stress"])
def built(request: pytest.FixtureRequest) -> Result:
    """The repository's own site, then the one made to break the page."""
    result: Result = request.getfixturevalue(request.param)
    return result


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real Chromium, shared by the tests of one file."""
    executable = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=executable, args=list(CHROMIUM_OPTIONS))
        yield found
        found.close()

"""The tools of the quality tests: where they are, and what to do where they are missing."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

MODULES = Path(__file__).parent / "node_modules"
NU_CHECKER = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = MODULES / "axe-core" / "axe.min.js"
CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)


def need(found: str | Path | None, what: str) -> str:
    """The path of a tool. Without it a test is skipped, except in CI, where every test must run."""
    if found and Path(found).exists():
        return str(found)
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI runs every test")
    pytest.skip(f"{what} is missing")


def java() -> str:
    return need(shutil.which("java"), "Java (for the Nu HTML checker)")


def nu_checker() -> str:
    return need(NU_CHECKER, "vnu-jar (`npm ci` in tests/)")


def axe() -> str:
    return need(AXE, "axe-core (`npm ci` in tests/)")


COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe whose answers depend on the colour scheme."""


def violations(
    browser: Any, address: str, paths: Iterable[str], width: int, scheme: str
) -> dict[str, list[str]]:
    """What axe finds on pages, by its rules; in dark colours, what may be otherwise than in light ones."""
    options: dict[str, Any] = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
    if scheme == "dark":
        options = {"runOnly": COLOURS, "resultTypes": ["violations"]}
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.add_init_script(path=axe())
    found: dict[str, list[str]] = {}
    for path in paths:
        page.goto(f"{address}/{path}")
        for violation in page.evaluate("options => axe.run(document, options)", options)["violations"]:
            places = [" ".join(map(str, node["target"])) for node in violation["nodes"]]
            found.setdefault(f"{violation['id']}: {violation['help']}", []).append(f"{path}: {places[:3]}")
    page.close()
    return found


def chromium() -> str:
    """The Chromium of the system, or the one that `BROADSHEET_CHROMIUM` names."""
    names = ("chromium", "chromium-browser", "google-chrome")
    installed = (found for name in names if (found := shutil.which(name)))
    return need(os.environ.get("BROADSHEET_CHROMIUM") or next(installed, None), "Chromium")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, headers: Mapping[str, str], **options: Any) -> None:
        self._more = headers
        super().__init__(*args, **options)

    def end_headers(self) -> None:
        for name, value in self._more.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the tests read the responses."""


@contextmanager
def served(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """A plain static server of a folder; gives its address, without a final slash."""
    handler = functools.partial(_Quiet, directory=str(folder), headers=headers or {})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()

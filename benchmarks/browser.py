"""A real browser with one page open, which tells at once when a new text is in its document."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LOADING_MILLISECONDS = 900_000

SIGN = "Edition read "
"""What the page is searched for: these words, a number, and a full stop."""

TELLER = f"""
{{
  const told = new Set();
  const look = () => {{
    for (const [found] of document.body?.textContent.matchAll(/{SIGN}\\d+\\./g) ?? []) {{
      if (!told.has(found)) console.debug(found);
      told.add(found);
    }}
  }};
  new MutationObserver(look).observe(document, {{ childList: true, characterData: true, subtree: true }});
}}
"""
"""Runs before anything else in every document, and so after each reload, too."""


class Tab:
    """One page of a browser."""

    def __init__(self, page: Any) -> None:
        self._page = page

    def open(self, url: str) -> None:
        self._page.goto(url, wait_until="load", timeout=LOADING_MILLISECONDS)

    def shows(self, number: int, act: Callable[[], float], patience: float) -> float | None:
        """Act, and wait until the sign with this number is in the document, at most `patience` seconds.

        `act` returns its moment; seconds from there to the sign, by the same clock, are returned, or None
        when the sign did not come.
        """
        from playwright.sync_api import TimeoutError as Missed

        moments: list[float] = []

        def is_it(message: Any) -> bool:
            if message.text == sign(number):
                moments.append(time.monotonic())
            return bool(moments)

        try:
            with self._page.expect_console_message(is_it, timeout=1000 * patience):
                begin = act()
        except Missed:
            return None
        return moments[0] - begin


def sign(number: int) -> str:
    """Return the sentence that the open page looks for."""
    return f"{SIGN}{number}."


def executable() -> str:
    """Return the Chromium of the system, or the one that `BROADSHEET_CHROMIUM` names.

    Raises `FileNotFoundError` where there is none.
    """
    installed = (found for name in NAMES if (found := shutil.which(name)))
    found = os.environ.get("BROADSHEET_CHROMIUM") or next(installed, None)
    if found is None:
        raise FileNotFoundError("There is no Chromium: BROADSHEET_CHROMIUM can name one")
    return found


@contextmanager
def opened() -> Iterator[Tab]:
    """Start a browser, and give its one tab."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=list(OPTIONS))
        context = chromium.new_context()
        context.add_init_script(TELLER)
        yield Tab(context.new_page())
        chromium.close()

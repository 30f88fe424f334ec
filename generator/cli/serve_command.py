"""`broadsheet serve`."""

from __future__ import annotations

import datetime as dt
import time
import webbrowser
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from generator.cli import options, report
from generator.cli.progress import progress_bar
from generator.model import Record

if TYPE_CHECKING:
    from generator.build import Report

LOCAL = ("127.0.0.1", "localhost", "::1")
NAMED = 3  # changed files that are named before the rest is an ellipsis


class Preview(Record, frozen=True):
    """What is previewed, and where."""

    root: Path
    output: Path
    address: str  # `http://127.0.0.1:8000`
    drafts: bool
    now: dt.datetime | None


@click.command("serve", help="Preview the site, and reload it when a file is saved.")
@options.site
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="The port; the next free one when it is taken.",
)
@click.option(
    "--drafts/--no-drafts", default=True, show_default=True, help="Show drafts and embargoed articles."
)
@options.now
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
def command(
    root: Path, host: str, port: int, drafts: bool, now: dt.datetime | None, open_browser: bool
) -> None:
    from generator.serve.reload import Builds
    from generator.serve.server import make_server
    from generator.serve.watch import Watch

    builds = Builds()
    folder = root / ".broadsheet" / "preview"
    with ExitStack() as ends:
        with options.host_errors():
            server = make_server(folder, host, port, builds)
            ends.callback(server.server_close)
            watch = Watch(root)
            ends.callback(watch.close)
        _say_where(host, port, server.server_port)
        name = f"[{host}]" if ":" in host else host
        preview = Preview(root, folder, f"http://{name}:{server.server_port}", drafts, now)
        try:
            published = _build(preview, first=True).published
            Thread(target=server.serve_forever, daemon=True).start()
            ends.callback(server.shutdown)
            ends.callback(builds.close)
            url = _url(preview)
            click.secho(f"Preview at {url} (Ctrl-C ends it)", bold=True)
            if open_browser:
                webbrowser.open(url)
            while True:
                burst = watch.wait()
                click.echo(f"\n{_named(burst.paths)} changed")
                # After a build that came to nothing, its changes are still to be taken up.
                told = options.to_look_at(burst.paths) if burst.whole and published else None
                done = _build(preview, first=False, changed=told)
                published = done.published
                if done.written or done.removed:
                    builds.advance()
        except KeyboardInterrupt:
            click.echo("\nPreview ended.")


def _say_where(host: str, wanted: int, port: int) -> None:
    if port != wanted:
        click.echo(f"Port {wanted} is taken; this preview is on {port}.")
    if host not in LOCAL:
        warning = f"Everybody who can reach {host} can read this preview, drafts included."
        click.secho(warning, fg="yellow", err=True)


def _named(changed: Iterable[str]) -> str:
    names = sorted(map(click.format_filename, changed))
    return f"{', '.join(names[:NAMED])}{' …' if len(names) > NAMED else ''}"


def _url(preview: Preview) -> str:
    """Where the front page is: below the base path that the site was built for."""
    from generator.manifest import read_head

    head = read_head(preview.output)
    path = urlsplit(head.base_url).path if head else ""
    return f"{preview.address}{path or '/'}"


def _build(preview: Preview, first: bool, changed: tuple[str, ...] | None = None) -> Report:
    """Build and report. A disk that fails is reported and ends nothing."""
    from generator.build import Report, Request, build
    from generator.stock.site import read_config

    started = time.perf_counter()
    try:
        config, _ = read_config(preview.root)
        request = Request(
            root=preview.root,
            output=preview.output,
            as_of=preview.now or dt.datetime.now(dt.UTC),
            drafts=preview.drafts,
            preview=True,
            keep_going=True,
            changed=changed,
            base_url=f"{preview.address}{config.base_path if config else ''}/",
        )
        with progress_bar(quiet=False) as progress:
            done = build(request, progress, report.waiting)
    except OSError as error:
        click.secho(f"The preview could not be built: {error}", fg="red", err=True)
        return Report(published=False, problems=())
    _show(done, preview, time.perf_counter() - started, first)
    return done


def _show(done: Report, preview: Preview, seconds: float, first: bool) -> None:
    """The report of a build; its notes are told once, not at every save."""
    from msgspec.structs import replace

    from generator.model import Severity

    worth = tuple(each for each in done.problems if first or each.severity is not Severity.NOTE)
    report.show(replace(done, problems=worth), preview.output, seconds)

"""`broadsheet serve`."""

from __future__ import annotations

import datetime as dt
import threading
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path

import click

from generator.cli import options, report


@click.command("serve", help="Preview the site, and reload it when a file is saved.")
@options.site
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port; the next free one when it is taken.")
@click.option(
    "--drafts/--no-drafts", default=True, show_default=True, help="Show drafts and embargoed articles."
)
@options.now
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
def command(
    root: Path, host: str, port: int, drafts: bool, now: dt.datetime | None, open_browser: bool
) -> None:
    from generator.serve.reload import Edition
    from generator.serve.server import make_server
    from generator.serve.watch import Watch

    output = root / ".broadsheet" / "preview"
    edition = Edition()
    with options.host_errors():
        server = make_server(output.resolve(), host, port, _base_path(root), edition)
        address = f"http://{host}:{server.server_port}"
        watch = Watch(root)
    if server.server_port != port:
        click.echo(f"Port {port} is taken; this preview is on {server.server_port}.")
    if host not in ("127.0.0.1", "localhost", "::1"):
        click.secho(
            f"Everybody who can reach {host} can read this preview, drafts included.", fg="yellow", err=True
        )
    rebuild = _builder(root, output, address, drafts, now)
    rebuild()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"{address}{_base_path(root)}/"
    click.secho(f"Preview at {url} (Ctrl-C ends it)", bold=True)
    if open_browser:
        webbrowser.open(url)
    try:
        while True:
            changed = watch.wait()
            click.echo(f"\n{', '.join(sorted(changed)[:3])}{' …' if len(changed) > 3 else ''} changed")
            rebuild()
            edition.advance()
    except KeyboardInterrupt:
        click.echo("\nPreview ended.")
    finally:
        edition.close()
        server.shutdown()
        watch.close()


def _base_path(root: Path) -> str:
    from generator.sources import read_config

    config, _ = read_config(root)
    return config.base_path if config else ""


def _builder(
    root: Path, output: Path, address: str, drafts: bool, now: dt.datetime | None
) -> Callable[[], None]:
    """Builds the preview and reports; a disk that fails is reported and ends nothing."""
    from generator.build import Request, build

    def rebuild() -> None:
        started = time.perf_counter()
        request = Request(
            root=root,
            output=output,
            as_of=now or dt.datetime.now(dt.UTC),
            drafts=drafts,
            preview=True,
            keep_going=True,
            base_url=f"{address}{_base_path(root)}/",
        )
        try:
            done = build(request)
        except OSError as error:
            click.secho(f"The preview could not be built: {error}", fg="red", err=True)
            return
        report.show(done, output, time.perf_counter() - started, as_json=False, verbose=False, quiet=False)

    return rebuild

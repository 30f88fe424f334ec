"""`broadsheet serve`."""

from __future__ import annotations

import datetime as dt
import signal
import sys
import warnings
import webbrowser
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import click

from generator.cli import options
from generator.cli.preview_report import PreviewReport
from generator.cli.terminal import going_on, say

if TYPE_CHECKING:
    from generator.serve.preview import Preview
    from generator.serve.rebuild import Rebuilds
    from generator.serve.subject import Subject

LOCAL = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::")
LOOK = 0.1  # seconds between two looks of the server whether it is to end
SHARE = 0.001  # seconds that the build may work on before a request has its turn, which takes several
FOLDER = Path(".broadsheet") / "preview"


def _editor(ctx: click.Context, param: click.Parameter, choice: str) -> str:
    """The address that opens a file in an editor."""
    from generator.serve.overlay import editor_address

    try:
        return editor_address(choice)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", ctx, param) from None


@click.command("serve", help="Preview the site, and show every change as soon as it is saved.")
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
@click.option(
    "--editor",
    default="none",
    envvar="BROADSHEET_EDITOR",
    show_default=True,
    show_envvar=True,
    callback=_editor,
    help="Where links to a source lead: vscode, cursor, idea, sublime, zed, none, or an address"
    " with {path}, {line} and {column}.",
)
def command(
    root: Path, host: str, port: int, drafts: bool, now: dt.datetime | None, open_browser: bool, editor: str
) -> None:
    from generator.serve.rebuild import Rebuilds
    from generator.serve.server import make_server
    from generator.serve.subject import Subject
    from generator.serve.watch import Watch

    warnings.filterwarnings("ignore", module=r"watchdog\.")  # of folders that come back to their place
    sys.setswitchinterval(SHARE)
    terminal = PreviewReport()
    with ExitStack() as ends:
        with options.host_errors():
            subject = Subject(root, root / FOLDER, drafts, now)
            rebuilds = Rebuilds(subject, terminal.ears)
            preview = _preview(subject, rebuilds, terminal, editor)
            server = make_server(preview, host, port)
            ends.callback(server.server_close)
            watch = Watch(root, rebuilds.bursts.put, terminal.warn)
            ends.callback(watch.close)
        _say_where(host, port, server.server_port)
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{server.server_port}"
        url = f"{address}{rebuilds.base_path}/"
        with suppress(KeyboardInterrupt):
            rebuilds.interrupt.take_over()
            Thread(target=server.serve_forever, args=(LOOK,), daemon=True).start()
            ends.callback(server.shutdown)
            ends.callback(rebuilds.close)
            with going_on():
                say(f"Preview at {url} (Ctrl-C ends it)", bold=True)
            if open_browser:
                webbrowser.open(url)
            rebuilds.run(address, watch.refresh)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is left is tidying up, and takes no time
        say()
        say("Preview ended.")


@going_on()
def _say_where(host: str, wanted: int, port: int) -> None:
    if port != wanted:
        say(f"Port {wanted} is taken; this preview is on {port}.")
    if host not in LOCAL:
        who = "this machine" if host in EVERYWHERE else host
        warning = f"Everybody who can reach {who} can read this preview, drafts included."
        say(warning, fg="yellow", err=True)


def _preview(subject: Subject, rebuilds: Rebuilds, terminal: PreviewReport, editor: str) -> Preview:
    """What the server is given of all this."""
    from generator.serve import desk
    from generator.serve.marks import state_at
    from generator.serve.preview import Preview

    root, output = subject.root, subject.output

    def clock() -> dt.datetime:
        return subject.now or dt.datetime.now(dt.UTC)

    table = desk.Desk(
        root,
        output,
        now=clock,
        builds=lambda: tuple(map(desk.built, terminal.outcomes)),
        problems=lambda: rebuilds.problems,
        editor=editor,
    )
    return Preview(
        output,
        root,
        rebuilds.events,
        base_path=lambda: rebuilds.base_path,
        problems=lambda: rebuilds.problems,
        sheet=lambda name: rebuilds.sheets.get(name),
        wanted=rebuilds.wanted.wait,
        state=lambda path: state_at(root, output, path, clock()),
        desk=lambda path, query: desk.respond(path, dict(parse_qsl(query)), table),
        editor=editor,
    )

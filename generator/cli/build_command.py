"""`broadsheet build`."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from pathlib import Path

import click

from generator.cli import options, report
from generator.cli.progress import progress_bar


@click.command("build", help="Build the site: articles in, site out.")
@options.site
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), help="Where the site goes. [public/]"
)
@options.now
@click.option("--drafts", is_flag=True, help="Show drafts and embargoed articles; needs another --output.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option("--keep-going", is_flag=True, help="Publish what is good even where a source has an error.")
@click.option("--frozen/--no-frozen", default=None, help="Write no dates into sources. [on where CI is set]")
@click.option(
    "--base-url",
    default="",
    callback=options.base_url,
    help="Build for this address in place of the one in site.yaml.",
)
@options.together(options.as_json, options.verbose, options.quiet)
def command(
    root: Path,
    output: Path | None,
    now: dt.datetime | None,
    drafts: bool,
    strict: bool,
    keep_going: bool,
    frozen: bool | None,
    base_url: str,
    as_json: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    from generator.build import Request, build

    started = time.perf_counter()
    clock = dt.datetime.now(dt.UTC)
    request = Request(
        root=root,
        output=output or root / "public",
        as_of=now or clock,
        drafts=drafts,
        preview=drafts or (now is not None and now > clock),
        strict=strict,
        keep_going=keep_going,
        frozen=bool(os.environ.get("CI")) if frozen is None else frozen,
        base_url=base_url,
    )
    _refuse(request.preview, output, root)
    with options.host_errors(), progress_bar(quiet or as_json) as progress:
        done = build(request, progress)
    report.show(done, request.output, time.perf_counter() - started, as_json, verbose, quiet)
    sys.exit(done.exit_code)


def _refuse(preview: bool, output: Path | None, root: Path) -> None:
    """Usage that could harm: a preview over the real site, an output on top of the sources."""
    if preview and (output is None or output.resolve() == (root / "public").resolve()):
        raise click.UsageError("A build with --drafts or with a --now still to come needs another --output.")
    sources = [(root / name).resolve() for name in ("content", "templates", "static")]
    target = (output or root / "public").resolve()
    if root.resolve().is_relative_to(target) or any(target.is_relative_to(source) for source in sources):
        raise click.UsageError(f"{target} holds the site's sources; choose another --output.")

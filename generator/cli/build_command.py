"""`broadsheet build`."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options, report
from generator.cli.progress import progress_bar

if TYPE_CHECKING:
    from generator.build import Request
    from generator.verify import Verification


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
@click.option("--move-urls", is_flag=True, help="Let articles move where `permalink` was changed.")
@click.option("--clean", is_flag=True, help="Forget what builds before have seen, and build everything.")
@click.option(
    "--changed",
    "paths",
    metavar="PATH",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Look at this file or folder, and take all else to be as it was; may be given often.",
)
@click.option("--verify", "verified", is_flag=True, help="Compare the site with what a clean build makes.")
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
    move_urls: bool,
    clean: bool,
    paths: tuple[Path, ...],
    verified: bool,
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
        clean=clean,
        changed=_changed(root, paths, clean),
        base_url=base_url,
        move_urls=move_urls,
    )
    _refuse(request.preview, output, root)
    with options.host_errors(), progress_bar(quiet or as_json) as progress:
        done = build(request, progress, report.waiting)
    seconds = time.perf_counter() - started
    if not as_json:
        report.show(done, request.output, seconds, verbose, quiet)
    found = _verify(request, quiet or as_json) if verified and done.published else None
    code = options.FAULTY if found and not found.holds else done.exit_code
    if as_json:
        report.show_json(done, seconds, found, code)
    elif found:
        report.show_verification(found, verbose, quiet)
    sys.exit(code)


def _verify(request: Request, silent: bool) -> Verification:
    from generator.verify import verify

    with options.host_errors(), progress_bar(silent) as progress:
        return verify(request, progress)


def _changed(root: Path, paths: tuple[Path, ...], clean: bool) -> tuple[str, ...] | None:
    """What to look at, by paths below the site; None is everything."""
    if not paths:
        return None
    if clean:
        raise click.UsageError("--clean builds everything; leave out --changed.")
    from generator.paths import to_look_at

    return to_look_at(options.below_site(root, path) for path in paths)


def _refuse(preview: bool, output: Path | None, root: Path) -> None:
    """Usage that could harm: a preview over the real site, an output on top of the sources."""
    if preview and (output is None or output.resolve() == (root / "public").resolve()):
        raise click.UsageError("A build with --drafts or with a --now still to come needs another --output.")
    sources = [(root / name).resolve() for name in ("content", "templates", "static")]
    target = (output or root / "public").resolve()
    if root.resolve().is_relative_to(target) or any(target.is_relative_to(source) for source in sources):
        raise click.UsageError(f"{target} holds the site's sources; choose another --output.")

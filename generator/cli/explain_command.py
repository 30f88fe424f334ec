"""`broadsheet explain`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options, report
from generator.cli.terminal import say

if TYPE_CHECKING:
    from generator.inquiry import Explanation, Unknown
    from generator.store import Store


@click.command("explain", help="Tell what a page is made from, and why it was last made.")
@options.site
@click.argument("given", metavar="URL-OR-PATH")
@options.output
@options.together(options.as_json, options.verbose)
def command(root: Path, given: str, output: Path | None, as_json: bool, verbose: bool) -> None:
    from generator.inquiry import Unknown

    with options.host_errors():
        found = _ask(root, output or root / "public", given)
    if as_json:
        report.show_facts(found)
    elif isinstance(found, Unknown):
        say(found.message, err=True)
        for near in found.near:
            say(f"  {near}", err=True)
    else:
        _show(found, output or root / "public", verbose)
    sys.exit(options.FAULTY if isinstance(found, Unknown) else options.OK)


def _ask(root: Path, output: Path, given: str) -> Explanation | Unknown:
    from generator.inquiry import inquire, unbuilt
    from generator.store.keeping import store_for, store_path

    def work(store: Store) -> Explanation | Unknown:
        return inquire(store, root, output, given)

    if not store_path(root, output).exists():
        return unbuilt(output)
    return store_for(root, output, work, waiting=report.waiting)


def _show(found: Explanation, output: Path, verbose: bool) -> None:
    from generator import explain

    say(found.url or found.source, bold=True)
    say(f"This is {found.kind}; it is {found.state}.")
    if found.file:
        changed = (
            f", last changed {found.changed:%Y-%m-%d %H:%M}" if found.changed else ", which is not there"
        )
        say(f"Its file is {output}/{found.file}{changed}.")
    if found.reason:
        say(f"It was last made because {found.reason}.")
    for group in found.reads:
        say()
        say(f"{group.title}:")
        for line in group.lines:
            say(f"  {line}")
    if verbose:
        say()
        say("All that it reads:")
        for read in found.raw:
            say(f"  {explain.raw(read)}")

"""`broadsheet deploy` into a folder that shows each file at once."""

from __future__ import annotations

import os
from pathlib import Path

from deploys import broken, edit, folder_fetch, lacking, paper, run_here

from generator.deploy.items import mark
from generator.deploy.record import CLAIMS, RECORD, Deployed, Entry, Head, decode, encode
from generator.manifest import read_manifest


def test_a_folder_in_place(tmp_path: Path) -> None:
    here = paper(tmp_path / "site", "type: folder, path: www, keep: 0, precompress: [gz]")
    here.build()
    assert run_here(here) == 0
    root = here.root / "www"
    assert not broken(folder_fetch(root))
    assert (root / "index.html.gz").is_file() and not (root / "media/a.svgz").exists()
    here.put("www/mine.txt", b"mine")
    edit(here, 3)
    here.build()
    assert run_here(here) == 0
    assert (root / "mine.txt").read_bytes() == b"mine"
    assert here.run("deploy", "--rollback").returncode == 3
    (root / "index.html").write_bytes(b"<p>by hand")
    assert "foreign-change" in here.run("deploy", "--no-check").stderr


def test_a_folder_that_holds_something_else_is_not_taken_over(tmp_path: Path) -> None:
    here = paper(tmp_path / "site", "type: folder, path: www, keep: 0")
    here.put("www/index.html", b"somebody's")
    here.build()
    assert "strange-host" in here.run("deploy", "--no-check").stderr
    assert (here.root / "www/index.html").read_bytes() == b"somebody's"
    assert run_here(here, "--force") == 0
    assert (here.root / "www/index.html").read_bytes() != b"somebody's"


def test_two_editions_that_size_and_time_do_not_tell_apart(tmp_path: Path) -> None:
    """A deploy was interrupted after its claims, and the old pages look like the new ones."""
    here = paper(tmp_path / "site", "type: folder, path: www, keep: 0")
    here.build()
    run_here(here)
    edit(here, 1)  # another style sheet, and in every page another name for it
    here.build()
    root, output = here.root / "www", here.root / "public"
    record = decode((root / RECORD).read_bytes())
    assert record
    pages = [path for path in record.files if path.endswith(".html")]
    for path in pages:
        time = (root / path).stat().st_mtime
        os.utime(output / path, (time, time))
    built = read_manifest(output).files
    claims = {path: Entry(mark(built[path].digest), record.files[path].stamp) for path in pages}
    (root / CLAIMS).write_bytes(encode(Deployed(Head("feedfeedfeedfeed"), claims)))
    assert (root / "index.html").stat().st_size == (output / "index.html").stat().st_size
    assert run_here(here) == 0
    assert not lacking(here, folder_fetch(root))

"""Photographs into WebP, beside Hugo: `python -m benchmarks.photographs --count 200 --runs 3`.

The same photographs of 12 and 24 megapixels are brought to the same four widths, by Hugo's image pipeline in
a site of one page for each, and by Broadsheet's engine, in turns; both use all cores. With `--build`,
`broadsheet build` makes a site of them too: from nothing, and after the text of one article has changed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from PIL import Image

from benchmarks import pictures, report, tools
from benchmarks.candidate import PEERS, TITLES
from benchmarks.fingerprint import REPOSITORY
from benchmarks.measure import Measurement, run
from benchmarks.results import FOLDER
from benchmarks.sites import WORK

AT_MOST = 1.0
"""Of Hugo's wall time."""
STORED = FOLDER / "photographs.json"
Runs = dict[str, list[Measurement]]


def main() -> int:
    options = _options()
    tools.install()
    base = options.work / f"photographs-{options.count}"
    photographs = base / "photographs"
    pictures.make(options.count, photographs)
    works: dict[str, Callable[[], Measurement]] = {
        "hugo": lambda: _hugo(photographs, base / "hugo"),
        "engine": lambda: _engine(photographs, base / "engine"),
    }
    if options.build:
        works["build"] = lambda: _build(photographs, base / "broadsheet")
        works["text"] = lambda: _text(base / "broadsheet")
    runs: Runs = {name: [] for name in works}
    for _ in range(options.runs):
        for name, work in works.items():
            runs[name].append(work())
    _compare(base / "hugo", base / "engine")
    found = {name: [asdict(one) for one in measured] for name, measured in runs.items()}
    STORED.write_text(json.dumps({"count": options.count, "runs": found}, indent=1) + "\n", encoding="utf-8")
    print(table(runs))
    return int(ratio(runs) > AT_MOST)


def table(runs: Runs) -> str:
    """Return a Markdown table of medians, and of wall time as a ratio to Hugo's."""
    titles = {
        "hugo": "Hugo, its image pipeline",
        "engine": "Broadsheet, its engine alone",
        "build": "`broadsheet build`, from nothing",
        "text": "`broadsheet build`, one text changed",
    }
    hugo = _median(runs["hugo"], "wall")
    rows = [
        [
            titles[name],
            f"{_median(measured, 'wall'):.1f}",
            f"{_median(measured, 'cpu'):.1f}",
            f"{_median(measured, 'tree'):.0f}",
            f"{_median(measured, 'wall') / hugo:.2f}",
        ]
        for name, measured in runs.items()
    ]
    return report.table(["photographs", "wall, s", "CPU, s", "memory, MB", "of Hugo's wall"], rows)


def ratio(runs: Runs) -> float:
    """Return the engine's wall time as a part of Hugo's."""
    return _median(runs["engine"], "wall") / _median(runs["hugo"], "wall")


def _median(measured: list[Measurement], field: str) -> float:
    return statistics.median(getattr(one, field) for one in measured)


def _hugo(photographs: Path, site: Path) -> Measurement:
    """Build Hugo's site from nothing, its cache of pictures too."""
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(PEERS / "hugo-photographs", site)
    for path in photographs.glob("*.jpg"):
        page = site / "content" / path.stem
        page.mkdir(parents=True)
        (page / "index.md").write_text(f"---\ntitle: {path.stem}\n---\n", encoding="utf-8")
        os.link(path, page / "photo.jpg")
    places = ["--source", str(site), "--destination", str(site / "public"), "--cacheDir", str(site / "cache")]
    return _measured([tools.hugo(), "build", "--quiet", "--noBuildLock", *places])


def _engine(photographs: Path, output: Path) -> Measurement:
    shutil.rmtree(output, ignore_errors=True)
    return _measured([sys.executable, "-m", "benchmarks.developing", str(photographs), str(output)])


def _build(photographs: Path, base: Path) -> Measurement:
    """Build Broadsheet's site from nothing, its cache of pictures too."""
    shutil.rmtree(base, ignore_errors=True)
    folder = base / "site" / "content" / "news"
    folder.mkdir(parents=True)
    config = TITLES | {"base_url": "https://example.org/"}
    (base / "site" / "site.yaml").write_text(json.dumps(config), encoding="utf-8")
    for path in photographs.glob("*.jpg"):
        os.link(path, folder / path.name)
        _article(folder / f"{path.stem}.md", path.name, "What the picture shows, told in a sentence.")
    return _broadsheet(base)


def _text(base: Path) -> Measurement:
    """Build it again after a sentence has changed, and no picture."""
    article = base / "site" / "content" / "news" / "photo-000.md"
    _article(article, "photo-000.jpg", "What the picture shows, told in another sentence.")
    return _broadsheet(base)


def _article(path: Path, picture: str, text: str) -> None:
    image = {"src": picture, "alt": "Shapes in many colours", "credit": "The benchmark"}
    fields = {"title": f"The story of {path.stem}", "date": "2024-11-11", "image": image}
    path.write_text(f"---\n{json.dumps(fields)}\n---\n{text}\n", encoding="utf-8")


def _broadsheet(base: Path) -> Measurement:
    places = ["--site", str(base / "site"), "--output", str(base / "output")]
    return _measured([sys.executable, "-m", "generator", "build", "--quiet", *places])


def _measured(command: list[str]) -> Measurement:
    os.sync()
    return run(command, REPOSITORY)


def _compare(hugo: Path, engine: Path) -> None:
    """See that both have made the same: as many pictures of each width."""
    made = [Counter(map(_width, folder.rglob("*.webp"))) for folder in (hugo / "public", engine)]
    if made[0] != made[1]:
        raise SystemExit(f"Hugo and Broadsheet have not made the same: {made[0]} and {made[1]}")


def _width(path: Path) -> int:
    with Image.open(path) as image:
        return image.width


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.photographs", description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="number of photographs (default 200)")
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured (default 3)")
    parser.add_argument("--build", action="store_true", help="measure whole builds too")
    parser.add_argument("--work", type=Path, default=WORK, help="folder for photographs and outputs")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())

"""What hostile articles cost: `python -m benchmarks.hostile --articles 20000 --runs 3`.

One article in a thousand gives way to one that no reader can take, in a dozen ways. The archive is built
anew with and without them, in turns. Each has to be reported, all others published, and the whole to take no
more than a tenth longer; else the exit code is 1.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import corpus
from benchmarks.forms import FORMS
from benchmarks.results import FOLDER
from benchmarks.sites import WORK

AT_MOST = 1.1
EVERY = 1_000
STORED = FOLDER / "hostile.json"
_FRONT = b"---\ntitle: Hostile\ndate: 2024-11-11\n---\n\n"
HOSTILE: dict[str, bytes] = {
    "too-much: links": _FRONT + b"[a](/b" * 6_000,
    "too-much: notes": _FRONT + b"[^a] " * 8_000 + b"\n\n[^a]: note\n",
    "too-much: tags": _FRONT + b"<a/" * 14_000,
    "too-deep: quotations": _FRONT + b"> " * 20_000 + b"a",
    "too-deep: elements": _FRONT + b"<div>" * 8_000,
    "too-deep: data": b"---\ntitle: " + b"[" * 20_000 + b"\n---\n",
    "too-long": b"---\ntitle: " + b"a" * 70_000 + b"\n---\n",
    "yaml-alias": b"---\na: &a {x: 1}\n" + b"".join(b"b%d: {<<: *a}\n" % n for n in range(2_000)) + b"---\n",
    "duplicate-key": b"---\ntitle: A\ntitle: B\n---\n",
    "binary-file": bytes(range(256)) * 200,
    "unreadable-date": b"---\ntitle: A\ndate: 9999-99-99\n---\n\nText.\n",
    "unreadable-markdown": _FRONT + b"1. " * 3_000,
}
"""By the rule that reports them."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--work", type=Path, default=WORK)
    options = parser.parse_args()
    base = options.work / f"hostile-{options.articles}"
    shutil.rmtree(base, ignore_errors=True)
    replaced = _prepare(base, options.articles)
    times: dict[str, list[float]] = {"clean": [], "hostile": []}
    wrong: set[str] = set()
    for _ in range(options.runs):
        for name, found in times.items():
            took, told = _build(base, name)
            found.append(took)
            wrong |= set(replaced.items() if name == "hostile" else ()) - told
    ratio = min(times["hostile"]) / min(times["clean"])
    figures = {"articles": options.articles, "hostile": len(replaced), "seconds": times, "ratio": ratio}
    STORED.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    medians = ", ".join(f"{name} {statistics.median(found):.1f} s" for name, found in times.items())
    print(f"{options.articles:,} articles, {len(replaced)} hostile: {medians}, {ratio:.3f} times")
    print(f"Not told of: {wrong}" if wrong else "Each was told of")
    return int(bool(wrong) or ratio > AT_MOST)


def _prepare(base: Path, count: int) -> dict[str, str]:
    """Write both archives; the rule for the path of each hostile article."""
    clean, hostile = base / "clean", base / "hostile"
    corpus.write(count, clean, FORMS["broadsheet"])
    (clean / "site.yaml").write_text("title: The Archive\nbase_url: https://example.org/\n")
    shutil.copytree(clean, hostile)
    paths = sorted(path for path in (hostile / "content").rglob("*") if path.suffix in (".md", ".txt"))
    rules = list(HOSTILE)
    replaced = {}
    for number, path in enumerate(paths[EVERY // 2 :: EVERY]):
        rule = rules[number % len(rules)]
        path.unlink()
        path = path.with_suffix(".md")
        path.write_bytes(HOSTILE[rule])
        replaced[path.relative_to(hostile).as_posix()] = rule.partition(":")[0]
    return replaced


def _build(base: Path, name: str) -> tuple[float, set[tuple[str, str]]]:
    """Seconds of a clean build, and path and rule of each error that it tells of."""
    output = base / f"{name}-public"
    shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, "-m", "generator", "build", "--keep-going", "--json"]
    started = time.monotonic()
    done = subprocess.run(
        [*command, "--site", str(base / name), "--output", str(output)],
        capture_output=True,
        text=True,
        check=False,
    )
    took = time.monotonic() - started
    report = json.loads(done.stdout)
    told = {(each["path"], each["rule"]) for each in report["problems"] if each["severity"] == "error"}
    if done.returncode != (1 if told else 0) or not (output / "index.html").is_file():
        raise SystemExit(done.stderr[-2000:])
    return took, told


if __name__ == "__main__":
    sys.exit(main())

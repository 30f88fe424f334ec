"""How long one edited article takes to its host: `python -m benchmarks.deploys --articles 10000`.

The host is an S3 server on this machine (moto, which is Python and answers one request at a time). The
archive is built and deployed once; then, again and again, one article is edited, the site is built, and
`broadsheet deploy` is timed as a whole, with the start of the interpreter and the check that it runs first;
then once more in the same way with `--no-check`. What was sent is read from the log of the server.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote

from benchmarks import corpus
from benchmarks.forms import FORMS
from benchmarks.generators import broadsheet
from benchmarks.sites import WORK

WAYS = {"with a check": (), "without": ("--no-check",)}
KEYS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret"}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.deploys", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    site = WORK / "deploys" / str(options.articles)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    _prepare(site, options.articles, port)
    with (site / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
        try:
            _make_bucket(port)
            _run(site, "build", "--frozen")
            seconds, first = _timed(site, "--no-check")
            print(f"first deploy: {first['sent']:,} objects, {first['bytes'] / 1e6:.0f} MB, {seconds:.1f} s")
            _run(site, "check", "--quiet")
            times = {way: [] for way in WAYS}
            for number in range(options.runs * len(WAYS)):
                way = list(WAYS)[number % len(WAYS)]
                times[way].append(_edited(site, number, way))
        finally:
            server.terminate()
            server.wait()
    for way, taken in times.items():
        print(f"one edited article, {way}: {statistics.median(taken):.2f} s (median of {len(taken)})")
    return 0


def _prepare(site: Path, articles: int, port: int) -> None:
    """The archive, and a target that is the server of this run."""
    if not (site / "content").exists():
        corpus.write(articles, site, FORMS["broadsheet"])
    broadsheet.COMMONMARK.configure(site)
    target = f"type: s3, bucket: paper, endpoint: 'http://127.0.0.1:{port}', region: us-east-1"
    with (site / "site.yaml").open("a", encoding="utf-8") as config:
        config.write(f"deploy:\n  live: {{{target}}}\n")
    (site / "published.tsv").unlink(missing_ok=True)


def _make_bucket(port: int) -> None:
    import boto3

    for _ in range(200):
        try:
            boto3.client(
                "s3",
                endpoint_url=f"http://127.0.0.1:{port}",
                aws_access_key_id="key",
                aws_secret_access_key="secret",
                region_name="us-east-1",
            ).create_bucket(Bucket="paper")
            return
        except Exception:
            time.sleep(0.1)
    raise SystemExit("The server does not answer")


def _run(site: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "generator", *arguments, "--site", str(site)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, env={**os.environ, **KEYS})
    if done.returncode:
        raise SystemExit(f"broadsheet {' '.join(arguments)} ends with {done.returncode}")
    return done.stdout


def _timed(site: Path, *more: str) -> tuple[float, dict[str, int]]:
    """The wall time of a deploy in seconds, and its report."""
    start = time.perf_counter()
    report = json.loads(_run(site, "deploy", *more, "--json"))
    return time.perf_counter() - start, report


def _edited(site: Path, number: int, way: str) -> float:
    """Edit one article, build, deploy in one of the `WAYS`; give the seconds of the deploy."""
    articles = sorted((site / "content").rglob("*.md"))
    with articles[(number + 1) * len(articles) // 17].open("a", encoding="utf-8") as article:
        article.write(f"\nOne more sentence, number {number}.\n")
    _run(site, "build", "--frozen")
    log = site / "server.log"
    start = log.stat().st_size
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds, report = _timed(site, *WAYS[way])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    written = log.read_bytes()[start:].decode().splitlines()
    keys = [unquote(line.partition('"PUT /paper/')[2].partition(" HTTP")[0]) for line in written]
    sent = sorted(key for key in keys if key and not key.startswith(".broadsheet/"))
    told = sorted(step["path"] for step in report["steps"] if step["does"] == "send")
    if sent != told:
        raise SystemExit(f"Sent {sent}, and told {told}")
    share = f"{len(sent)} of {len(sent) + report['stays']:,} objects"
    print(f"  {share}, {way}: {seconds:.2f} s, {cpu:.2f} s of CPU")
    return seconds


if __name__ == "__main__":
    sys.exit(main())

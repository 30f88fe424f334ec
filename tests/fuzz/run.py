"""`make fuzz`: each target in a process of its own, until its inputs or its time are over.

    python -m fuzz.run --inputs 1000000 --seconds 600 yaml toml

With `atheris` (https://github.com/google/atheris) inputs are led by what they reach in the code; without it
they are those of `inputs.py`. What is found is written to `tests/fuzz/found/`, and belongs into the corpus of
its target as soon as it is mended.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import signal
import subprocess
import sys
import time
import traceback
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

from fuzz.inputs import CORPUS, LONGEST, generated, pieces
from fuzz.targets import TARGETS

SLOW = 2  # seconds that one input may take
MEMORY = 512  # MiB that a target may take
FOUND = CORPUS.parent / "found"


def main() -> int:
    options = _options()
    if options.child:
        return _guided(options) if options.guided else _random(options)
    failed = []
    for name in options.targets or TARGETS:
        command = [sys.executable, "-m", "fuzz.run", "--child", *_limits(options), name]
        if options.guided and find_spec("atheris"):
            command.append("--guided")
        started = time.monotonic()
        ended = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
        said = [line for line in ended.stderr.splitlines() if line.strip()]
        counts = [line for line in (*said, *ended.stdout.splitlines()) if line.startswith("Done")]
        took = f"{time.monotonic() - started:.0f} s"
        print(
            f"{name}: {'sound' if not ended.returncode else 'FOUND SOMETHING'}, {took}", *counts, flush=True
        )
        if ended.returncode:
            failed.append(name)
            print("\n".join(said[-30:]), flush=True)
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []])
    parser.add_argument("--inputs", type=int, default=1_000_000, help="for each target, at most")
    parser.add_argument("--seconds", type=int, default=60, help="for each target, at most")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--random", dest="guided", action="store_false", help="do without atheris")
    parser.add_argument("--guided", action="store_true", default=True, help=argparse.SUPPRESS)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _limits(options: argparse.Namespace) -> list[str]:
    random = [] if options.guided and find_spec("atheris") else ["--random"]
    limits = {"inputs": options.inputs, "seconds": options.seconds, "seed": options.seed}
    return [f"--{name}={value}" for name, value in limits.items()] + random


def _random(options: argparse.Namespace) -> int:
    """Inputs of our own. Whatever goes wrong is written down and ends the process."""
    (name,) = options.targets
    run = TARGETS[name].run
    until = time.monotonic() + options.seconds
    data = b""

    def give_up(_: int, __: FrameType | None) -> None:
        raise TimeoutError(f"one input takes more than {SLOW} s")

    signal.signal(signal.SIGVTALRM, give_up)
    done = 0
    try:
        for data in generated(name, options.seed):
            if done >= options.inputs or time.monotonic() > until:
                break
            signal.setitimer(signal.ITIMER_VIRTUAL, SLOW)
            run(data)
            done += 1
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        assert peak <= MEMORY, f"takes {peak} MiB"
    except BaseException:
        path = _keep(name, data)
        traceback.print_exc()
        print(f"Written to {path}", file=sys.stderr)
        return 1
    print(f"Done: {done} inputs of our own, {peak} MiB")
    return 0


def _keep(name: str, data: bytes) -> Path:
    path = FOUND / name / f"{hashlib.sha256(data).hexdigest()[:12]}{TARGETS[name].suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _guided(options: argparse.Namespace) -> int:
    """The same by libFuzzer, which ends the process itself."""
    import atheris

    (name,) = options.targets
    with atheris.instrument_imports(include=["generator", "markdown", "yaml", "tomllib"]):
        target = TARGETS[name]
        target.run(b"")
    folder = FOUND / name
    folder.mkdir(parents=True, exist_ok=True)
    reached = folder / "reached"
    reached.mkdir(exist_ok=True)
    words = folder / "words.dict"
    words.write_text("".join(f'"{_quoted(piece)}"\n' for piece in pieces(name)), "ascii")
    arguments = [
        sys.argv[0],
        f"-runs={options.inputs}",
        f"-max_total_time={options.seconds}",
        f"-timeout={SLOW}",
        f"-rss_limit_mb={MEMORY}",
        f"-max_len={LONGEST}",
        f"-seed={options.seed + 1}",
        f"-dict={words}",
        f"-artifact_prefix={folder}{os.sep}",
        "-verbosity=1",
        str(reached),
        str(CORPUS / name),
    ]
    atheris.Setup(arguments, target.run)
    atheris.Fuzz()
    return 0


def _quoted(piece: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in piece)


if __name__ == "__main__":
    sys.exit(main())

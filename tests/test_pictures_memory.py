"""The worst pictures that are accepted keep a process below 600 MiB, measured in processes of their own."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sites import REPOSITORY

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells the peak")

MOST = 600 * 1024 * 1024
WORKER = 60_000_000
"""What a worker of a build holds beside its pictures: code, settings, templates."""

SCRIPT = """
import re, resource, sys
from pathlib import Path
from generator.pictures.develop import develop
from generator.pictures.inspect import Seen, inspect
from generator.pictures.recipes import Recipe

ballast = bytearray(b"x") * int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
data = Path(sys.argv[1]).read_bytes()
found = inspect(data, sys.argv[1])
assert isinstance(found, Seen), found
develop(data, [Recipe(sys.argv[3])])
# The peak that `getrusage` tells begins with that of the parent.
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def peak(path: Path, format: str) -> int:
    """The most bytes that a process holds which looks at a picture and makes its largest derivative."""
    command = [sys.executable, "-c", SCRIPT, str(path), str(WORKER), format]
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY)
    assert done.returncode == 0, done.stderr
    return int(done.stdout) * 1024


def written(path: Path, image: Image.Image, format: str, **options: Any) -> Path:
    stream = io.BytesIO()
    image.save(stream, format, **options)
    path.write_bytes(stream.getvalue())
    return path


CLEAR = (200, 30, 60, 120)


@pytest.mark.parametrize(
    ("colour", "mode", "size", "format", "options", "made"),
    [
        pytest.param(CLEAR, "RGBA", (8650, 5780), "PNG", {"compress_level": 1}, "avif", id="png-into-avif"),
        pytest.param(CLEAR, "RGBA", (6120, 4080), "WEBP", {"method": 0}, "webp", id="webp"),
        pytest.param(CLEAR, "RGBA", (6120, 4080), "AVIF", {"speed": 10}, "webp", id="avif"),
        pytest.param(CLEAR, "CMYK", (8650, 5780), "JPEG", {"progressive": True}, "webp", id="progressive"),
        pytest.param(90, "L", (16300, 12200), "JPEG", {}, "jpeg", id="200-megapixels"),
    ],
)
def test_a_process_stays_small(
    tmp_path: Path,
    colour: Any,
    mode: str,
    size: tuple[int, int],
    format: str,
    options: dict[str, Any],
    made: str,
) -> None:
    path = written(tmp_path / f"a.{format.lower()}", Image.new(mode, size, colour), format, **options)
    assert peak(path, made) < MOST

"""The layering of the design, read from the imports: each layer knows those below it and none above."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from sites import REPOSITORY

LAYERS: tuple[tuple[str, frozenset[str]], ...] = (
    ("model", frozenset({"", "model", "visible"})),
    (
        "pure",
        frozenset({
            "addresses", "appearance", "articles", "assembly", "assets", "belonging", "cards", "characters",
            "charts", "ci", "closures", "config", "conflicts", "contexts", "data", "dates", "editions",
            "emission", "explain", "facts", "field_edits", "formats", "front", "ground", "hosts", "identity",
            "importers", "indexes", "interface", "kinds", "labels", "languages", "likeness", "lists",
            "making", "mentions", "options", "pages", "pictures", "readers", "reasons", "recorded",
            "recordings", "redirects", "references", "renditions", "rows", "scaffold", "schemes",
            "settings", "shapes", "slugs", "sponsorship", "stale", "structured", "targets", "templates",
            "texts", "truth", "urls", "view",
        }),
    ),
    ("disk", frozenset({
        "checks", "collisions", "compiled", "darkroom", "dating", "deadline", "deploy", "design", "disk",
        "due", "engraver", "folders", "forwarded", "hostfiles", "inquiry", "inspection", "journal", "ledger",
        "losses", "manifest", "outcome", "output", "paths", "patience", "placing", "press", "publication",
        "share", "stock", "store", "tape", "team", "theme", "urgency", "versions", "workers",
    })),
    ("build", frozenset({"build", "checking", "edition", "forwarding", "standing", "verify"})),
    ("serve", frozenset({"serve"})),
    ("cli", frozenset({"__main__", "cli"})),
)  # fmt: skip
"""The parts of `generator/` from the ground up; a new module goes into the lowest layer that can hold it."""

WORLD = frozenset({
    "asyncio", "ftplib", "getpass", "glob", "http", "locale", "logging", "multiprocessing", "os", "pathlib",
    "platform", "random", "secrets", "shutil", "signal", "smtplib", "socket", "sqlite3", "ssl", "subprocess",
    "sys", "tempfile", "time", "urllib.request", "uuid", "watchdog", "webbrowser",
})  # fmt: skip
"""What the pure layers never import: disk, clock, network, chance, environment, other processes."""

ASKING = frozenset(
    {"now", "utcnow", "today", "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "rglob"}
)
"""Methods that ask the clock or the disk."""

PACKAGE = REPOSITORY / "generator"
FILES = sorted(PACKAGE.rglob("*.py"))


def module(path: Path) -> str:
    """The dotted name below `generator`: `pages.home`; that of a package is its folder."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module(path): path for path in FILES}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """The full names of all that a file imports, inside functions too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(path: Path) -> set[str]:
    """The modules of `generator` that a file imports."""
    found = set()
    for name in imports(path):
        if name.split(".")[0] == "generator":
            inner = name.removeprefix("generator").lstrip(".")
            found.add(inner if inner in MODULES else inner.rpartition(".")[0])
    return found


def layer(name: str) -> int:
    top = name.split(".", maxsplit=1)[0]
    places = [number for number, (_, members) in enumerate(LAYERS) if top in members]
    assert len(places) == 1, f"generator/{top} stands in {len(places)} layers of the table"
    return places[0]


def in_layers(*names: str) -> list[Path]:
    return [path for path in FILES if LAYERS[layer(module(path))][0] in names]


def test_the_table_names_what_exists() -> None:
    listed = set().union(*(members for _, members in LAYERS))
    assert {name.split(".")[0] for name in MODULES} == listed


def test_imports_point_downward() -> None:
    named = ((module(path), name) for path in FILES for name in own(path))
    assert [(here, name) for here, name in named if layer(name) > layer(here)] == []


def test_no_imports_go_in_a_circle() -> None:
    graph = {name: own(path) - {name} for name, path in MODULES.items()}
    # A package and its own modules count as one thing: its table names them, and they may name each other.
    merged = {name: {other for other in found if not _related(name, other)} for name, found in graph.items()}
    assert list(TopologicalSorter(merged).static_order())


def _related(name: str, other: str) -> bool:
    return f"{name}.".startswith(f"{other}.") or f"{other}.".startswith(f"{name}.")


Place = tuple[str, int, str]
"""A module, a line, and what is there."""


def test_the_pure_layers_touch_nothing() -> None:
    assert [place for path in in_layers("model", "pure") for place in touching(path)] == []


def touching(path: Path) -> Iterator[Place]:
    for name in imports(path):
        if WORLD & {name.rsplit(".", cut)[0] for cut in range(name.count(".") + 1)}:
            yield module(path), 0, name
    for node in ast.walk(tree(path)):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in ASKING:
            yield module(path), called.lineno, called.attr
        if isinstance(called, ast.Name) and called.id in ("open", "input", "exec", "eval"):
            yield module(path), called.lineno, called.id


def test_the_model_knows_little_of_others() -> None:
    outside = {name.split(".")[0] for name in imports(PACKAGE / "model.py")} - set(sys.stdlib_module_names)
    assert outside == {"generator", "msgspec"} and own(PACKAGE / "model.py") == {"visible"}


def test_only_the_command_speaks() -> None:
    others = [path for path in FILES if path not in in_layers("cli")]
    assert [module(path) for path in others for name in imports(path) if name.split(".")[0] == "click"] == []
    assert [place for path in others for place in speaking(path, "stdout", "stderr")] == []


def test_the_command_speaks_through_one_door() -> None:
    """`terminal.py` sees to it that what is quoted can forge no line, and that a full disk is told of."""
    others = [path for path in (PACKAGE / "cli").glob("*.py") if path.stem != "terminal"]
    assert [place for path in others for place in speaking(path, "echo", "secho", "write")] == []


def speaking(path: Path, *attributes: str) -> Iterator[Place]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name) and node.id == "print":
            yield module(path), node.lineno, node.id
        if isinstance(node, ast.Attribute) and node.attr in attributes:
            yield module(path), node.lineno, node.attr


def test_pages_read_through_the_view_alone() -> None:
    pages = sorted((PACKAGE / "pages").glob("*.py"))
    named = [(module(path), name) for path in pages for name in own(path)]
    assert [each for each in named if each[1].startswith("store") or layer(each[1]) > 1] == []
    nodes = ((module(path), node) for path in pages for node in ast.walk(tree(path)))
    attributes = ((name, node) for name, node in nodes if isinstance(node, ast.Attribute))
    assert [(name, node.lineno) for name, node in attributes if node.attr == "_rows"] == []


def test_the_command_starts_without_what_only_some_of_its_work_needs() -> None:
    heavy = ("babel", "jinja2", "markdown", "nh3", "PIL", "pygments", "selectolax", "watchdog", "yaml")
    script = "import sys, generator.cli; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    assert not set(heavy) & {name.split(".")[0] for name in done.stdout.split()}


def test_types_are_frozen() -> None:
    """Shared types are values: nothing that a page or a report holds can change."""
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and any(_named(base) == "Record" for base in node.bases):
                options = {option.arg: ast.literal_eval(option.value) for option in node.keywords}
                assert options.get("frozen") is True, f"{path.name}: {node.name}"
            if isinstance(node, ast.ClassDef):
                for decorator in node.decorator_list:
                    assert _named(decorator) != "dataclass", f"{path.name}: {node.name} is not frozen"


def _named(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""

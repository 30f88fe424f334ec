"""Charts are drawn apart from what is forked: no process that has drawn one keeps others from drawing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import Site, article, site

pytest.importorskip("vl_convert")


def newspaper(root: Path, count: int) -> Site:
    here = site(root)
    for number in range(count):
        block = f"```chart\ntype: bar\ndata: t{number}.csv\ntitle: Trams {number}\nalt: Trams\n```\n"
        here.write(f"-- content/world/n{number}.md --\n{article(f'Number {number}')}\n{block}")
        here.put(f"content/world/t{number}.csv", f"line,trams\nA,{number + 1}\nB,2\n".encode())
    return here


def test_a_process_that_has_drawn_may_fork_others_that_draw(tmp_path: Path) -> None:
    first = newspaper(tmp_path, 1).build(processes=1)
    assert [path for path in first.files if (path.endswith(".svg") and "t0" in path) or "chart" in path]
    then = newspaper(tmp_path, 4).build(processes=2)
    assert then.report.published
    for number in range(4):
        assert then.html(f"2024/11/n{number}/index.html").css("figure.chart img")

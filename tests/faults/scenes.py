"""What a build may be doing when the system fails it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sites import CONFIG, Site, article, png, site

NOW = "2024-12-01T12:00+00:00"
TARGET = "deploy: {live: {type: folder, path: ../host, precompress: [gz]}}\n"


def paper(root: Path) -> Site:
    """A paper with a little of everything that is published."""
    here = site(root, f"-- site.yaml --\n{CONFIG}{TARGET}lists: {{newest: 3}}\n")
    here.put("content/media/one.png", png(40))
    here.put("static/paper.css", b"p { color: #111 }")
    for number, name in enumerate(("alpha", "beta", "gamma", "delta")):
        tags = "[rail, sea]" if number % 2 else "[rail]"
        text = article(name.title(), f"2024-{11 - number:02d}-11", tags=tags, summary=f"Of {name}.")
        here.put(f"content/world/{name}.md", text.encode())
    here.put("content/sport/match.md", article("A match", "2024-10-02", tags="[ball]").encode())
    return here


def _nothing(_: Site) -> None:
    pass


def _edit(here: Site) -> None:
    here.put("content/world/beta.md", article("Beta, but better", "2024-10-11", tags="[rail, new]").encode())


def _delete(here: Site) -> None:
    here.remove("content/sport/match.md").remove("content/world/alpha.md")


def _template(here: Site) -> None:
    from generator.theme import theme_folder

    base = (theme_folder() / "templates" / "base.html").read_bytes()
    here.put("templates/base.html", base.replace(b"</body>", b"<p>New foot</p></body>"))
    here.put("static/site.css", (theme_folder() / "static" / "site.css").read_bytes() + b"b { color: red }")


def _pictures(here: Site) -> None:
    here.put("content/media/two.png", png(400)).put("content/media/one.png", png(50))
    text = article("Epsilon", "2024-11-30", tags="[photo]", image="{src: /media/two.png, alt: Two}")
    here.put("content/world/epsilon.md", f"{text}\n![One](/media/one.png)\n".encode())


def _renamed(here: Site) -> None:
    old = (here.root / "content/world/alpha.md").read_bytes()
    here.remove("content/world/alpha.md").put("content/world/omega.md", old)


class Scene:
    """A change, and the command that meets with it."""

    def __init__(self, change: Callable[[Site], None], first: bool = False, deploys: bool = False) -> None:
        self.change = change
        self.first = first  # nothing was built before
        self.deploys = deploys

    def arguments(self, here: Site) -> list[str]:
        place = ["--site", str(here.root)]
        return ["deploy", *place, "--no-check"] if self.deploys else ["build", *place, "--now", NOW]


SCENES = {
    "first build": Scene(_nothing, first=True),
    "edit": Scene(_edit),
    "delete": Scene(_delete),
    "template": Scene(_template),
    "pictures": Scene(_pictures),
    "renamed": Scene(_renamed),
    "deploy": Scene(_pictures, deploys=True),
    "first deploy": Scene(_pictures, first=True, deploys=True),
    "nothing": Scene(_nothing),
}

"""Pictures in a built site: their files, what pages say of them, and what is never published."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from photographs import moving, svg
from PIL import Image
from sites import CONFIG, NOW, Result, Site, article, png, site

from generator import making
from generator.share import Share
from generator.stock import measuring

SECRET = "Serial 4711"


def photo(
    width: int = 700,
    height: int = 525,
    colour: tuple[int, int, int] = (180, 90, 40),
    artist: str = "Jane Doe",
) -> bytes:
    """A JPEG with a gradient, in which a camera has written where it was."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    image = Image.blend(image, Image.new("RGB", (width, height), colour), 0.5)
    exif = Image.Exif()
    exif[0x013B] = artist
    exif[0xA431] = SECRET  # BodySerialNumber
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80, exif=exif)
    return out.getvalue()


def newspaper(root: Path, front: str = "image: {src: ../media/mole.jpg, alt: Waves}", text: str = "") -> Site:
    here = site(
        root, f"-- content/world/a.md --\n---\ntitle: Waves\ndate: 2024-11-11\n{front}\n---\nText.\n{text}"
    )
    return here.put("content/media/mole.jpg", photo())


def candidates(result: Result, page: str, selector: str = "main picture source") -> list[tuple[str, int]]:
    """The files of the first element that a selector finds, each with the width that the page tells."""
    node = result.html(page).css_first(selector)
    assert node is not None
    pairs = (each.rsplit(" ", 1) for each in (node.attributes["srcset"] or "").split(", "))
    return [(url.lstrip("/"), int(width.removesuffix("w"))) for url, width in pairs]


def opened(result: Result, path: str) -> Image.Image:
    return Image.open(io.BytesIO(result.files[path]))


PAGE = "2024/11/a/index.html"


def test_a_page_has_a_picture_in_all_sizes(tmp_path: Path) -> None:
    result = newspaper(tmp_path).put("content/media/mole.jpg", photo(1600, 1200)).build()
    files = candidates(result, PAGE)
    assert [width for _, width in files] == [320, 450, 640, 900, 1280, 1600]
    for path, width in files:
        found = opened(result, path)
        assert (found.format, found.width, found.height) == ("WEBP", width, round(width * 3 / 4))
    image = result.html(PAGE).css_first("main picture img")
    assert image is not None
    told = image.attributes
    assert (told["width"], told["height"], told["fetchpriority"]) == ("1280", "960", "high")
    assert "loading" not in told
    assert opened(result, (told["src"] or "").lstrip("/")).format == "JPEG"


def test_nothing_that_a_camera_wrote_is_published(tmp_path: Path) -> None:
    result = newspaper(tmp_path, text="[The photograph](../media/mole.jpg)\n").build()
    media = {path: data for path, data in result.files.items() if path.startswith("media/")}
    assert "media/mole.jpg" in media
    for data in media.values():
        assert SECRET.encode() not in data
        assert 0x8825 not in Image.open(io.BytesIO(data)).getexif()


def test_pictures_of_the_text_wait_until_they_are_near(tmp_path: Path) -> None:
    result = newspaper(tmp_path, "", '![Waves](../media/mole.jpg "A wave (Jane Doe/AP)")').build()
    assert [width for _, width in candidates(result, PAGE)] == [320, 450, 700]
    image = result.html(PAGE).css_first("main picture img")
    assert image is not None and image.attributes["loading"] == "lazy"
    assert result.texts(PAGE, "figcaption") == ["A wave Jane Doe/AP"]


def test_what_the_file_tells_is_used_where_the_article_is_silent(tmp_path: Path) -> None:
    result = newspaper(tmp_path).build()
    assert result.texts(PAGE, "figcaption .credit") == ["Jane Doe"]
    told = newspaper(tmp_path, "image: {src: ../media/mole.jpg, alt: Waves, credit: The Desk}").build()
    assert told.texts(PAGE, "figcaption .credit") == ["The Desk"]
    for path, _ in candidates(told, PAGE):
        assert b"The Desk" in told.files[path]


def test_a_caption_makes_no_picture_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = newspaper(tmp_path)
    before = here.build()
    monkeypatch.setattr(making, "develop", _never)
    front = "image: {src: ../media/mole.jpg, alt: Waves, caption: At noon}"
    after = newspaper(tmp_path, front).build()
    assert after.texts(PAGE, "figcaption") == ["At noon Jane Doe"]
    assert _media(after) == _media(before)
    assert not [path for path in after.report.written if path.startswith("media/")]


def test_a_clean_build_finds_what_was_made_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = newspaper(tmp_path)
    before = here.build().files
    monkeypatch.setattr(making, "develop", _never)
    assert here.build(clean=True).files == before


def test_another_picture_has_another_address(tmp_path: Path) -> None:
    here = newspaper(tmp_path)
    before = _media(here.build())
    here.put("content/media/mole.jpg", photo(colour=(0, 90, 200)))
    after = _media(here.build())
    assert before.keys().isdisjoint(after)


def test_what_nothing_shows_any_more_is_removed(tmp_path: Path) -> None:
    here = newspaper(tmp_path)
    assert _media(here.build())
    newspaper(tmp_path, "")
    assert not _media(here.build())


def test_crops_keep_what_counts(tmp_path: Path) -> None:
    """A mark at the left is in the square crop only if the focus says so."""
    image = Image.new("RGB", (800, 400), "white")
    image.paste("red", (0, 0, 100, 400))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95)

    def square(focus: str) -> tuple[int, ...]:
        here = newspaper(tmp_path, f"image: {{src: ../media/mole.jpg, alt: Waves, focus: {focus}}}")
        result = here.put("content/media/mole.jpg", out.getvalue()).build()
        path = next(path for path in result.files if "-1x1-" in path)
        pixel: Any = opened(result, path).convert("RGB").getpixel((10, 200))
        return tuple(pixel)

    assert square("[0, 0.5]")[1] < 60
    assert square("[0.5, 0.5]")[1] > 200


def test_search_engines_get_three_shapes(tmp_path: Path) -> None:
    result = newspaper(tmp_path).build()
    found = re.findall(
        r"media/mole-(\d+x\d+)-\d+\.[0-9a-f]{10}\.jpg", result.text(PAGE).partition("</head>")[0]
    )
    assert {"16x9", "4x3", "1x1"} <= set(found)


def test_social_media_get_a_card(tmp_path: Path) -> None:
    here = newspaper(tmp_path)
    result = here.build()
    url = result.html(PAGE).css_first('meta[property="og:image"]')
    assert url is not None
    path = (url.attributes["content"] or "").removeprefix("https://example.org/")
    assert path.startswith("2024/11/a/card.")
    assert opened(result, path).size == (1200, 630)
    here.write("-- content/world/a.md --\n---\ntitle: Tides\ndate: 2024-11-11\n---\nText.\n")
    assert not here.build().has(path)
    here.write(f"-- site.yaml --\n{CONFIG}pictures: {{cards: none}}\n")
    assert "og:image" not in here.build().text(PAGE)
    here.write(f"-- site.yaml --\n{CONFIG}pictures: {{cards: all}}\n")
    result = here.build()
    assert [path for path in result.files if "/card." in path and path[:-15] in ("2024/11/a/card",)]
    assert "og:image" in result.text(PAGE)


def test_feeds_have_the_picture_with_its_credit(tmp_path: Path) -> None:
    media = newspaper(tmp_path).build().feed().entries[0].media_content[0]
    assert (media["type"], media["width"], media["height"]) == ("image/jpeg", "700", "525")


def test_several_pictures_in_a_row_are_a_gallery(tmp_path: Path) -> None:
    text = "\n![One](../media/mole.jpg)\n![Two](../media/mole.jpg)\n"
    result = newspaper(tmp_path, "", text).build()
    assert len(result.html(PAGE).css(".gallery figure")) == 2
    assert result.text("feed.xml").count("&lt;figure&gt;") == 2


def test_pictures_by_machines_say_so(tmp_path: Path) -> None:
    result = newspaper(tmp_path, "image: {src: ../media/mole.jpg, alt: Waves, source_type: ai}").build()
    assert result.texts(PAGE, "figcaption .origin") == ["Picture made with AI"]
    for path, _ in candidates(result, PAGE):
        assert b"trainedAlgorithmicMedia" in result.files[path]


def test_a_broken_picture_hurts_nobody_else(tmp_path: Path) -> None:
    here = newspaper(tmp_path).write(f"-- content/world/b.md --\n{article('B', image='../media/bad.jpg')}")
    result = here.put("content/media/bad.jpg", photo()[:3000]).build()
    assert result.report.exit_code == 0
    rules = {(path, rule) for path, _, rule in result.rules}
    assert ("content/world/b.md", "unusable-picture") in rules
    assert any(path == "content/media/bad.jpg" for path, _ in rules)
    assert not [path for path in result.files if "bad" in path]
    assert candidates(result, PAGE)


def test_pictures_of_embargoed_articles_are_not_published(tmp_path: Path) -> None:
    here = newspaper(tmp_path)
    result = here.build(now="2024-11-10T00:00:00+00:00")
    assert not _media(result)
    assert _media(here.build())


@pytest.mark.parametrize("focus", ["[0.3]", "[0.3, 2]", "left", "[a, b]", "[nan, 0]"])
def test_a_focus_outside_of_the_picture_is_an_error(tmp_path: Path, focus: str) -> None:
    front = f"image:\n  src: ../media/mole.jpg\n  alt: Waves\n  focus: {focus}"
    assert ("content/world/a.md", 7, "bad-focus") in newspaper(tmp_path, front).build().rules


def test_the_answer_of_one_picture_is_the_same_in_processes(tmp_path: Path) -> None:
    here = newspaper(tmp_path, text="![Waves](../media/other.jpg)\n").put(
        "content/media/other.jpg", photo(900, 900)
    )
    assert here.build(processes=2).files == here.build(processes=1, clean=True, output="again").files


def _media(result: Result) -> dict[str, bytes]:
    return {path: data for path, data in result.files.items() if path.startswith("media/")}


def _never(*_: object) -> list[bytes]:
    raise AssertionError("a picture was made again")


def test_avif_comes_before_webp_where_it_is_wanted(tmp_path: Path) -> None:
    here = newspaper(tmp_path)
    here.write(f"-- site.yaml --\n{CONFIG}pictures: {{avif: true, quality: 60}}\n")
    types = [node.attributes["type"] for node in here.build().html(PAGE).css("main picture source")]
    assert types == ["image/avif", "image/webp"]


def test_what_moves_stands_still_for_those_who_ask_for_it(tmp_path: Path) -> None:
    here = newspaper(tmp_path, "", "\n![A light](light.gif)\n").put("content/world/light.gif", moving("GIF"))
    result = here.build()
    still, lively = result.html(PAGE).css("main picture source")
    assert still.attributes["media"] == "(prefers-reduced-motion: reduce)"
    path = (lively.attributes["srcset"] or "").split(" ")[0].lstrip("/")
    assert getattr(opened(result, path), "n_frames", 1) > 1
    path = (still.attributes["srcset"] or "").split(" ")[0].lstrip("/")
    assert getattr(opened(result, path), "n_frames", 1) == 1


def test_a_drawing_is_cleaned(tmp_path: Path) -> None:
    here = newspaper(tmp_path, "", "\n![A plan](plan.svg)\n")
    here.put("content/world/plan.svg", svg('<rect width="9" height="9"/><script>alert(1)</script>'))
    result = here.build()
    path = next(path for path in result.files if path.endswith(".svg") and "plan" in path)
    assert b"<rect" in result.files[path] and b"script" not in result.files[path]
    assert result.html(PAGE).css_first(f'main img[src="/{path}"]')


BAD = {
    "cut.jpg": photo()[:2000],
    "empty.png": b"",
    "text.jpg": b"Not a picture at all.",
    "bomb.png": png(3)[:16] + b"\x00\x01\x86\xa0\x00\x01\x86\xa0" + png(3)[24:],
    "page.svg": b"<html><script>alert(1)</script></html>",
    "entity.svg": b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b'<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
}
GOOD = {
    "UPPER.JPG": photo(),
    "two words \N{SAILBOAT}.png": png(40),
    "really-a.png": photo(),
    "grey.jpg": photo(64, 64),
}


def test_bad_pictures_are_told_of_all_at_once_and_hurt_nobody(tmp_path: Path) -> None:
    here = newspaper(tmp_path)
    for number, (name, data) in enumerate((BAD | GOOD).items()):
        here.put(f"content/media/{name}", data)
        text = f"![Picture](</media/{name}>)\n"
        here.write(f"-- content/world/n{number}.md --\n{article(f'Number {number}')}{text}")
    result = here.build()
    assert result.report.exit_code == 0
    told = {path for path, _, rule in result.rules if rule.startswith("picture") and rule != "picture-suffix"}
    assert told == {f"content/media/{name}" for name in BAD}
    pages = [f"2024/11/n{number}/index.html" for number in range(len(BAD | GOOD))]
    shown = [page for page in pages if result.html(page).css("main figure")]
    assert shown == pages[len(BAD) :]
    assert not [data for data in result.files.values() if b"root:" in data]


def test_the_check_tells_what_pictures_lack(tmp_path: Path) -> None:
    here = newspaper(tmp_path, "image: ../media/mole.jpg").put("content/media/unused.png", png(4))
    here.put("content/media/mole.jpg", photo(600, 400, artist=""))
    here.run("build", "--now", NOW)
    found = json.loads(here.run("check", "--json", "--now", NOW).stdout)["problems"]
    rules = {(each["path"], each["rule"]) for each in found}
    article, unused = "content/world/a.md", "content/media/unused.png"
    assert {(article, "no-credit"), (article, "small-picture"), (article, "no-alternative-text")} <= rules
    assert (unused, "unused-picture") in rules
    assert all(each["cure"] for each in found)


def test_a_preview_makes_pages_before_their_pictures(tmp_path: Path) -> None:
    here = newspaper(tmp_path)
    options: dict[str, Any] = {"preview": True, "keep_going": True, "output": "preview"}
    first = here.build(**options, share=Share(0, (PAGE,)))
    path, _ = candidates(first, PAGE)[0]
    assert not first.has(path)
    assert here.build(**options, share=Share(0, (path,))).has(path)


def test_files_that_do_not_fit_into_memory_are_copied_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "LARGE", 1000)
    here = newspaper(tmp_path, "", "[Data](data.zip) ![Waves](large.jpg)\n")
    result = here.put("content/world/data.zip", b"PK" * 900).put("content/world/large.jpg", photo()).build()
    assert result.files["media/world/data.zip"] == b"PK" * 900
    assert ("content/world/large.jpg", 0, "picture-too-large") in result.rules

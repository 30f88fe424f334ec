"""Social cards: what is on them, where it stands, and that every letter of it can be read."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from generator.cards.card import HEIGHT, WIDTH, SocialCard
from generator.cards.draw import draw
from generator.cards.palette import PAPER
from generator.cards.shaping import Script

EN, AR, HE, JA = Script("en", False), Script("ar", True), Script("he", True), Script("ja", False)
HEADLINES = {
    "en": "Harbour wall fails its first test of the winter as the surge comes in",
    "uk": "Портова стіна витримала перший зимовий шторм, але рибалки не вірять раді",
    "el": "Η κυβέρνηση ανακοινώνει νέα μέτρα για την προστασία των ακτών",
    "vi": "Ấn tượng lễ hội đua thuyền truyền thống thu hút hàng nghìn người dân",
    "ar": "رئيس الوزراء يعلن عن خطة جديدة بقيمة 300 مليون دولار بالتعاون مع NATO",
    "he": "ראש העיר: 40% מתקציב 2026 יופנה לחומת הים החדשה (TSI)",
    "ja": "首相、新たな経済対策を発表へ 物価高への対応で「給付金」10万円を軸に調整",
    "zh-Hans": "市议会投票决定借款一千一百万修建新海堤，渔民代表周二晚间发言反对",
    "zh-Hant": "市議會表決通過借款一千一百萬元興建新海堤，漁民代表週二晚間發言反對",
    "ko": "시의회, 새 방파제 건설 위해 1100억 원 차입 결정… 어민들 “생계 위협” 반발",
    "hi": "प्रधानमंत्री ने नई बंदरगाह योजना की घोषणा की, मछुआरों ने जताया विरोध",
    "th": "สภาเมืองลงมติกู้เงินสิบเอ็ดล้านเพื่อสร้างกำแพงกันคลื่นแห่งใหม่",
}
RIGHT_TO_LEFT = ("ar", "he")


def card(headline: str, language: str = "en", **changes: str) -> SocialCard:
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    fields = {"masthead": "The Saltmouth Gazette", "kicker": "Harbour", "accent": "#8b1a1a"} | changes
    return SocialCard(headline=headline, language=language, direction=direction, **fields)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size, image.mode) == ("JPEG", (WIDTH, HEIGHT), "RGB")
    return image


def photo(width: int = 900, height: int = 600, colour: str = "#2060c0") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(stream, "PNG")
    return stream.getvalue()


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """Where in a part of a card something stands on the paper; in pixels of the card."""
    part = image.crop(box)
    difference = ImageChops.difference(part, Image.new("RGB", part.size, PAPER)).convert("L")
    found = difference.point(lambda value: 255 if value > 60 else 0).getbbox()
    return found and (found[0] + box[0], found[1] + box[1], found[2] + box[0], found[3] + box[1])


@pytest.mark.parametrize("language", HEADLINES)
@pytest.mark.parametrize("pictured", [False, True])
def test_a_headline_of_any_language_stands_in_its_column(language: str, pictured: bool) -> None:
    image = opened(draw(card(HEADLINES[language], language), photo() if pictured else None))
    right_to_left = language in RIGHT_TO_LEFT
    paper = (0, 130, WIDTH, 612)
    if pictured:
        paper = (548, 130, WIDTH, 612) if right_to_left else (0, 130, 652, 612)
    found = ink(image, paper)
    assert found
    left, top, right, bottom = found
    assert left >= paper[0] + 40 and right <= paper[2] - 40
    assert top >= 134 and bottom <= 605
    reading_edge = paper[2] - right if right_to_left else left - paper[0]
    assert reading_edge <= 72
    assert right - left > 300 and bottom - top > 150


def test_the_same_card_has_the_same_bytes() -> None:
    one, picture = card("North Mole holds"), photo()
    assert draw(one, picture) == draw(one, picture)
    assert draw(one, None) != draw(card("North Mole breaks"), None)

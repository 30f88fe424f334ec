"""Social cards: what is drawn where. How their letters are set is in test_cards_setting.py."""

from __future__ import annotations

import io

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from generator.cards.card import HEIGHT, WIDTH, SocialCard
from generator.cards.draw import draw
from generator.cards.palette import ACCENT, PAPER, accent, legible
from generator.cards.words import can_set, capitals
from generator.model import Rights
from generator.settings.colours import contrast

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
KHMER = "រដ្ឋាភិបាលប្រកាសផែនការថ្មី"  # no font of the cards has it
BELOW_THE_RULES, ABOVE_THE_BAND = 130, HEIGHT - 16


def card(headline: str, language: str = "en", **changes: str) -> SocialCard:
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    fields = {"masthead": "The Saltmouth Gazette", "kicker": "Harbour", "accent": "#8b1a1a"} | changes
    return SocialCard(headline=headline, language=language, direction=direction, **fields)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size, image.mode) == ("JPEG", (WIDTH, HEIGHT), "RGB")
    return image


def png(image: Image.Image, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG", **options)
    return stream.getvalue()


def photo(*colours: str, size: tuple[int, int] = (1200, 630)) -> Image.Image:
    """A picture of upright stripes."""
    image = Image.new("RGB", size)
    for number, colour in enumerate(colours):
        image.paste(colour, (size[0] * number // len(colours), 0, size[0], size[1]))
    return image


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """Where in a part of a card something stands on the paper, in pixels of the card."""
    part = image.crop(box)
    difference = ImageChops.difference(part, Image.new("RGB", part.size, PAPER)).convert("L")
    found = difference.point(lambda value: 255 if value > 60 else 0).getbbox()
    return found and (found[0] + box[0], found[1] + box[1], found[2] + box[0], found[3] + box[1])


def near(pixel: tuple[int, ...], colour: str) -> bool:
    wanted = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return all(abs(value - other) < 12 for value, other in zip(pixel, wanted, strict=True))


@pytest.mark.parametrize("language", HEADLINES)
@pytest.mark.parametrize("pictured", [False, True])
def test_a_headline_of_any_language_stands_in_its_column(language: str, pictured: bool) -> None:
    picture = png(photo("#2060c0")) if pictured else None
    image = opened(draw(card(HEADLINES[language], language), picture))
    right_to_left = language in RIGHT_TO_LEFT
    left_edge = 548 if pictured and right_to_left else 0
    right_edge = 652 if pictured and not right_to_left else WIDTH
    found = ink(image, (left_edge, BELOW_THE_RULES, right_edge, ABOVE_THE_BAND))
    assert found
    left, top, right, bottom = found
    assert left >= left_edge + 44 and right <= right_edge - 44
    assert top >= BELOW_THE_RULES + 12 and bottom <= ABOVE_THE_BAND - 12
    assert (right_edge - right if right_to_left else left - left_edge) <= 62, "ink begins at the margin"
    assert right - left > 300 and bottom - top > 150, "and is large"


def test_the_same_card_has_the_same_bytes() -> None:
    one, picture = card("North Mole holds"), png(photo("#2060c0"))
    assert draw(one, picture) == draw(one, picture)
    assert draw(one, None) != draw(card("North Mole breaks"), None)


def test_masthead_section_and_accent_are_on_the_card() -> None:
    full = opened(draw(card("North Mole holds", accent="#0b6e4f"), None))
    assert near(full.getpixel((WIDTH // 2, HEIGHT - 5)), "#0b6e4f")
    assert ink(full, (0, 0, WIDTH, 112)), "the masthead"
    bare = opened(draw(card("North Mole holds", masthead="", kicker=""), None))
    assert not ink(bare, (0, 0, WIDTH, 200))
    green = full.convert("RGB").crop((60, 130, 400, 400)).getcolors(1 << 20)
    assert green and any(near(colour, "#0b6e4f") for _, colour in green), "the section is in the accent"


@pytest.mark.parametrize(
    ("focus", "colour"), [((0.05, 0.5), "#c02020"), ((0.5, 0.5), "#20a020"), ((1.0, 0.5), "#2020c0")]
)
def test_a_photo_is_cropped_around_its_focus(focus: tuple[float, float], colour: str) -> None:
    wide = png(photo("#c02020", "#20a020", "#2020c0", size=(3000, 630)))
    image = opened(draw(msgspec.structs.replace(card("Boats"), focus=focus), wide))
    for place in ((660, 10), (1190, 10), (900, 620)):
        assert near(image.getpixel(place), colour)


def test_a_small_photo_fills_its_place() -> None:
    image = opened(draw(card("Boats"), png(photo("#c02020", size=(40, 30)))))
    for place in ((656, 3), (1196, 3), (656, 626), (1196, 626)):
        assert near(image.getpixel(place), "#c02020")


def test_a_photo_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter, clockwise
    image = opened(draw(card("Boats"), png(photo("#c02020", "#2020c0", size=(800, 800)), exif=exif)))
    assert near(image.getpixel((900, 20)), "#c02020") and near(image.getpixel((900, 610)), "#2020c0")


def test_the_credit_is_drawn_and_written() -> None:
    picture = png(photo("#ffffff"))
    credited = msgspec.structs.replace(
        card("Boats"), rights=Rights(creator="Nell Hargreave", credit="Gazette")
    )
    data = draw(credited, picture)
    assert b"Nell Hargreave" in opened(data).info["xmp"]
    corner = (1000, 560, WIDTH, HEIGHT)
    assert ink(opened(data), corner)
    plain = opened(draw(card("Boats"), picture))
    assert not ink(plain, corner) and "xmp" not in plain.info
    assert "xmp" not in opened(draw(credited, None)).info, "there is no photo to have rights"


def test_what_cannot_be_set_leaves_its_room_to_the_photo() -> None:
    image = opened(draw(card(KHMER, "km"), png(photo("#2060c0"))))
    assert near(image.getpixel((20, 20)), "#2060c0") and near(image.getpixel((1180, 20)), "#2060c0")
    assert ink(image, (0, 520, WIDTH, 610)), "the masthead is below it"


def test_without_headline_and_photo_the_masthead_is_large() -> None:
    found = ink(opened(draw(card(KHMER, "km"), None)), (0, 0, WIDTH, HEIGHT - 16))
    assert found and found[2] - found[0] > 700
    assert not ink(opened(draw(card(KHMER, "km", masthead=KHMER), None)), (0, 0, WIDTH, HEIGHT - 16))


@pytest.mark.parametrize("headline", HEADLINES.values())
def test_the_fonts_have_the_languages_of_the_headlines(headline: str) -> None:
    assert can_set(headline)


@pytest.mark.parametrize(
    ("text", "settable"),
    [
        ("Prices up 4.5% – to €12, £10 or ₴500", True),
        ("Sun ☀️ and 🇺🇦 and 👩‍👩‍👧 in one line", True),  # emoji are left out
        ("Łódź, Þingvellir, Çeşme, Őrség, ḥamām", True),
        ("Бу́ча", True),
        ("العَرَبِيَّة", True),
        ("Əli Məmmədov, ƙasar Ɗan, Ɛʋɛ", True),
        (KHMER, False),
        ("A character of no newspaper: 𠮟𪚥", False),
        ("🎉", False),
        (" \n", False),
        ("\u200f\ufe0f", False),
        ("★ 2026", True),
        ("", False),
    ],
)
def test_what_can_be_set(text: str, settable: bool) -> None:
    assert can_set(text) is settable


@pytest.mark.parametrize(
    ("language", "text", "raised"),
    [
        ("en", "Harbour", "HARBOUR"),
        ("de", "Straße", "STRASSE"),
        ("tr", "siyaset ışık", "SİYASET IŞIK"),
        ("el", "Πολιτική, μαΐου, άϋλος", "ΠΟΛΙΤΙΚΗ, ΜΑΪΟΥ, ΑΫΛΟΣ"),
        ("ka", "პოლიტიკა", "პოლიტიკა"),
        ("ja", "政治", "政治"),
    ],
)
def test_capitals_follow_the_language(language: str, text: str, raised: str) -> None:
    assert capitals(text, language) == raised


@given(st.integers(0, 0xFFFFFF))
def test_the_section_can_be_read_whatever_the_accent(colour: int) -> None:
    assert contrast(legible(f"#{colour:06x}"), PAPER) >= 4.5


def test_a_site_without_an_accent_has_that_of_the_theme() -> None:
    assert accent("") == ACCENT and legible(ACCENT) == ACCENT


@settings(max_examples=40)
@given(
    st.text(max_size=400), st.text(max_size=60), st.sampled_from(["en", "ar", "ja", "th", ""]), st.booleans()
)
def test_any_text_is_drawn_and_stays_inside(
    headline: str, kicker: str, language: str, pictured: bool
) -> None:
    one = card(headline, language, kicker=kicker, masthead=headline)
    image = opened(draw(one, png(photo("#fdfcf8", size=(20, 20))) if pictured else None))
    for margin in ((0, 0, WIDTH, 20), (0, 0, 40, 612), (WIDTH - 40, 0, WIDTH, 612), (0, 598, WIDTH, 612)):
        assert not ink(image, margin)

"""How headlines are set on social cards: glyphs, directions, lines and sizes."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import ImageStat

from generator.cards import breaking
from generator.cards.bidi import levels, line_levels, visual
from generator.cards.breaking import Break, pieces
from generator.cards.canvas import Placed, ink
from generator.cards.faces import HEBREW, principal
from generator.cards.setting import Box, fit
from generator.cards.shaping import Line, Script, line

BOX = Box(1080, 348, 104, 44, 4)
NARROW = Box(546, 372, 68, 34, 5)
LETTERS = st.one_of(
    st.text(max_size=120),
    st.text(st.sampled_from("harbour wall -–/…“”«».,:;!?0123 НормаєїΣλ"), max_size=200),
    st.text(st.sampled_from("ابتلمن هؤ 123 (NATO) «،؟» َِّ"), max_size=120),
    st.text(st.sampled_from("首相、新たな経済対策「」・ー…10ッょ。！ 一百万"), max_size=120),
    st.text(st.sampled_from("नमस्तेक्षिर् ก็าเแำ่้ํ 한글 字"), max_size=120),
)


def glyphs(text: str, language: str, right_to_left: bool = False) -> list[int]:
    return [each.number for each in shaped(text, language, right_to_left).glyphs]


def shaped(text: str, language: str, right_to_left: bool = False) -> Line:
    return line(text, Script(language, right_to_left), principal(text))


def set_lines(text: str, language: str, box: Box = BOX) -> list[str]:
    return [each.text for each in fit(text, Script(language, language in ("ar", "he")), box).lines]


def test_arabic_letters_join() -> None:
    (alone,) = glyphs("ه", "ar", True)
    joined = glyphs("ههه", "ar", True)
    assert len({alone, *joined}) == 4, "at the end, in the middle, at the beginning"


def test_letters_from_right_to_left_stand_so() -> None:
    assert glyphs("اد", "ar", True) == glyphs("د", "ar", True) + glyphs("ا", "ar", True)
    closing = line(")", Script("en", False), HEBREW).glyphs[0].number
    for text, place in (("א(", 0), ("(א", -1)):  # an opening bracket is mirrored
        assert line(text, Script("he", True), HEBREW).glyphs[place].number == closing


def test_marks_stand_on_their_letters() -> None:
    bare, marked = shaped("ب", "ar", True), shaped("بَ", "ar", True)
    assert marked.ascent > bare.ascent and marked.right == pytest.approx(bare.right, abs=0.1)
    assert shaped("Ấ", "vi").ascent > shaped("A", "vi").ascent + 0.2
    assert shaped("о́", "uk").right == pytest.approx(shaped("о", "uk").right, abs=0.1)


def test_vowels_of_devanagari_go_before_their_consonant() -> None:
    consonant = glyphs("क", "hi")[0]
    assert glyphs("कि", "hi").index(consonant) > 0


def test_a_character_has_the_form_of_its_language() -> None:
    forms = {
        language: tuple(glyphs("骨", language)) for language in ("ja", "zh-Hans", "zh-Hant", "zh-HK", "zh-CN")
    }
    assert len({forms["ja"], forms["zh-Hans"], forms["zh-Hant"]}) == 3
    assert glyphs("Ok，", "zh-Hant")[-1] != glyphs("Ok，", "ja")[-1], "signs too"
    assert forms["zh-HK"] == forms["zh-Hant"] and forms["zh-CN"] == forms["zh-Hans"]


@pytest.mark.parametrize(
    ("logical", "right_to_left", "seen"),
    [  # capitals are Hebrew letters
        ("abc", False, "abc"),
        ("ABC", True, "CBA"),
        ("he said ABC DEF.", False, "he said FED CBA."),
        ("ABC abc DEF!", True, "!FED abc CBA"),
        ("ABC 123 DEF", True, "FED 123 CBA"),
        ("ABC 40% DEF", True, "FED 40% CBA"),
        ("ABC 12.5.2026", True, "12.5.2026 CBA"),
        ("ABC (TSI)", True, ")TSI( CBA".replace("TSI", "IST")),
        ("a (B) c", False, "a (B) c"),
        ("A (b c) D", True, "D )b c( A"),
        ("a \u2067B c\u2069 d", False, "a c B d"),
        ("AB-c", True, "c-BA"),
        ("A b(c) D", True, "D b(c) A"),
        ("A 10-12 B", True, "B 10-12 A"),
    ],
)
def test_directions(logical: str, right_to_left: bool, seen: str) -> None:
    hebrew = "".join(chr(0x5D0 + ord(letter) - 65) if letter.isupper() else letter for letter in logical)
    found = line_levels(hebrew, levels(hebrew, right_to_left), right_to_left)
    order = [number for number in visual(found) if logical[number] not in "\u2067\u2069"]
    assert "".join(logical[number] for number in order) == seen


def test_digits_after_arabic_letters_run_from_left_to_right() -> None:
    text = "عام 2026 (NATO)"
    found = levels(text, True)
    assert levels("عام 20%", True)[-3:] == [2, 2, 1], "where the sign stands to their left"
    assert found[text.index("2")] == 2 and found[text.index("N")] == 2 and found[text.index("(")] == 1


@settings(max_examples=200)
@given(
    st.text(st.sampled_from("abאבעغ12٣ .,:-+%()[]\u0301«»\u2067\u2066\u2068\u2069\u202a\u202e\u202c\u200f"))
)
def test_every_letter_keeps_one_place(text: str) -> None:
    for right_to_left in (False, True):
        found = line_levels(text, levels(text, right_to_left), right_to_left)
        assert sorted(visual(found)) == list(range(len(text)))
        assert all(int(right_to_left) <= level <= 126 for level in found)


def parts(text: str, language: str, most: Break) -> list[str]:
    return [text[piece.start : piece.end] for piece in pieces(text, language, most)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "North Mole holds", ["North", "Mole", "holds"]),
        ("en", "a 10-year, semi-detached £1.1bn", ["a", "10-year,", "semi-", "detached", "£1.1bn"]),
        ("fr", "« Non » : dit-il !", ["« Non » :", "dit-", "il !"]),
        ("uk", "Рада\u00a0— це", ["Рада\u00a0—", "це"]),
        ("en", "North – South", ["North –", "South"]),
        ("ko", "시의회, 새 방파제", ["시의회,", "새", "방파제"]),
        ("zh-Hans", "借款一千一百万。", ["借", "款", "一千一百万。"]),
        ("ja", "「夏」、へ", ["「夏」、", "へ"]),
        ("he", "על ה-API", ["על", "ה-API"]),
        ("de", "Donau\u00addampf", ["Donau\u00ad", "dampf"]),
    ],
)
def test_where_a_line_may_end(language: str, text: str, found: list[str]) -> None:
    assert parts(text, language, Break.LETTER) == found


def test_phrases_stay_whole_where_they_can() -> None:
    assert parts("今日は天気です。", "ja", Break.PHRASE) == ["今日は", "天気です。"]
    assert set_lines("首相、新たな経済対策を発表へ 物価高に対応", "ja", NARROW)[-1] == "物価高に対応"


@settings(max_examples=200)
@given(
    st.text(st.sampled_from("首相、新たな経済「対策」・ー…10ッょ。！％（一百）万"), min_size=1, max_size=80)
)
def test_no_line_begins_or_ends_with_what_may_not(text: str) -> None:
    lines = set_lines(text, "ja", NARROW)
    assert all(each[0] not in breaking._NO_START for each in lines[1:])
    assert all(each[-1] not in breaking._NO_END for each in lines[:-1])


def test_lines_are_of_like_length() -> None:
    lines = fit(
        "Harbour wall fails its first test of the winter as the surge comes in", Script("en", False), BOX
    ).lines
    assert 2 <= len(lines) <= 4
    assert min(each.width for each in lines) > 0.75 * max(each.width for each in lines)


def test_a_headline_is_as_large_as_it_can_be_and_whole_as_long_as_it_can_be() -> None:
    def setting(words: int, box: Box = BOX):  # type: ignore[no-untyped-def]
        return fit(" ".join(["harbour"] * words), Script("en", False), box)

    sizes = [setting(words).size for words in range(1, 25)]
    assert sizes[0] == BOX.largest and sizes == sorted(sizes, reverse=True)
    assert all("…" not in each.text for each in setting(24).lines)
    assert setting(200).lines[-1].text.endswith("harbour…") and setting(200).size == BOX.smallest


def test_a_long_word_is_divided_only_where_it_fits_no_line() -> None:
    assert set_lines("Wohnraumförderungsgesetz gilt", "de", NARROW) == ["Wohnraumförderungsgesetz", "gilt"]
    divided = set_lines("Donaudampfschifffahrtsgesellschaftskapitänswitwenrente bleibt", "de", NARROW)
    assert divided[0].endswith("-") and divided[-1].endswith("bleibt")


@settings(max_examples=150)
@example("ض" * 61, "ar", True, True)  # the letters at which it is divided grow wider
@example("กำ้้้้ " * 20, "th", False, True)  # towers of marks
@given(
    LETTERS,
    st.sampled_from(["en", "ar", "ja", "zh-Hant", "th", "xx-strange", ""]),
    st.booleans(),
    st.booleans(),
)
def test_any_text_stays_in_its_box(text: str, language: str, right_to_left: bool, narrow: bool) -> None:
    box = NARROW if narrow else BOX
    setting = fit(text, Script(language, right_to_left), box)
    assert setting.width <= box.width + 0.01 and setting.height <= box.height + 0.01
    assert len(setting.lines) <= box.lines + 1
    edge = 60 + box.width if right_to_left else 60
    mask = ink((1200, 630), [Placed(setting, edge, 100 + setting.rise, right_to_left)])
    if mask and (found := mask.getbbox()):
        assert found[0] >= 59 and found[2] <= 61 + box.width + 1
        assert found[1] >= 98 and found[3] <= 102 + box.height
        assert ImageStat.Stat(mask).extrema[0][1] > 0

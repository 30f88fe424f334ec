"""Makes the fonts of social cards, `generator/cards/fonts/`, from what their designers publish.

    npm install @expo-google-fonts/{newsreader,source-serif-4,frank-ruhl-libre,noto-naskh-arabic}
    apt-get download fonts-noto-core fonts-noto-cjk     # and `dpkg-deb -x` each into one folder
    pip install fonttools
    python tests/card_fonts.py NODE_MODULES FOLDER

Each font keeps the letters of its scripts and what it needs to set them. Hints go, since cards are drawn
large and without them, and so do the names that a licence may reserve. Run it when a font has a new version;
then raise `CARDS` in `generator/cards/draw.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FONTS = Path(__file__).parent.parent / "generator" / "cards" / "fonts"
NPM = "@expo-google-fonts"
NOTO = "usr/share/fonts/truetype/noto/NotoSerif{}-Bold.ttf"
CJK = "usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"

PUNCTUATION = (
    range(0x20, 0x40),
    range(0x5B, 0x61),
    range(0x7B, 0x7F),
    range(0xA0, 0xC0),
    range(0x2010, 0x205F),
)
JOINERS = (range(0x200B, 0x2010),)
LATIN = (
    *(range(0x20, 0x370), range(0x1E00, 0x1F00), range(0x2000, 0x2070)),
    *(range(0x2070, 0x20D0), range(0x2100, 0x2200), range(0x2212, 0x2213), range(0xFB00, 0xFB07)),
)

TABLE: dict[str, tuple[str, tuple[range, ...]]] = {
    "latin.ttf": (f"{NPM}/newsreader/600SemiBold/Newsreader_600SemiBold.ttf", LATIN),
    "cyrillic-greek.ttf": (
        f"{NPM}/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf",
        (*LATIN, range(0x370, 0x530), range(0x1C80, 0x1C90), range(0x2DE0, 0x2E00), range(0xA640, 0xA6A0)),
    ),
    "extended.ttf": (NOTO.format(""), (*LATIN, range(0x2C60, 0x2C80), range(0xA720, 0xA800))),
    "hebrew.ttf": (
        f"{NPM}/frank-ruhl-libre/600SemiBold/FrankRuhlLibre_600SemiBold.ttf",
        (*PUNCTUATION, *JOINERS, range(0x590, 0x600), range(0x20AA, 0x20AD), range(0xFB1D, 0xFB50)),
    ),
    "arabic.ttf": (
        f"{NPM}/noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf",
        (
            *PUNCTUATION,
            *JOINERS,
            range(0x600, 0x700),
            range(0x750, 0x780),
            range(0x8A0, 0x900),
            range(0xFDF0, 0xFE00),
        ),
    ),
    **{
        f"{script.lower()}.ttf": (NOTO.format(script), (*PUNCTUATION, *JOINERS, *ranges))
        for script, ranges in {
            "Armenian": (range(0x530, 0x590), range(0xFB13, 0xFB18)),
            "Bengali": (range(0x964, 0x966), range(0x980, 0xA00)),
            "Devanagari": (range(0x900, 0x980), range(0xA8E0, 0xA900), range(0x1CD0, 0x1D00)),
            "Ethiopic": (range(0x1200, 0x13A0),),
            "Georgian": (range(0x10A0, 0x1100), range(0x1C90, 0x1CC0)),
            "Gujarati": (range(0x964, 0x966), range(0xA80, 0xB00)),
            "Gurmukhi": (range(0x964, 0x966), range(0xA00, 0xA80)),
            "Kannada": (range(0x964, 0x966), range(0xC80, 0xD00)),
            "Malayalam": (range(0x964, 0x966), range(0xD00, 0xD80)),
            "Sinhala": (range(0x964, 0x966), range(0xD80, 0xE00)),
            "Tamil": (range(0x964, 0x966), range(0xB80, 0xC00)),
            "Telugu": (range(0x964, 0x966), range(0xC00, 0xC80)),
            "Thai": (range(0xE00, 0xE80),),
        }.items()
    },
}

BIG5_TRAILS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
REGIONS: dict[str, tuple[tuple[str, Iterable[int], Iterable[int]], ...]] = {
    "jp": (("euc_jp", (0xA1, 0xA2, 0xA4, 0xA5, *range(0xB0, 0xF5)), range(0xA1, 0xFF)),),
    "sc": (("gb2312", (0xA1, *range(0xB0, 0xF8)), range(0xA1, 0xFF)),),
    "tc": (("big5", range(0xA1, 0xC7), BIG5_TRAILS),),
    "kr": (("euc_kr", (0xA1, *range(0xB0, 0xC9)), range(0xA1, 0xFF)),),
}
"""The characters of each region's basic standard, as rows of its double-byte encoding.

JIS X 0208 and GB 2312, the signs and syllables of KS X 1001, and the frequent half of Big5: what newspapers
of the region are set in.
"""


def main(modules: Path, debian: Path) -> None:
    FONTS.mkdir(exist_ok=True)
    for name, (source, ranges) in TABLE.items():
        path = (modules if source.startswith(NPM) else debian) / source
        font = TTFont(path)
        wanted = {code for part in ranges for code in part} & font.getBestCmap().keys()
        save(cut(font, wanted, None), name)
    save(east_asian(debian / CJK), "cjk.otf")


def options() -> subset.Options:
    """All features that shape text by themselves, without those that somebody has to ask for."""
    chosen = subset.Options()
    chosen.hinting = False
    chosen.layout_features = [
        *("abvf", "abvm", "abvs", "akhn", "blwf", "blwm", "blws", "calt", "ccmp", "cfar", "cjct", "clig"),
        *("curs", "dist", "fina", "fin2", "fin3", "half", "haln", "halt", "init", "isol", "kern", "liga"),
        *("ljmo", "locl", "mark", "med2", "medi", "mkmk", "mset", "nukt", "pref", "pres", "pstf", "psts"),
        *("rclt", "rkrf", "rlig", "rphf", "tjmo", "vatu", "vjmo"),
    ]
    chosen.name_IDs = [0, 13, 14]
    chosen.notdef_outline = True
    chosen.drop_tables += ["BASE", "DSIG", "MATH", "STAT", "VORG", "gasp", "meta", "vhea", "vmtx"]
    return chosen


def cut(font: TTFont, codes: set[int], glyphs: set[str] | None) -> TTFont:
    """The font with no more than these characters; of these glyphs alone, where any are given."""
    chosen = options()
    chosen.layout_closure = glyphs is None
    cutter = subset.Subsetter(chosen)
    cutter.populate(unicodes=() if glyphs else codes, glyphs=glyphs or ())
    cutter.subset(font)
    return font


def east_asian(path: Path) -> TTFont:
    """One font for Chinese, Japanese and Korean, with the form of a character that each of them reads.

    The fonts of the collection share their glyphs; which form is meant, `locl` says by the language of
    the text. A character that Japanese does not use has the form of China, then of Taiwan.
    """
    maps = {
        font["name"].getDebugName(6).removeprefix("NotoSerifCJK")[:2]: font.getBestCmap()
        for font in TTCollection(path, lazy=True).fonts
    }
    forms: dict[int, str] = {}
    glyphs: set[str] = set()
    for region, rows in REGIONS.items():
        for code in characters(rows):
            if code in maps[region] and (code >= 0x3000 or code in range(0x2010, 0x2070)):
                forms.setdefault(code, maps[region][code])
                glyphs.add(maps[region][code])
    font = cut(TTFont(path, fontNumber=0), set(), glyphs)
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format in (4, 12):
            table.cmap = {
                code: glyph for code, glyph in forms.items() if table.format == 12 or code < 0x10000
            }
    return font


def characters(rows: Iterable[tuple[str, Iterable[int], Iterable[int]]]) -> Iterator[int]:
    for codec, leads, trails in rows:
        for lead in leads:
            for trail in trails:
                text = bytes((lead, trail)).decode(codec, errors="ignore")
                if len(text) == 1:
                    yield ord(text)


def save(font: TTFont, name: str) -> None:
    font["name"].setName(f"Broadsheet Cards {Path(name).stem}", 1, 3, 1, 0x409)
    font["name"].setName("Regular", 2, 3, 1, 0x409)
    font["name"].setName(f"BroadsheetCards-{Path(name).stem}", 6, 3, 1, 0x409)
    font["head"].modified = font["head"].created  # the same bytes whenever it is made
    font.recalcTimestamp = False
    font.save(FONTS / name)
    print(f"{(FONTS / name).stat().st_size:>9}  {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

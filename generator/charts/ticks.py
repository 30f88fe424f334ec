"""Round numbers along an axis, and numbers in words of a language."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from generator.formats import locale

_NARROW = "\u202f"
_HARD = "\u00a0"


def axis(
    values: Sequence[float], waste: float, most: int, low: float | None = None, high: float | None = None
) -> list[float]:
    """About `most` round numbers at most, the first and the last of which enclose all values.

    Nought is left out only where more than the share `waste` would be empty, so never where that is 1.
    `low` and `high` are where an editor wants the axis to end.
    """
    bottom, top = min(values), max(values)
    zero = waste >= 1
    if zero or (bottom >= 0 and bottom < waste * top) or (top <= 0 and top > waste * bottom):
        bottom, top = min(0.0, bottom), max(0.0, top)
    if low is not None and low < (top if high is None else high):
        bottom = min(0.0, low) if zero else low
    if high is not None and high > bottom:
        top = high
    if is_flat(bottom, top):
        spread = abs(top) / 2 or 1.0
        bottom, top = (bottom - spread, top + spread) if not zero else (min(bottom, 0.0), max(top, 1.0))
    return _round(bottom, top, most)


def is_flat(bottom: float, top: float) -> bool:
    """Whether two ends of an axis are so near that nothing between them can be told."""
    return top - bottom <= 1e-9 * max(abs(bottom), abs(top), 1e-3)


def _round(bottom: float, top: float, most: int) -> list[float]:
    rough = (top - bottom) / max(1, most - 1)
    power = math.floor(math.log10(rough))
    for multiple in (1, 2, 5, 10, 20):
        first, last = _steps(bottom, top, multiple, power)
        if last - first < most:
            break
    digits = max(0, -power)
    return [
        round(number * multiple * 10.0**power, digits) if power < 0 else float(number * multiple * 10**power)
        for number in range(first, last + 1)
    ]


def _steps(bottom: float, top: float, multiple: int, power: int) -> tuple[int, int]:
    """The first and the last step at or beyond the ends; what is off by a rounding error is on it."""
    step = multiple * 10.0**power
    return math.floor(bottom / step + 1e-9), math.ceil(top / step - 1e-9)


def decimals(values: Iterable[float]) -> int:
    """How many digits behind the decimal sign tell all of some round numbers, at most 6."""
    return max((_decimals(value) for value in values), default=0)


def _decimals(value: float) -> int:
    return next(
        (digits for digits in range(6) if math.isclose(round(value, digits), value, abs_tol=1e-12)), 6
    )


def written(value: float, digits: int, language: str, unit: str = "") -> str:
    """A number as people read it, with a short unit at its side: `1,234.5`, `12 %`, `€30`."""
    from babel.numbers import format_decimal

    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    number = str(format_decimal(value + 0.0, pattern, locale=locale(language)))
    return with_unit(number.replace("-", "−"), unit, language)


def short(value: float, language: str, unit: str = "") -> str:
    """A large number in short: `1.2M`."""
    from babel.numbers import format_compact_decimal

    number = str(format_compact_decimal(value, locale=locale(language), fraction_digits=1))
    return with_unit(number.replace("-", "−"), unit, language)


def writer(values: Sequence[float], language: str, unit: str = "") -> Callable[[float], str]:
    """How the numbers of one axis are written: all with the same digits, or all in short."""
    if max(map(abs, values), default=0) >= 1e6:
        return lambda value: short(value, language, unit) if value else written(0, 0, language, unit)
    shown = decimals(values)
    return lambda value: written(value, shown, language, unit)


def is_short(unit: str) -> bool:
    """Whether a unit is a sign that stands beside every number."""
    return len(unit) <= 2


def with_unit(number: str, unit: str, language: str) -> str:
    if not unit or not is_short(unit):
        return number
    if unit == "%":
        found = locale(language)
        gap = any(space in found.percent_formats[None].pattern for space in (_HARD, _NARROW))
        return f"{number}{_HARD if gap else ''}%"
    if unit in "$€£¥":
        before = locale(language).currency_formats["standard"].pattern.startswith("¤")
        sign, bare = ("−", number[1:]) if number.startswith("−") else ("", number)
        return f"{sign}{unit}{bare}" if before else f"{number}{_HARD}{unit}"
    return f"{number}{'' if unit.startswith('°') and len(unit) == 1 else _HARD}{unit}"

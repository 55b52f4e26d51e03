"""Sums and dates of English captures, under the values that Chinese words have."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal

from guanlan.publish.gate.thing import Day, Num, Thing

_CODES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "u.s. dollars": "USD",
    "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP",
    "¥": "CNY", "rmb": "CNY", "cny": "CNY", "yuan": "CNY",
    "won": "KRW", "krw": "KRW", "yen": "JPY", "jpy": "JPY", "chf": "CHF",
}  # fmt: skip
_SCALES = {"thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9,
           "b": 10**9, "trillion": 10**12}  # fmt: skip
_NUMBER = r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?"
_SCALE = r"(thousand|million|billion|trillion|mn|bn|[kmb])\b"
_SIGN = r"us\$|[€$£¥]|eur|usd|gbp|rmb|cny|krw|jpy|chf"
_WORD = r"euros?|(?:u\.s\. )?dollars?|pounds?|yuan|won|yen|eur|usd|gbp|rmb|cny"
# look-aheads outside of (?i:…) let ``re`` skip to what a pattern begins with
_BEFORE = re.compile(rf"(?=[€$£¥UuEeGgRrCcKkJj])(?i:({_SIGN}) ?{_NUMBER}(?:[ -]?{_SCALE})?)")
_BEHIND = re.compile(rf"(?=[0-9])(?i:(?<![0-9.,]){_NUMBER}(?:[ -]?{_SCALE})?[ -]({_WORD})\b)")
_COUNT = re.compile(rf"(?=[0-9])(?i:(?<![0-9.,€$£]){_NUMBER} {_SCALE}(?! ?(?:{_WORD})))")
_PERCENT = re.compile(rf"(?=[0-9])(?i:(?<![0-9.,]){_NUMBER} (?:percent|per cent)\b)")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_NAMES = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in _MONTHS)
_DATE = re.compile(
    rf"(?=[0-9JFMASONDjfmasond])(?i:\b(?:({_NAMES})\.? ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([12][0-9]{{3}})"
    rf"|([0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?({_NAMES})\.?,? ([12][0-9]{{3}})"
    rf"|({_NAMES}) ([12][0-9]{{3}}))\b)",
)
_LATIN = re.compile("[A-Za-z]{4}")


def find_english(text: str) -> Iterator[Thing]:
    """Sums (251 million euros, €251m), big counts, percentages and dates (December 18, 2024) of English words."""
    if not _LATIN.search(text):
        return
    for match in _BEFORE.finditer(text):
        yield _money(match, match[1], (match[2], match[3], match[4]))
    for match in _BEHIND.finditer(text):
        yield _money(match, match[4], (match[1], match[2], match[3]))
    for match in _COUNT.finditer(text):
        value = _value(match[1], match[2], match[3])
        yield Thing("number", "count", f"{value:f}", *match.span(), Num(value, "", "general"))
    for match in _PERCENT.finditer(text):
        value = _value(match[1], match[2], None)
        yield Thing("number", "ratio %", f"{value:f} %", *match.span(), Num(value, "%"))
    yield from _dates(text)


def _money(match: re.Match[str], word: str, number: tuple[str, str | None, str | None]) -> Thing:
    code, value = _CODES[word.lower()], _value(*number)
    return Thing("number", f"money {code}", f"{value:f} {code}", *match.span(), Num(value, code))


def _value(whole: str, part: str | None, scale: str | None) -> Decimal:
    value = Decimal(whole.replace(",", "") + (part or ""))
    value *= _SCALES[scale.lower()] if scale else 1
    return value.to_integral_value() if value == value.to_integral_value() else value


def _dates(text: str) -> Iterator[Thing]:
    for match in _DATE.finditer(text):
        name = (match[1] or match[5] or match[7]).lower()
        month = next(number for number, full in enumerate(_MONTHS, 1) if full.startswith(name[:3]))
        year, day = int(match[3] or match[6] or match[8]), match[2] or match[4]
        try:
            shown = datetime.date(year, month, int(day)).isoformat() if day else f"{year:04}-{month:02}"
        except ValueError:
            continue
        yield Thing("date", "date", shown, *match.span(), Day(shown, shown))

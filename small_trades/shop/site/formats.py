"""How amounts, dates and times are written in Japanese and English."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import get_language

LANGUAGES = ("ja", "en")
_WEEKDAYS = {"ja": "月火水木金土日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def current_language() -> str:
    """The language of the page being made: `ja` or `en`."""
    return "en" if (get_language() or "ja").startswith("en") else "ja"


def money(yen: int) -> str:
    """An amount in whole yen: `1,980円`, in English `¥1,980`; below zero with a minus sign U+2212."""
    sign = "−" if yen < 0 else ""
    amount = f"{abs(yen):,}"
    return f"{sign}{amount}円" if current_language() == "ja" else f"{sign}¥{amount}"


def date(day: dt.date, *, weekday: bool = False) -> str:
    """A day in Japan: `2026年10月5日`, in English `5 Oct 2026`; a moment is taken in the shop's time zone."""
    if isinstance(day, dt.datetime):
        day = timezone.localtime(day).date()
    language = current_language()
    name = _WEEKDAYS[language][day.weekday()]
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日" + (f"({name})" if weekday else "")
    return (f"{name} " if weekday else "") + f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_and_month(day: dt.date) -> str:
    """A day whose year is known: `10月5日`, in English `5 Oct`."""
    if current_language() == "ja":
        return f"{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]}"


def datetime(moment: dt.datetime) -> str:
    """A moment in the shop's time zone: `2026年10月5日 14:03`, in English `5 Oct 2026, 14:03`."""
    local = timezone.localtime(moment)
    separator = " " if current_language() == "ja" else ", "
    return f"{date(local.date())}{separator}{local:%H:%M}"


def file_size(count: int) -> str:
    """Bytes as people read them: `340 KB`, `1.2 MB`."""
    kilobytes = max(1, round(count / 1024))
    return f"{kilobytes} KB" if kilobytes < 1000 else f"{count / 1024 / 1024:.1f} MB"  # noqa: PLR2004 -- three digits


def in_language(thing: object, name: str) -> str:
    """An attribute of a bilingual thing in the page's language; Japanese where English is empty."""
    return str(getattr(thing, f"{name}_{current_language()}") or getattr(thing, f"{name}_ja"))

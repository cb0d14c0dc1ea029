"""Where, when and for how much parcels go: regions, fees, time slots, dates."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import jpholiday
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.shop.pricing.charges import ShippingFees


@dataclass(frozen=True, slots=True)
class Region:
    """Prefectures that share a fee in yen and a number of days on the road."""

    id: str
    prefectures: tuple[str, ...]
    fee: int
    days: int


REGIONS: Final = (
    Region("hokkaido", ("北海道",), 1210, 3),
    Region("tohoku", ("青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県"), 880, 2),
    Region(
        "kanto", ("茨城県", "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "山梨県"), 770, 1
    ),
    Region("shinetsu", ("新潟県", "長野県"), 770, 1),
    Region("chubu", ("富山県", "石川県", "福井県", "岐阜県", "静岡県", "愛知県", "三重県"), 770, 1),
    Region("kansai", ("滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県"), 880, 2),
    Region("chugoku", ("鳥取県", "島根県", "岡山県", "広島県", "山口県"), 990, 2),
    Region("shikoku", ("徳島県", "香川県", "愛媛県", "高知県"), 990, 2),
    Region("kyushu", ("福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県"), 1210, 3),
    Region("okinawa", ("沖縄県",), 1650, 5),
)
FEES: Final = ShippingFees({region.id: region.fee for region in REGIONS}, free_from=11_000)
_REGION_OF: Final = {prefecture: region for region in REGIONS for prefecture in region.prefectures}
_BY_ID: Final = {region.id: region for region in REGIONS}

SLOTS: Final[dict[str, str | Promise]] = {
    "": _("No preference"),
    "morning": _("Morning (until 12:00)"),
    "14-16": "14:00–16:00",
    "16-18": "16:00–18:00",
    "18-20": "18:00–20:00",
    "19-21": "19:00–21:00",
}

CUT_OFF: Final = dt.time(12)  # orders until noon are packed on the same working day
PACKING_DAYS: Final = 1
DATES_OFFERED: Final = 14
_SATURDAY: Final = 5
_YEAR_END: Final = frozenset({(12, 29), (12, 30), (12, 31), (1, 2), (1, 3)})  # besides the holidays by law


def region_of(prefecture: str) -> Region:
    """The region of a prefecture by its Japanese name. Raises KeyError for any other word."""
    return _REGION_OF[prefecture]


def region_by_id(region: str) -> Region:
    """The region of an id. Raises KeyError for any other word."""
    return _BY_ID[region]


def is_working_day(day: dt.date) -> bool:
    """Whether the shop packs that day: not on weekends, holidays by law (祝日法) or at New Year."""
    is_holiday = jpholiday.is_holiday(day) or (day.month, day.day) in _YEAR_END
    return day.weekday() < _SATURDAY and not is_holiday


def packing_day(ordered: dt.datetime) -> dt.date:
    """The working day on which an order leaves, counted from a moment in the shop's time zone."""
    first = ordered.date() if ordered.time() < CUT_OFF else ordered.date() + dt.timedelta(days=1)
    days = (day for day in _from(first) if is_working_day(day))
    for _skipped in range(PACKING_DAYS):
        next(days)
    return next(days)


def earliest_delivery(ordered: dt.datetime, region: Region) -> dt.date:
    """The first day on which a parcel can arrive; carriers deliver every day of the year."""
    return packing_day(ordered) + dt.timedelta(days=region.days)


def dates_offered(ordered: dt.datetime, region: Region) -> tuple[dt.date, ...]:
    """The days that may be wished for, earliest first."""
    earliest = earliest_delivery(ordered, region)
    return tuple(earliest + dt.timedelta(days=days) for days in range(DATES_OFFERED))


def _from(day: dt.date) -> Iterator[dt.date]:
    while True:
        yield day
        day += dt.timedelta(days=1)

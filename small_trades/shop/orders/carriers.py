"""The carriers the shop works with, and how their parcels are followed."""

import re
from dataclasses import dataclass
from typing import Final

from small_trades.shop.kernel.text import one_line


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier's names, and the page on which its customers follow a parcel (the number is typed there)."""

    id: str
    name_ja: str
    name_en: str
    tracking_page: str


CARRIERS: Final = {
    carrier.id: carrier
    for carrier in (
        Carrier("yamato", "ヤマト運輸", "Yamato Transport", "https://toi.kuronekoyamato.co.jp/cgi-bin/tneko"),
        Carrier(
            "sagawa",
            "佐川急便",
            "Sagawa Express",
            "https://k2k.sagawa-exp.co.jp/p/sagawa/web/okurijoinput.jsp",
        ),
        Carrier(
            "japan-post",
            "日本郵便",
            "Japan Post",
            "https://trackings.post.japanpost.jp/services/srv/search/input",
        ),
    )
}
_TRACKING: Final = re.compile(r"[0-9A-Z]{8,16}")


def tidy_tracking_number(typed: str) -> str | None:
    """A tracking number without hyphens and spaces, or None where it cannot be one."""
    plain = re.sub(r"[-‐−ー \s]", "", one_line(typed).upper())
    return plain if _TRACKING.fullmatch(plain) else None

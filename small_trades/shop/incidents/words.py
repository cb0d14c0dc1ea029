"""What groups and classes of keys are called where an incident is told."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.policy.declaration import POLICY
from small_trades.shop.account.words import GROUPS
from small_trades.shop.site.formats import current_language

_ITEMS: Final[dict[str, str | Promise]] = {"search": _("an entry in the results of a search")}


def item_name(item: str) -> str:
    """A group, "search", or a class of keys (`ORDER_FY2026`) in the language of the page."""
    if item in _ITEMS:
        return str(_ITEMS[item])
    retention_id, _fy, year = item.partition("_FY")
    known = {retention.id: retention for retention in POLICY.retention}
    if retention_id in known:
        name = known[retention_id].name_ja if current_language() == "ja" else known[retention_id].name_en
        short = name.split("：")[0].split(":")[0]
        return f"{short} {year}".strip()
    return str(GROUPS.get(item, item))

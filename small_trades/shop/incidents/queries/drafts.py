"""The first words for the nine items of a report: what the program knows, and what a human must fill in.

A report goes to the Personal Information Protection Commission, so it is written in Japanese.
"""

from django.utils import timezone, translation

from small_trades.policy.groups import IncidentWords
from small_trades.shop.incidents.models import Incident, IncidentKind
from small_trades.shop.incidents.queries.concerned import Concerned
from small_trades.shop.incidents.words import item_name

_TO_FILL = "（記入してください）"
_HOW = {
    IncidentKind.STAFF: "従業者1名の権限により、業務画面で個人データが閲覧された、またはそのおそれがある。",
    IncidentKind.SESSION: "盗まれたおそれのあるログインにより、業務画面で個人データが閲覧された。",
    IncidentKind.SPAN: "次の期間に、個人データが不正に閲覧された、またはそのおそれがある。",
    IncidentKind.STORES: "データベースまたはバックアップの複製が持ち出された、またはそのおそれがある。",
}


def draft(incident: Incident, found: Concerned) -> IncidentWords:
    """The nine items (個人情報保護法施行規則 8) as far as they can be known."""
    since, until = (
        f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" for moment in (incident.since, incident.until)
    )
    with translation.override("ja"):
        items = "\n".join(f"・{item_name(item)}：{count:,}人" for item, count in found.items.items())
    erased = f"（うち消去済みで特定できない方 {found.erased:,}人）" if found.erased else ""
    return IncidentWords(
        overview=f"{_HOW[IncidentKind(incident.kind)]}\n期間：{since} から {until} まで",
        items=items or "該当なし",
        persons=f"{found.persons:,}人{erased}",
        cause=_TO_FILL,
        secondary_damage=_secondary(incident, found),
        response=_TO_FILL,
        publication=_TO_FILL,
        prevention=_TO_FILL,
        other=_other(found),
    )


def _secondary(incident: Incident, found: Concerned) -> str:
    if not found.is_open:
        return (
            "複製された個人データは、本人ごとの鍵（AES-256-GCM）で暗号化されており、鍵を開く鍵は別に保管していた。"
            "複製だけでは開くことができない。"
        )
    if incident.kind == IncidentKind.STORES:
        return "鍵を開く鍵も複製されており、開かれるおそれがある。カード番号は保有していない。"
    return "カード番号とパスワードは開かれていない（カード番号は保有していない）。そのほかは調査中。"


def _other(found: Concerned) -> str:
    attempts = f"拒否された閲覧の試み：{found.attempts:,}人分。" if found.attempts else ""
    return f"{attempts}閲覧の記録は改ざんを検出できる形式（RFC 6962）で残っている。"

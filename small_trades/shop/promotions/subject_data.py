"""What promotions hold about a person: their points, and which orders used a coupon."""

from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.shop.promotions.actions.forget import forget_person
from small_trades.shop.promotions.kinds import EntryKind
from small_trades.shop.promotions.models import CouponUse, PointsAccount, PointsEntry

COVERS = (CouponUse, PointsAccount, PointsEntry)
_WORDS = {
    EntryKind.EARNED: ("注文で獲得", "Earned with an order"),
    EntryKind.USED: ("注文で利用", "Used for an order"),
    EntryKind.RETURNED: ("注文の取り消しで返却", "Back from an order that was given up"),
    EntryKind.TAKEN_BACK: ("返品で取り消し", "Taken back with a return"),
    EntryKind.EXPIRED: ("失効", "Expired"),
    EntryKind.GIVEN: ("当店から付与", "Given by the shop"),
    EntryKind.TAKEN: ("当店が取り消し", "Taken by the shop"),
}


def held(subject: UUID) -> list[privacy.Held]:
    """One entry for the points with every change of them, and one for each use of a coupon."""
    uses = CouponUse.objects.filter(subject=subject).select_related("coupon").order_by("-at")
    return [*_points(subject), *(_use(use) for use in uses)]


def forget(subject: UUID) -> int:
    """Remove points and uses of coupons; how many rows went."""
    return forget_person(subject)


def _points(subject: UUID) -> list[privacy.Held]:
    entries = list(PointsEntry.objects.filter(subject=subject).order_by("-at", "-id"))
    if not entries:
        return []
    total = sum(entry.points for entry in entries)
    return [
        privacy.Held(
            label_ja="ポイント",
            label_en="Points",
            sealed=tuple(entry.reason for entry in entries if entry.reason is not None),
            facts=(
                ("残高", "Balance", str(total)),
                *(
                    (*_WORDS[EntryKind(entry.kind)], f"{entry.points:+d} ({_day(entry)})")
                    for entry in entries
                ),
            ),
        )
    ]


def _use(use: CouponUse) -> privacy.Held:
    return privacy.Held(
        label_ja="クーポンのご利用",
        label_en="Use of a coupon",
        sealed=(),
        facts=(
            ("クーポン", "Coupon", use.coupon.code),
            ("値引き(円)", "Discount (yen)", str(use.discount)),
            ("ご利用日", "Used on", timezone.localdate(use.at).isoformat()),
        ),
    )


def _day(entry: PointsEntry) -> str:
    return timezone.localdate(entry.at).isoformat()

"""Made-up values for every mail, so that words can be looked at without opening anybody's information."""

import datetime as dt
from dataclasses import fields
from types import SimpleNamespace
from typing import Any, Final

from small_trades.doors.mail import messages as m
from small_trades.policy.groups import EmailAddress, PersonName, TrackingNumber

_DAY: Final = dt.date(2027, 4, 1)
_MOMENT: Final = dt.datetime(2027, 4, 1, 3, 0, tzinfo=dt.UTC)
_CODE: Final = "7K3F-9QXM-2RTD"
_SITE: Final = "https://shop.example"
_MOMENTS: Final = (m.PaymentFailed, m.PaymentAwaited, m.OrderReleased)

SAMPLE_CHECKPOINT: Final = {
    "ja": "shop.example/ledger\n(ここに利用記録の封印が入ります)",
    "en": "shop.example/ledger\n(the seal on the record of uses stands here)",
}


def _lines(cup: str, tea: str) -> tuple[m.Line, ...]:
    return (
        m.Line(name=cup, quantity=2, amount=4_400, is_reduced=False),
        m.Line(name=tea, quantity=1, amount=1_080, is_reduced=True),
    )


_ENGLISH: Final[dict[str, Any]] = {
    "shop_name": "Our shop",
    "name": PersonName("Sample", "Ann"),
    "lines": (
        m.Line(name="Cup, white", quantity=2, amount=4_400, is_reduced=False),
        m.Line(name="Green tea 80 g", quantity=1, amount=1_080, is_reduced=True),
    ),
    "inside": (m.Pieces(name="Cup, white", quantity=2),),
    "follows": (m.Pieces(name="Green tea 80 g", quantity=1),),
    "payment_method": "Bank transfer",
    "delivery": "Home delivery, 3 April, morning",
    "cancellation": "You can cancel until we begin to pack.",
    "bank": m.BankDetails(account="Sample Bank, main branch\nOrdinary account 0000000", pay_until=_DAY),
    "carrier": "Sample Carrier",
    "reason": "It was not paid by the day named.",
    "device": "Telephone",
    "browser": "Firefox",
    "passkey": "My telephone",
    "items": ("name", "e-mail address"),
    "goods": (m.FewLeft(name="Cup, white", sku="CUP-W", left=3),),
    "product": "Cup, white",
    "subject": "Winter cups",
    "body": "New cups are here.",
    "sender_name": "Sample Shop K.K.",
    "sender_address": "1-1 Sampleville, Tokyo",
}
_JAPANESE: Final[dict[str, Any]] = {
    "shop_name": "見本の店",
    "name": PersonName("見本", "花子"),
    "lines": (
        m.Line(name="湯のみ 白", quantity=2, amount=4_400, is_reduced=False),
        m.Line(name="煎茶 80g", quantity=1, amount=1_080, is_reduced=True),
    ),
    "inside": (m.Pieces(name="湯のみ 白", quantity=2),),
    "follows": (m.Pieces(name="煎茶 80g", quantity=1),),
    "payment_method": "銀行振込",
    "delivery": "宅配便 4月3日 午前中",
    "cancellation": "梱包を始めるまで、お取り消しいただけます。",
    "bank": m.BankDetails(account="見本銀行 本店\n普通 0000000", pay_until=_DAY),
    "carrier": "見本運輸",
    "reason": "期日までにお支払いがなかったため",
    "device": "スマートフォン",
    "browser": "Firefox",
    "passkey": "スマートフォンのパスキー",
    "items": ("お名前", "メールアドレス"),
    "goods": (m.FewLeft(name="湯のみ 白", sku="CUP-W", left=3),),
    "product": "湯のみ 白",
    "subject": "冬の器",
    "body": "新しい湯のみが届きました。",
    "sender_name": "見本商店株式会社",
    "sender_address": "東京都見本区見本町1-1",
}
_BOTH: Final[dict[str, Any]] = {
    "to": EmailAddress("sample@shop.example"),
    "order_code": _CODE,
    "order_url": f"{_SITE}/orders/{_CODE}/",
    "placed_on": _DAY,
    "totals": m.Totals(
        subtotal=5_480,
        shipping=660,
        discount=0,
        points=0,
        fee=0,
        total=6_140,
        earned=54,
        parts=(
            m.TaxPart(percent=10, amount=5_060, tax=460),
            m.TaxPart(percent=8, amount=1_080, tax=80),
        ),
    ),
    "total": 6_140,
    "refunded": 1_100,
    "is_refunded": True,
    "pay_until": _DAY,
    "tracking": TrackingNumber("sample", "0000-0000-0000"),
    "tracking_url": f"{_SITE}/tracking/",
    "is_granted": True,
    "appeal_url": f"{_SITE}/refusals/{_CODE}/",
    "link": f"{_SITE}/link/sample/",
    "sign_in_url": f"{_SITE}/login/",
    "reset_url": f"{_SITE}/reset/",
    "security_url": f"{_SITE}/mypage/security/",
    "at": _MOMENT,
    "used_on": _DAY.replace(year=2024),
    "erased_on": _DAY + dt.timedelta(days=30),
    "code": _CODE,
    "replaces": _CODE,
    "thread_url": f"{_SITE}/inquiries/{_CODE}/",
    "reply_to": "help@shop.example",
    "answer_by": _DAY,
    "attachments": 1,
    "files": 2,
    "is_cut": False,
    "request_url": f"{_SITE}/requests/",
    "has_card": False,
    "form_url": f"{_SITE}/inquiries/new/",
    "known_on": _DAY,
    "contact_url": f"{_SITE}/inquiries/new/",
    "held_until": _DAY.replace(year=2034),
    "is_waiting": False,
    "contact": f"{_SITE}/inquiries/new/",
    "stop_url": f"{_SITE}/newsletter/stop/sample/",
    "stop_address": "stop@shop.example",
    "product_url": f"{_SITE}/products/cup/",
    "is_test": False,
    "faults": (
        m.FoundFault(
            kind="builtins.ValueError", place="small_trades/shop/sample.py:12 sell", count=3, last_at=_MOMENT
        ),
    ),
    "more": 2,
    "desk_url": f"{_SITE}/desk/",
}


def sample(kind: type[m.Mail], language: str) -> SimpleNamespace:
    """The fields of a mail with made-up values, opened; nobody has the names and addresses in them."""
    values = _BOTH | (_JAPANESE if language == "ja" else _ENGLISH) | {"language": language}
    if issubclass(kind, _MOMENTS):
        values["pay_until"] = _MOMENT
    if issubclass(kind, m.CodeMail):
        values["code"] = "12345678"
    return SimpleNamespace(**{entry.name: values[entry.name] for entry in fields(kind)})

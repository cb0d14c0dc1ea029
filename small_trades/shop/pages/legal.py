"""The notice that 特定商取引法 11 and its Enforcement Rules 23 require: fifteen items, as data.

Seven come from the shop's settings; the rest are written by the trader (`ShopSettings.legal`) and say, until
then, what the program itself does. Fees of delivery are always those that are charged. Other pages may
quote an item by its key, so that a condition is worded once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from small_trades.shop.delivery.queries import rules_now
from small_trades.shop.delivery.wording import cash_lines, fee_lines
from small_trades.shop.site.formats import current_language
from small_trades.shop.site.queries import ShopFacts


@dataclass(frozen=True, slots=True)
class LegalItem:
    """One item in the page's language; lines of `text` are separated by newlines."""

    key: str
    title: str
    text: str


DEFAULTS: Final[tuple[dict[str, str], ...]] = (
    {
        "key": "price",
        "title_ja": "販売価格",
        "title_en": "Prices",
        "text_ja": "各商品のページに、消費税を含む価格で表示しています。",
        "text_en": "Shown on each product page, consumption tax included.",
    },
    {
        "key": "fees",
        "title_ja": "商品代金以外に必要な料金",
        "title_en": "Charges besides the price",
        "text_ja": ("銀行振込の手数料は、お客様のご負担となります。"),
        "text_en": ("The bank's fee for a transfer is yours to pay."),
    },
    {
        "key": "methods",
        "title_ja": "お支払い方法",
        "title_en": "Means of payment",
        "text_ja": (
            "クレジットカード、コンビニエンスストア（前払い）、銀行振込（前払い）、"
            "代金引換（お取り扱いのある場合）"
        ),
        "text_en": (
            "Credit card; convenience store in advance; bank transfer in advance; "
            "cash on delivery where it is offered"
        ),
    },
    {
        "key": "payment-time",
        "title_ja": "お支払い時期",
        "title_en": "When to pay",
        "text_ja": (
            "クレジットカード：ご注文のときにお支払いが確定します。\n"
            "コンビニエンスストア：ご注文から5日以内に店頭でお支払いください。\n"
            "銀行振込：ご注文から7日以内にお振り込みください。\n"
            "代金引換：商品のお受け取りのときに現金でお支払いください。"
        ),
        "text_en": (
            "Credit card: charged when you order.\nConvenience store: within 5 days of your order.\n"
            "Bank transfer: within 7 days of your order.\nCash on delivery: when the parcel is handed to you."
        ),
    },
    {
        "key": "delivery-time",
        "title_ja": "商品のお届け時期",
        "title_en": "When goods are delivered",
        "text_ja": (
            "ご入金の確認後、通常は2営業日以内に発送します。\nお届け予定日は、"
            "ご注文の手続きの中でお示しし、お届け日時をご指定いただけます。"
        ),
        "text_en": (
            "Usually sent within 2 working days of payment.\nThe day is shown as you order, and you may "
            "choose day and time."
        ),
    },
    {
        "key": "returns",
        "title_ja": "取り消し・返品・交換（お客様のご都合による場合）",
        "title_en": "Cancellation and returns, if you change your mind",
        "text_ja": (
            "ご注文の取り消しは、梱包を始めるまで承ります。\n未使用の商品に限り、"
            "お届けから8日以内にご連絡いただければ返品をお受けします。返送料はお客様のご負担となります。"
            "食品は、返品をお受けできません。"
        ),
        "text_en": (
            "You can cancel until we start packing.\nUnused goods can be returned if you tell us within 8 "
            "days of delivery; the cost of sending them back is yours. Food cannot be returned."
        ),
    },
    {
        "key": "faults",
        "title_ja": "不良品・お届け間違いの場合",
        "title_en": "Faulty or wrong goods",
        "text_ja": (
            "お届けから14日以内にご連絡ください。送料は当店の負担で、交換または返金をいたします。"
            "その後にお気づきの場合も、ご相談ください。"
        ),
        "text_en": (
            "Please tell us within 14 days of delivery. We exchange or refund, and bear the cost of "
            "shipping. If you notice later, please write to us all the same."
        ),
    },
    {
        "key": "limits",
        "title_ja": "お申し込みの期限と販売数量",
        "title_en": "Limits in time and quantity",
        "text_ja": "期限や数量に制限のある商品は、その商品のページに表示します。",
        "text_en": "Where there is a limit, it is shown on the product's page.",
    },
)


def legal_items(shop: ShopFacts, *, address_of_site: str) -> tuple[LegalItem, ...]:
    """Every item in the order of the notice, in the page's language; what is empty says so."""
    return (*_of_the_seller(shop, address_of_site), *_of_the_sale(shop))


def legal_item(shop: ShopFacts, key: str) -> LegalItem:
    """The condition of sale with this key.

    Raises:
        KeyError: the notice has none; the trader's own items may leave one out.
    """
    return {item.key: item for item in _of_the_sale(shop)}[key]


def _of_the_seller(shop: ShopFacts, address_of_site: str) -> Iterable[LegalItem]:
    items = (
        LegalItem("seller", _("Seller"), shop.seller),
        LegalItem("representative", _("Person in charge"), shop.representative),
        LegalItem("address", _("Business address"), shop.address),
        LegalItem("telephone", _("Telephone"), shop.telephone),
        LegalItem("email", _("E-mail"), shop.inquiry_email),
        LegalItem("site", _("Site"), address_of_site),
        LegalItem("invoice-number", _("Invoice registration number"), shop.invoice_number),
    )
    return (
        LegalItem(item.key, item.title, item.text or _("Told without delay on request")) for item in items
    )


def _of_the_sale(shop: ShopFacts) -> Iterable[LegalItem]:
    language = current_language()
    for number, item in enumerate(shop.settings.legal or DEFAULTS):
        key = item.get("key", str(number))
        text = item.get(f"text_{language}") or item["text_ja"]
        charged = charges_words() if key == "fees" else ""
        title = item.get(f"title_{language}") or item["title_ja"]
        yield LegalItem(key, title, "\n".join(part for part in (charged, text) if part))


def charges_words() -> str:
    """What delivery and cash on delivery cost, as the shop charges it now."""
    rules = rules_now()
    lines = (_("Shipping, tax included"), *fee_lines(rules), *cash_lines(rules))
    return "\n".join(lines)

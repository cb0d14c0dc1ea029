"""佐川急便 e飛伝Ⅲ, 標準_飛脚宅配便_CSV: 74 columns below a line of headings.

After the columns that programs in public use write. The codes are those of the carrier's list of fields of
e飛伝Ⅱ 便種対応版, as public programs carry it in their comments:
- クール便指定 001 none, 002 chilled, 003 frozen; スピード指定 000 飛脚宅配便; 元着区分 1 paid by the sender
- 配達指定時間帯 01, 12, 14, 16 and 04 (18 to 21), or with six times 18 (18 to 20) and 19 (19 to 21)
- 決済種別 0 none, 1 all, 2 cash alone, 5 card; 荷姿 001 a box
e飛伝Ⅲ's own list of codes was not to be had; where a contract knows other times, its import names the line.
"""

from typing import Final

from small_trades.doors.carriers.files.fitting import Fitting
from small_trades.doors.carriers.messages import ListedParcel, Sender
from small_trades.policy.groups import DeliveryAddress

_WIDE: Final = ("１", "２", "３", "４", "５", "６", "７", "８", "９", "１０", "１１")
HEADINGS: Final = (
    *("お届け先コード取得区分", "お届け先コード", "お届け先電話番号", "お届け先郵便番号"),
    *("お届け先住所１", "お届け先住所２", "お届け先住所３", "お届け先名称１", "お届け先名称２"),
    *("お客様管理番号", "お客様コード", "部署ご担当者コード取得区分", "部署ご担当者コード"),
    *("部署ご担当者名称", "荷送人電話番号", "ご依頼主コード取得区分", "ご依頼主コード"),
    *("ご依頼主電話番号", "ご依頼主郵便番号", "ご依頼主住所１", "ご依頼主住所２"),
    *("ご依頼主名称１", "ご依頼主名称２", "荷姿"),
    *(f"品名{number}" for number in _WIDE[:5]),
    "荷札荷姿",
    *(f"荷札品名{number}" for number in _WIDE),
    *("出荷個数", "スピード指定", "クール便指定", "配達日", "配達指定時間帯", "配達指定時間（時分）"),
    *("代引金額", "消費税", "決済種別", "保険金額", "指定シール１", "指定シール２", "指定シール３"),
    *("営業所受取", "SRC区分", "営業所受取営業所コード", "元着区分", "メールアドレス", "ご不在時連絡先"),
    *("出荷日", "お問い合せ送り状No.", "出荷場印字区分", "集約解除指定"),
    *(f"編集０{number}" for number in _WIDE[:9]),
    "編集１０",
)
HAS_HEADINGS: Final = True
_SLOTS: Final = {
    "": "",
    "morning": "01",
    "12-14": "12",
    "14-16": "14",
    "16-18": "16",
    "18-20": "18",
    "18-21": "04",
    "19-21": "19",
}
_IN_CASH: Final = "2"


def cells(
    parcel: ListedParcel, to: DeliveryAddress, sender: Sender, fitting: Fitting, copy: str
) -> dict[str, str]:
    """The fields that hold something. The copy and what was replaced stand where nothing is printed."""
    place = fitting.split(f"{to.prefecture}{to.city}{to.street} {to.building}", (32, 32, 32), "住所")
    names = fitting.split(to.full_name, (32, 32), "名前")
    home = fitting.split(sender.address, (32, 32), "依頼主住所")
    filled = {
        "お届け先電話番号": to.telephone,
        "お届け先郵便番号": to.postal_code,
        **{f"お届け先住所{number}": text for number, text in zip(_WIDE, place, strict=False)},
        **{f"お届け先名称{number}": text for number, text in zip(_WIDE, names, strict=False)},
        "お客様管理番号": parcel.order_code,
        "ご依頼主電話番号": sender.telephone,
        "ご依頼主郵便番号": sender.postal_code,
        **{f"ご依頼主住所{number}": text for number, text in zip(_WIDE, home, strict=False)},
        "ご依頼主名称１": fitting.fit(sender.name, 32, "依頼主名"),
        "荷姿": "001",
        "品名１": fitting.fit(parcel.goods, 32),
        "出荷個数": "1",
        "スピード指定": "000",
        "クール便指定": "002" if parcel.is_chilled else "001",
        "配達日": f"{parcel.deliver_on:%Y%m%d}" if parcel.deliver_on else "",
        "配達指定時間帯": fitting.code(parcel.slot, _SLOTS),
        "代引金額": str(parcel.collect or ""),
        "消費税": str(parcel.tax) if parcel.collect else "",
        "決済種別": _IN_CASH if parcel.collect else "",
        "SRC区分": "0",
        "元着区分": "1",
        "出荷日": f"{parcel.ship_on:%Y%m%d}",
    }
    return {**filled, "編集０１": copy, "編集０２": fitting.remark}

"""日本郵便 ゆうプリR, 発送予定データ: 117 columns below a line of headings.

The program maps the headings in a filter of its own, which is set up once; a version of it may have more.
"""

from typing import Final

from small_trades.doors.carriers.files.fitting import Fitting
from small_trades.doors.carriers.messages import ListedParcel, Sender
from small_trades.policy.groups import DeliveryAddress

_WIDE: Final = ("１", "２", "３", "４", "５", "６", "７", "８", "９")
_FREE: Final = (*(f"０{number}" for number in _WIDE), "１０")
HEADINGS: Final = (
    *("お客様側管理番号", "発送予定日", "発送予定時間区分", "出荷期限日", "到着期限日", "郵便種別"),
    *(
        "保冷種別",
        "元／着払／代引",
        "書留／セキュリティ／特定記録種別",
        "配達時間帯指定郵便種別",
        "送り状種別",
    ),
    *("お届け先 コード", "お届け先 郵便番号", "お届け先 住所１", "お届け先 住所２", "お届け先 住所３"),
    *("お届け先 名称１", "お届け先 名称２", "お届け先 敬称区分", "お届け先 電話番号"),
    *("お届け先 メールアドレス１", "お届け先 局留め区分", "お届け先 局留め郵便局名"),
    *("お届け先 局留めメール使用区分", "お届け先 局留め郵便番号", "お届け先 配達予告メール使用区分"),
    *("お届け先 再配達予告メール使用区分", "ご依頼主 コード", "ご依頼主 集荷先と同一区分"),
    *("ご依頼主 郵便番号", "ご依頼主 住所１", "ご依頼主 住所２", "ご依頼主 住所３", "ご依頼主 名称１"),
    *("ご依頼主 名称２", "ご依頼主 敬称", "ご依頼主 電話番号", "ご依頼主 メールアドレス１"),
    *("ご依頼主 荷送人指図区分", "ご依頼主 お届け通知メール使用区分", "ご依頼主 お届け通知はがき使用区分"),
    *("集荷先 コード", "集荷先 連携可否区分", "集荷先 会社コード", "集荷先 依頼先店所コード"),
    *("集荷先 郵便番号", "集荷先 住所１", "集荷先 住所２", "集荷先 住所３", "集荷先 名称１", "集荷先 名称２"),
    *("集荷先 敬称", "集荷先 電話番号", "受注番号", "こわれもの区分", "なまもの区分", "ビン類区分"),
    *("逆さま厳禁区分", "下積み厳禁区分", "商品サイズ区分", "重量合計（ｇ）", "25kg超重量物区分"),
    *("損害要償額", "速達・配達日指定種別", "配達指定日／希望日", "配達時間帯区分", "差出方法区分"),
    *("ゆうパック複数個割引", "ゆうパック同一割引", "セット商品コード", "セット品名ラベル印字区分"),
    *("複数個口数", "記事名１", "記事名２"),
    *(f"フリー項目{number}" for number in _FREE),
    *("空港利用区分", "空港・局／支店名", "航空会社名", "利用便名", "レジャー区分", "プレー・搭乗日"),
    *("プレー・搭乗時間", "クラブ本数", "復路集貨日", "出荷先登録名", "集荷希望区分", "集荷日付"),
    *("集荷時間帯区分", "支店連携先選択用名称", "代引金額", "代引消費税金額", "送り状発行年月日"),
    *("商品番号", "品名", "個数", "重量（ｇ）", "単価", "金額"),
    *(f"商品備考{number}" for number in _FREE),
)
HAS_HEADINGS: Final = True
_SLOTS: Final = {
    "": "00",
    "morning": "51",
    "12-14": "52",
    "14-16": "53",
    "16-18": "54",
    "18-20": "55",
    "20-21": "56",
    "19-21": "57",
}
_NONE_OF_THEM: Final = (
    *("郵便種別", "書留／セキュリティ／特定記録種別", "お届け先 敬称区分"),
    *("こわれもの区分", "なまもの区分", "ビン類区分", "逆さま厳禁区分", "下積み厳禁区分"),
    *("速達・配達日指定種別", "差出方法区分", "ゆうパック複数個割引", "ゆうパック同一割引"),
)


def cells(
    parcel: ListedParcel, to: DeliveryAddress, sender: Sender, fitting: Fitting, copy: str
) -> dict[str, str]:
    """The fields that hold something. Copy and replacements stand in free fields, not on the label."""
    place = fitting.split(f"{to.prefecture}{to.city}{to.street} {to.building}", (50, 50, 50), "住所")
    names = fitting.split(to.full_name, (50, 50), "名前")
    home = fitting.split(sender.address, (50, 50, 50), "依頼主住所")
    filled = {
        **dict.fromkeys(_NONE_OF_THEM, "0"),
        "保冷種別": "1" if parcel.is_chilled else "0",
        "元／着払／代引": "2" if parcel.collect else "0",
        "代引金額": str(parcel.collect or ""),
        "代引消費税金額": str(parcel.tax) if parcel.collect else "",
        "お客様側管理番号": parcel.order_code,
        "発送予定日": f"{parcel.ship_on:%Y%m%d}",
        "お届け先 郵便番号": to.postal_code,
        **{f"お届け先 住所{number}": text for number, text in zip(_WIDE, place, strict=False)},
        **{f"お届け先 名称{number}": text for number, text in zip(_WIDE, names, strict=False)},
        "お届け先 電話番号": to.telephone,
        "ご依頼主 郵便番号": sender.postal_code,
        **{f"ご依頼主 住所{number}": text for number, text in zip(_WIDE, home, strict=False)},
        "ご依頼主 名称１": fitting.fit(sender.name, 50, "依頼主名"),
        "ご依頼主 電話番号": sender.telephone,
        "配達指定日／希望日": f"{parcel.deliver_on:%Y%m%d}" if parcel.deliver_on else "",
        "配達時間帯区分": fitting.code(parcel.slot, _SLOTS),
        "複数個口数": "1",
        "品名": fitting.fit(parcel.goods, 50),
        "個数": "1",
    }
    return {**filled, "フリー項目０１": copy, "フリー項目０２": fitting.remark[:50]}

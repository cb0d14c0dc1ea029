"""ヤマト運輸 B2クラウド, 基本レイアウト: 95 columns below a line of headings.

After `new_exchange1.pdf` at bmypage.kuronekoyamato.co.jp, as programs in public use write its columns, and
the list of its codes (送り状発行データレイアウト):
- 送り状種類 0 発払い, 2 コレクト; クール区分 1 frozen, 2 chilled
- 配達時間帯 0812, 1416, 1618, 1820, and 1921, where lists of 2016 still have 1214 and 2021
What the contract says (請求先顧客コード, 運賃管理番号) is left to the pattern of import.
"""

from typing import Final

from small_trades.doors.carriers.files.fitting import Fitting
from small_trades.doors.carriers.messages import ListedParcel, Sender
from small_trades.policy.groups import DeliveryAddress

_MAIL: Final = ("利用区分", "e-mailアドレス", "メッセージ")
_KEYS: Final = tuple(f"{word}{number}" for number in range(1, 6) for word in ("検索キータイトル", "検索キー"))
HEADINGS: Final = (
    *("お客様管理番号", "送り状種類", "クール区分", "伝票番号", "出荷予定日", "お届け予定日", "配達時間帯"),
    *("お届け先コード", "お届け先電話番号", "お届け先電話番号枝番", "お届け先郵便番号", "お届け先住所"),
    *("お届け先アパートマンション名", "お届け先会社・部門１", "お届け先会社・部門２", "お届け先名"),
    *("お届け先名(ｶﾅ)", "敬称", "ご依頼主コード", "ご依頼主電話番号", "ご依頼主電話番号枝番"),
    *("ご依頼主郵便番号", "ご依頼主住所", "ご依頼主アパートマンション", "ご依頼主名", "ご依頼主名(ｶﾅ)"),
    *("品名コード１", "品名１", "品名コード２", "品名２", "荷扱い１", "荷扱い２", "記事"),
    *("ｺﾚｸﾄ代金引換額（税込)", "内消費税額等", "止置き", "営業所コード", "発行枚数", "個数口表示フラグ"),
    *("請求先顧客コード", "請求先分類コード", "運賃管理番号", "クロネコwebコレクトデータ登録"),
    *("クロネコwebコレクト加盟店番号", "クロネコwebコレクト申込受付番号１"),
    *("クロネコwebコレクト申込受付番号２", "クロネコwebコレクト申込受付番号３"),
    *("お届け予定ｅメール利用区分", "お届け予定ｅメールe-mailアドレス", "入力機種"),
    "お届け予定ｅメールメッセージ",
    *(f"お届け完了ｅメール{word}" for word in _MAIL),
    *("クロネコ収納代行利用区分", "予備", "収納代行請求金額(税込)", "収納代行内消費税額等"),
    *("収納代行請求先郵便番号", "収納代行請求先住所", "収納代行請求先住所（アパートマンション名）"),
    *("収納代行請求先会社・部門名１", "収納代行請求先会社・部門名２", "収納代行請求先名(漢字)"),
    *("収納代行請求先名(カナ)", "収納代行問合せ先名(漢字)", "収納代行問合せ先郵便番号"),
    *("収納代行問合せ先住所", "収納代行問合せ先住所（アパートマンション名）", "収納代行問合せ先電話番号"),
    *("収納代行管理番号", "収納代行品名", "収納代行備考", "複数口くくりキー"),
    *_KEYS,
    "予備(検索系)",
    *(f"投函予定メール{word}" for word in _MAIL),
    *(f"投函完了メール（お届け先宛）{word}" for word in _MAIL),
    *(f"投函完了メール（ご依頼主宛）{word}" for word in _MAIL),
    "置き場所コード",
)
HAS_HEADINGS: Final = True
_SLOTS: Final = {
    "": "",
    "morning": "0812",
    "14-16": "1416",
    "16-18": "1618",
    "18-20": "1820",
    "19-21": "1921",
}


def cells(
    parcel: ListedParcel, to: DeliveryAddress, sender: Sender, fitting: Fitting, copy: str
) -> dict[str, str]:
    """The fields that hold something. Copy and replacements stand in search keys, not on the slip."""
    place = fitting.fit(f"{to.prefecture}{to.city}{to.street}", 64, "住所")
    filled = {
        "お客様管理番号": parcel.order_code,
        "送り状種類": "2" if parcel.collect else "0",
        "クール区分": "2" if parcel.is_chilled else "",
        "ｺﾚｸﾄ代金引換額（税込)": str(parcel.collect or ""),
        "内消費税額等": str(parcel.tax) if parcel.collect else "",
        "出荷予定日": f"{parcel.ship_on:%Y/%m/%d}",
        "お届け予定日": f"{parcel.deliver_on:%Y/%m/%d}" if parcel.deliver_on else "",
        "配達時間帯": fitting.code(parcel.slot, _SLOTS),
        "お届け先電話番号": to.telephone,
        "お届け先郵便番号": to.postal_code,
        "お届け先住所": place,
        "お届け先アパートマンション名": fitting.fit(to.building, 32, "建物名"),
        "お届け先名": fitting.fit(to.full_name, 32, "名前"),
        "敬称": "様",
        "ご依頼主電話番号": sender.telephone,
        "ご依頼主郵便番号": sender.postal_code,
        "ご依頼主住所": fitting.fit(sender.address, 64, "依頼主住所"),
        "ご依頼主名": fitting.fit(sender.name, 32, "依頼主名"),
        "品名１": fitting.fit(parcel.goods, 50),
    }
    return {
        **filled,
        "検索キータイトル1": "控え",
        "検索キー1": copy,
        "検索キータイトル2": fitting.remark[:20],
    }

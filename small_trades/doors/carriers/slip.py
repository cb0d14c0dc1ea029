"""The slip that goes on a parcel, and letters to a carrier that is told by hand. In Japanese."""

from typing import Final

from small_trades import privacy
from small_trades.doors.carriers.messages import LabelCorrection, LabelStop, ShippingLabel
from small_trades.doors.paper.messages import Sheet
from small_trades.doors.paper.writing import facts_of, write

_ASKED: Final = {
    "correction": "お届け先が訂正されました。下記のとおりお直しください。",
    "stop": "ご本人が利用の停止を求められました。この送り状の情報を使わず、お届けを止めてください。",
    "erasure": "ご本人が消去を求められました。この送り状の情報を消去してください。",
}


def slip(label: ShippingLabel, opened: privacy.Opened) -> Sheet:
    """The label as it is printed."""
    wished = (
        ("お届け希望日", label.delivery_date),
        ("時間帯", label.delivery_slot),
        ("代金引換額", f"{label.collect:,}円" if label.collect else ""),
    )
    parcel = [("送り状番号", label.tracking_number), ("注文番号", label.order_code)]
    sections = (
        ("お届け先", facts_of(opened(label.to))),
        ("お荷物", [*parcel, *((name, value) for name, value in wished if value)]),
    )
    return write("送り状", sections, file_name=f"label-{label.order_code}.html")


def letter(message: LabelCorrection | LabelStop, opened: privacy.Opened) -> Sheet:
    """What staff hand over, send or read out."""
    what = message.what if isinstance(message, LabelStop) else "correction"
    number = opened(message.tracking).number
    sections = [("対象", [("送り状番号", number)]), ("お願い", [("内容", _ASKED[what])])]
    if isinstance(message, LabelCorrection):
        sections.append(("正しいお届け先", list(facts_of(opened(message.to)))))
    return write("お届け先の情報についてのお願い", sections, file_name=f"notice-{number}.html")

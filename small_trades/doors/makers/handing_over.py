"""Sheets for the maker, which staff hand over or post."""

from typing import Final

from small_trades import privacy
from small_trades.doors.makers.messages import MakerContact, MakerNotice
from small_trades.doors.paper.messages import Sheet
from small_trades.doors.paper.writing import facts_of, write
from small_trades.policy.declaration import MAKER

_TERMS: Final = (
    ("目的", "この件についてお客様へ直接ご連絡いただくためだけにお使いください。"),
    ("その後", "用が済みしだい、この用紙を復元できない方法で処分してください。"),
)
_ASKED: Final = {
    "correction": "お渡しした連絡先が訂正されました。お持ちの用紙を使わず、当店にお問い合わせください。",
    "stop": "お客様が利用の停止を求められました。連絡先を使わないでください。",
    "erasure": "お客様が消去を求められました。お持ちの連絡先を消去してください。",
}


class MakersDoor:
    """Writes the sheet; the maker gets it from a person's hand."""

    name = "makers"
    recipient = MAKER
    messages: tuple[type[privacy.Message], ...] = (MakerContact, MakerNotice)

    def destinations(self) -> tuple[tuple[str, int], ...]:
        """Nowhere."""
        return ()

    def send(self, message: MakerContact | MakerNotice, opened: privacy.Opened) -> Sheet:
        """The sheet, with the values that the message holds."""
        about = [("作り手", f"{message.maker} 御中"), ("注文番号", message.order_code)]
        if isinstance(message, MakerNotice):
            asked = (("対象", about), ("お願い", [("内容", _ASKED[message.what])]))
            file_name = f"notice-{message.order_code}.html"
            return write("お客様の情報についてのお願い", asked, file_name=file_name)
        values = [message.name, message.email, message.telephone]
        person = [fact for value in values if value is not None for fact in facts_of(opened(value))]
        sections = (
            ("ご用件", [*about, ("商品", message.about)]),
            ("お客様", person),
            ("お取り扱い", list(_TERMS)),
        )
        return write("お客様へのご連絡のお願い", sections, file_name=f"contact-{message.order_code}.html")

"""The document for the authority, given once to the member of staff who answers it."""

from small_trades import privacy
from small_trades.doors.authority.messages import LawfulAnswer
from small_trades.doors.paper.messages import Sheet
from small_trades.doors.paper.writing import day, facts_of, write
from small_trades.policy.declaration import AUTHORITY


class AuthorityDoor:
    """Writes the document; no connection is made."""

    name = "authority"
    recipient = AUTHORITY
    messages: tuple[type[privacy.Message], ...] = (LawfulAnswer,)

    def destinations(self) -> tuple[tuple[str, int], ...]:
        """Nowhere."""
        return ()

    def send(self, message: LawfulAnswer, opened: privacy.Opened) -> Sheet:
        """The document, with the ground it rests on and the values it asks for."""
        ground = [
            ("宛先", f"{message.authority} 御中"),
            ("根拠となる法令", message.law),
            ("文書番号", message.document),
            ("照会日", day(message.requested_on)),
            ("対象者の特定", message.person),
            ("当店の番号", message.code),
        ]
        values = [
            (label, facts_of(opened(value)))
            for label, value in zip(message.labels, message.values, strict=True)
        ]
        return write("照会に対する回答", [("照会", ground), *values], file_name=f"answer-{message.code}.html")

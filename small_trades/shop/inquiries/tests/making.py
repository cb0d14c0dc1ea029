"""People who write to the shop, for tests."""

from dataclasses import dataclass

from small_trades import privacy
from small_trades.policy.groups import EmailAddress, InquiryText, PersonName
from small_trades.privacy.testing import plant
from small_trades.shop.account.models import Customer
from small_trades.shop.inquiries import actions
from small_trades.shop.inquiries.files import TakenFile
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.inquiries.states import FileKind, InquiryKind


@dataclass(frozen=True)
class Asker:
    """What somebody types into the form; every value is planted."""

    name: str
    email: str
    text: str

    def typed(self, **other: str) -> dict[str, str]:
        """The form."""
        return {"kind": "product", "name": self.name, "email": self.email, "text": self.text, **other}

    def planted(self) -> list[str]:
        """What must be found nowhere."""
        return [self.name, self.email, self.text]


def asker() -> Asker:
    """Somebody new."""
    return Asker(plant("name"), plant("email"), plant("text"))


def inquiry(
    who: Asker | None = None,
    *,
    kind: InquiryKind = InquiryKind.PRODUCT,
    customer: Customer | None = None,
    language: str = "ja",
    files: tuple[TakenFile, ...] = (),
) -> Inquiry:
    """An inquiry that has just arrived."""
    who = who or asker()
    name, email = PersonName(who.name, ""), EmailAddress(who.email)
    new = actions.NewInquiry(kind, name, email, InquiryText(who.text), files=files)
    with privacy.acting_as(privacy.Actor.visitor()):
        opened = actions.open_inquiry(new, language=language, customer=customer)
    return Inquiry.objects.get(pk=opened.id)


def a_text(name: str, words: str) -> TakenFile:
    """A text as it is kept, both planted."""
    return TakenFile(FileKind.TEXT, f"{name}.txt", words.encode())

"""Refusals at the desk: whom one can be proposed for, and the words in it once somebody opens them."""

from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from small_trades import privacy
from small_trades.policy.declaration import MANAGER, MISUSE, OWNER
from small_trades.policy.groups import DeliveryAddress, EmailAddress, EvidenceText, PersonName, Telephone
from small_trades.shop.account.models import Address, Customer
from small_trades.shop.desk.models import Approval, ApprovalKind, Staff
from small_trades.shop.inquiries.queries import thread_by_code
from small_trades.shop.misuse.marks import Marks, marks_of
from small_trades.shop.misuse.queries.refusals import RefusalView
from small_trades.shop.misuse.reasons import Mark
from small_trades.shop.orders.queries import order_by_code

WHO_DECIDES: Final = frozenset({OWNER, MANAGER})


@dataclass(frozen=True)
class Source:
    """Where a proposal begins: an order, an inquiry or a member, with their values as handles."""

    kind: str
    key: str
    person: UUID
    href: str
    name: privacy.Sealed[PersonName]
    email: privacy.Sealed[EmailAddress]
    ship_to: privacy.Sealed[DeliveryAddress] | None = None
    telephone: privacy.Sealed[Telephone] | None = None

    @property
    def marks(self) -> tuple[Mark, ...]:
        """By what the person could be recognised, as far as can be said without opening anything."""
        has_telephone = self.ship_to is not None or self.telephone is not None
        there = {Mark.PERSON_PLACE: self.ship_to is not None, Mark.EMAIL: True, Mark.TELEPHONE: has_telephone}
        return tuple(mark for mark in Mark if there[mark])


@dataclass(frozen=True)
class OpenCase:
    """A refusal whose words are open, for this one page. None: erased with the person."""

    evidence: EvidenceText | None = field(repr=False)
    appeals: dict[UUID, tuple[str, str]] = field(repr=False)


def source(kind: str, key: str) -> Source | None:
    """The order or inquiry of this code, or the member of this id."""
    if kind == "order":
        return _of_order(key)
    if kind == "inquiry":
        return _of_inquiry(key)
    return _of_member(key) if kind == "member" else None


def open_marks(found: Source) -> Marks:
    """Open what the person is recognised by, in one use that they can read about.

    Raises:
        privacy.Refused: erased, held for tax alone, or not for this role; nothing was opened.
    """
    sealed: tuple[Any, ...] = (found.name, found.email, found.ship_to, found.telephone)
    name, email, ship_to, telephone = privacy.use(sealed, purpose=MISUSE)
    return marks_of(name=name, email=email, ship_to=ship_to, telephone=telephone.number if telephone else "")


def open_case(refusal: RefusalView) -> OpenCase:
    """Open the evidence and the objections, in one use."""
    words = [refusal.evidence, *(handle for each in refusal.appeals for handle in (each.text, each.answer))]
    opened = privacy.use(words, purpose=MISUSE, skip_closed=True)
    texts = iter(text.text if text else "" for text in opened[1:])
    return OpenCase(opened[0], {each.id: (next(texts), next(texts)) for each in refusal.appeals})


def may_confirm(staff: Staff, refusal: RefusalView) -> bool:
    """Whether this member of staff may be the second person."""
    return staff.role in WHO_DECIDES and staff.pk != refusal.made_by


def may_decide_appeal(staff: Staff, refusal: RefusalView) -> bool:
    """Whether this member of staff may decide on an objection: somebody who had no part in refusing.

    Whoever proposed the refusal never may. Whoever confirmed it may where nobody else could.
    """
    if staff.role not in WHO_DECIDES or staff.pk == refusal.made_by:
        return False
    if staff.pk != refusal.confirmed_by:
        return True
    others = Staff.objects.filter(role__in=WHO_DECIDES, is_active=True)
    return not others.exclude(pk__in=[refusal.made_by, staff.pk]).exists()


def waiting_approval(refusal: RefusalView) -> UUID | None:
    """The question to a second person that still stands."""
    found = Approval.objects.filter(kind=ApprovalKind.REFUSAL, about=refusal.id, decided_at=None)
    return found.values_list("pk", flat=True).first()


def _of_order(code: str) -> Source | None:
    order = order_by_code(code)
    if order is None:
        return None
    href = reverse("desk:order", kwargs={"code": order.code})
    return Source("order", order.code, order.subject, href, order.name, order.email, ship_to=order.ship_to)


def _of_inquiry(code: str) -> Source | None:
    thread = thread_by_code(code)
    if thread is None:
        return None
    href = reverse("desk:inquiry", kwargs={"code": thread.code})
    return Source("inquiry", thread.code, thread.subject, href, thread.name, thread.email)


def _of_member(key: str) -> Source | None:
    try:
        customer = Customer.objects.filter(pk=UUID(key)).first()
    except ValueError:
        return None
    if customer is None:
        return None
    address = Address.objects.filter(customer=customer, is_default=True).first()
    return Source(
        "member",
        key,
        customer.subject,
        reverse("desk:refusals"),
        customer.name,
        customer.email,
        ship_to=address.to if address else None,
        telephone=customer.telephone,
    )

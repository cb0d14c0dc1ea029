"""Somebody who used the shop in every way, with a value planted in every place it keeps one."""

from dataclasses import dataclass
from uuid import UUID

from small_trades import privacy
from small_trades.policy.groups import (
    DeliveryAddress,
    EmailAddress,
    InquiryText,
    OrderNote,
    PaymentReference,
    PersonName,
    Telephone,
)
from small_trades.privacy.testing import plant
from small_trades.shop.account.actions.email import ask_email_change
from small_trades.shop.account.actions.registration import correct_registration
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import Person, member, with_address
from small_trades.shop.checkout.actions.save_details import Details, begin
from small_trades.shop.inquiries.actions.answer import answer
from small_trades.shop.inquiries.actions.take import take
from small_trades.shop.inquiries.tests.making import a_text, asker, inquiry
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.deliver import deliver
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.ship import ship
from small_trades.shop.orders.models import Payment
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import Guest, placed

STAFF = privacy.Actor.staff(privacy.uuid7(), "owner")
TRACKING = "123456789012"


@dataclass(frozen=True)
class Manifest:
    """Who it is, the order they got, and every value that a copy must show, by where it was given."""

    who: Person
    customer: Customer
    order_id: UUID
    values: dict[str, str]

    @property
    def subject(self) -> UUID:
        """The person's number."""
        return self.customer.subject


def everything(*, is_delivered: bool = True) -> Manifest:
    """A member with an address book, a wish for another e-mail address, an order, a draft and an inquiry."""
    who, customer = member()
    values = {"family": who.family, "given": who.given, "kana": who.kana, "email": who.email}
    book = with_address(who, customer)
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        values["telephone"] = plant("telephone")
        name = PersonName(who.family, who.given, who.kana, who.kana)
        correct_registration(customer, name=name, telephone=Telephone(values["telephone"]))
        values["new email"] = plant("email")
        ask_email_change(customer, EmailAddress(values["new email"]))
        to = privacy.use(book.to, purpose=_own())
    values |= {"book street": to.street, "book telephone": to.telephone}
    values |= _draft(customer)
    order_id, ordered = _order(customer, is_delivered=is_delivered)
    values |= ordered
    values |= _inquiry(customer)
    return Manifest(who, customer, order_id, values)


def _own() -> privacy.Purpose:
    return privacy.policy().purpose("3a-account")


def _draft(customer: Customer) -> dict[str, str]:
    street, telephone, note = plant("street"), plant("telephone"), plant()
    name = PersonName(plant("name"), plant("name"))
    email = plant("email")
    to = DeliveryAddress(
        name.family, name.given, "", "", "1500001", "東京都", "渋谷区", street, "", telephone
    )
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        details = Details(name, EmailAddress(email), to, OrderNote(note))
        begin(privacy.uuid7(), (customer.pk, customer.subject), details)
    return {
        "draft family": name.family,
        "draft email": email,
        "draft street": street,
        "draft telephone": telephone,
        "draft note": note,
    }


def _order(customer: Customer, *, is_delivered: bool) -> tuple[UUID, dict[str, str]]:
    name = PersonName(plant("name"), plant("name"), plant("kana"), "")
    to = DeliveryAddress(
        plant("name"), plant("name"), "", "", "5300001", "大阪府", "大阪市北区", plant("street"), plant(),
        plant("telephone"),
    )  # fmt: skip
    buyer = Guest(name, EmailAddress(plant("email")), to)
    order_id = placed(
        by=buyer,
        subject=customer.subject,
        customer_id=customer.pk,
        payment_method=PaymentMethod.BANK_TRANSFER,
    )
    reference = PaymentReference("sandbox", plant(), "VISA", "4242", "authenticated")
    with privacy.acting_as(STAFF):
        confirm_transfer(order_id)
        payment = Payment.objects.get(order_id=order_id)
        privacy.collect(payment, notice="checkout-payment", reference=reference)
        payment.save()
        if is_delivered:
            pack(order_id)
            ship(order_id, carrier="yamato", tracking_number=TRACKING)
            deliver(order_id)
    return order_id, {
        "order family": name.family,
        "order kana": name.family_kana,
        "order email": buyer.email.address,
        "order receiver": to.family,
        "order street": to.street,
        "order building": to.building,
        "order telephone": to.telephone,
        "payment reference": reference.reference,
    }


def _inquiry(customer: Customer) -> dict[str, str]:
    who = asker()
    file_name, file_words = plant(), plant("text")
    asked = inquiry(who, customer=customer, files=(a_text(file_name, file_words),))
    answered = plant()
    with privacy.acting_as(STAFF):
        take(asked.pk, staff_id=STAFF.id or privacy.uuid7())
        answer(asked.pk, InquiryText(answered), staff_id=STAFF.id or privacy.uuid7())
    return {
        "inquiry name": who.name,
        "inquiry email": who.email,
        "inquiry": who.text,
        "answer": answered,
        "name of a file": file_name,
    }

"""Clause 3i: a review is shown by its author's wish, under a name of their choice, and goes when they wish.

Here "gone" means: from the database, from the page as it is kept for everybody, and from what can be opened.
"""

import pytest

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY, POLICY, REVIEW_PUBLISHING, REVIEWS
from small_trades.privacy.rights import Channel, Identified
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser, mails, member, run_tasks
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.orders.models import Order
from small_trades.shop.products.models import PublishedReview
from small_trades.shop.reviews import actions
from small_trades.shop.reviews.models import Review
from small_trades.shop.reviews.tests.making import delivered, received, reviewed, words
from small_trades.shop.rights.actions import stop
from small_trades.shop.rights.actions.leave import leave

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SYSTEM = privacy.Actor.system("test")


def shown(review: Review) -> None:
    desk_of(colleague("support")).post(f"/desk/reviews/{review.pk}/publish/", {"version": review.version})
    review.refresh_from_db()


def page_of(review: Review) -> str:
    return Browser().get(f"/products/{review.product.slug}/").content.decode()


def test_it_is_declared_for_showing_and_for_its_author_alone() -> None:
    uses = [purpose.id for purpose in POLICY.purposes if REVIEWS in purpose.uses]
    assert uses == ["3a-account", "3i-reviews", "6-rights"]
    assert not [recipient.id for recipient in POLICY.recipients if REVIEWS in recipient.receives]


def test_until_the_desk_has_read_it_the_words_stand_nowhere_in_the_clear(ledger_rows: LedgerRows) -> None:
    said = words()
    review = reviewed(said=said)
    assert said.text not in page_of(review)
    assert not PublishedReview.objects.exists()
    before = len([row for row in ledger_rows() if row.purpose == REVIEW_PUBLISHING.id])
    shown(review)
    after = [row for row in ledger_rows() if row.purpose == REVIEW_PUBLISHING.id]
    assert len(after) == before + 1
    assert said.text in page_of(review)


def test_the_page_names_its_author_only_as_they_wish() -> None:
    person, customer = member()
    said = words()
    review = reviewed(delivered(customer_id=customer.pk), said)
    shown(review)
    page = page_of(review)
    assert said.pen_name in page
    assert person.family not in page
    copy = PublishedReview.objects.get()
    assert str(customer.subject) not in str(vars(copy))
    assert str(review.order_id) not in str(vars(copy))


def test_withdrawing_deletes_it_everywhere_and_the_key_with_it() -> None:
    said = words()
    review = reviewed(said=said)
    shown(review)
    assert said.text in page_of(review)  # kept for everybody from now on
    actions.withdraw(received(Order.objects.get(pk=review.order_id)))
    assert not PublishedReview.objects.exists()
    assert said.text not in page_of(review)
    with privacy.acting_as(privacy.Actor.visitor()), pytest.raises(privacy.Erased):
        privacy.use([review.words], purpose=ACCOUNT_DISPLAY)


def test_changing_it_takes_the_old_words_from_the_page() -> None:
    old, new = words(), words()
    review = reviewed(said=old)
    shown(review)
    assert old.text in page_of(review)
    with privacy.acting_as(privacy.Actor.visitor()):
        actions.write(received(Order.objects.get(pk=review.order_id)), new)
    page = page_of(review)
    assert old.text not in page
    assert new.text not in page


def test_it_goes_with_the_member_and_those_of_others_stay() -> None:
    _person, customer = member()
    said, other = words(), words()
    review, theirs = reviewed(delivered(customer_id=customer.pk), said), reviewed(said=other)
    shown(review)
    shown(theirs)
    assert said.text in page_of(review)
    with privacy.acting_as(SYSTEM):
        leave(customer.subject, now=True)
    run_tasks()
    assert [one.pk for one in Review.objects.all()] == [theirs.pk]
    assert [one.text for one in PublishedReview.objects.all()] == [other.text]
    assert said.text not in page_of(review)
    mails()


@pytest.mark.parametrize("is_everything", [True, False])
def test_stopping_takes_it_from_the_page_until_it_is_allowed_and_read_again(*, is_everything: bool) -> None:
    _person, customer = member()
    said, other = words(), words()
    review, theirs = reviewed(delivered(customer_id=customer.pk), said), reviewed(said=other)
    shown(review)
    shown(theirs)
    assert said.text in page_of(review)
    with privacy.acting_as(SYSTEM):
        if is_everything:
            stop.stop_all(customer.subject)
        else:
            stop.stop_one(
                customer.subject, REVIEW_PUBLISHING, channel=Channel.MY_PAGE, how=Identified.SIGNED_IN
            )
    assert [one.text for one in PublishedReview.objects.all()] == [other.text]
    assert said.text not in page_of(review)
    review.refresh_from_db()
    shown(review)  # the desk cannot open it
    assert not PublishedReview.objects.filter(text=said.text).exists()
    assert (review.state, review.published_id) == ("waiting", None)
    with privacy.acting_as(SYSTEM):
        if is_everything:
            stop.go_on(customer.subject)
        else:
            stop.go_on_with(customer.subject, REVIEW_PUBLISHING, channel=Channel.MY_PAGE)
    assert said.text not in page_of(review)
    shown(review)
    assert said.text in page_of(review)


def test_the_person_sees_it_in_what_is_held() -> None:
    _person, customer = member()
    shown(reviewed(delivered(customer_id=customer.pk)))
    with privacy.acting_as(SYSTEM):
        (held,) = [one for one in privacy.held(customer.subject) if one.label_en == "Review"]
    assert ("商品ページへの掲載", "On the product page", "あり / yes") in held.facts


def test_nobody_is_written_to_for_a_review() -> None:
    delivered()
    run_tasks()
    assert not [mail for mail in mails() if "レビュー" in str(mail) or "review" in str(mail).lower()]

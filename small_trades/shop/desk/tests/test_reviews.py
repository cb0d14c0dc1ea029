"""Reviews: who may write one, how it gets onto the product page, and how it leaves."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import REVIEW_RETENTION
from small_trades.shop.account.tests.making import Browser, member
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.orders.models import Order, ReturnedPieces
from small_trades.shop.orders.states import OrderState
from small_trades.shop.orders.tests.making import cup, guest, placed
from small_trades.shop.products.models import PublishedReview
from small_trades.shop.products.queries import cards
from small_trades.shop.reviews import actions
from small_trades.shop.reviews.models import Review
from small_trades.shop.reviews.queries import ReviewRow, reviews_of
from small_trades.shop.reviews.states import LeftOut, ReviewState
from small_trades.shop.reviews.tests.making import delivered, received, reviewed, words

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TYPED = {"stars": "5", "title": "とても良い", "text": "毎日使っています。", "pen-name": "猫好き"}


def product_page(review: Review) -> str:
    return Browser().get(f"/products/{review.product.slug}/").content.decode()


def of_desk(review: Review, verb: str, **typed: object) -> None:
    desk_of(colleague("support")).post(
        f"/desk/reviews/{review.pk}/{verb}/", {"version": review.version, **typed}
    )
    review.refresh_from_db()


def test_a_guest_who_received_it_writes_changes_and_deletes_it() -> None:
    person = guest()
    order = delivered(by=person)
    browser = Browser()
    path = reverse("reviews:review", args=[order.code, 0])
    assert browser.post(path, TYPED)["Location"] == reverse("orders:order", args=[order.code])
    assert not Review.objects.exists()
    browser.post(reverse("orders:find"), {"code": order.code, "email": person.email.address})
    assert path in browser.get(reverse("orders:order", args=[order.code])).content.decode()
    start = browser.get(path).content.decode()
    assert 'value="購入者"' in start
    assert person.name.family not in start
    assert browser.post(path, TYPED).status_code == 302
    assert "毎日使っています。" in browser.get(path).content.decode()
    browser.post(path, TYPED | {"title": "やはり良い"})
    assert Review.objects.get().version == 2
    browser.post(reverse("reviews:withdraw", args=[order.code, 0]))
    assert not Review.objects.exists()
    browser.post(path, TYPED)
    assert "猫好き" in browser.get(path).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"stars": "6"}, {"stars": ""}, {"title": ""}, {"text": "あ" * 2001}, {"text": "4242 4242 4242 4242"}],
)
def test_what_is_typed_wrong_is_said_and_nothing_is_kept(wrong: dict[str, str]) -> None:
    person, customer = member()
    order = delivered(customer_id=customer.pk)
    browser = Browser()
    browser.sign_in(person)
    answer = browser.post(reverse("reviews:review", args=[order.code, 0]), TYPED | wrong)
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()
    assert not Review.objects.exists()


def test_who_has_not_received_it_cannot_review_it() -> None:
    person, customer = member()
    browser = Browser()
    browser.sign_in(person)
    waiting = Order.objects.get(pk=placed(customer_id=customer.pk))
    returned = delivered(customer_id=customer.pk)
    line = returned.lines.get()
    ReturnedPieces.objects.create(line=line, quantity=1, to_stock=True, at=timezone.now())
    theirs = delivered()
    for order in (waiting, returned, theirs):
        browser.post(reverse("reviews:review", args=[order.code, 0]), TYPED)
    browser.post(reverse("reviews:review", args=[theirs.code, 7]), TYPED)
    assert not Review.objects.exists()


def test_it_waits_for_the_desk_and_then_everybody_reads_it() -> None:
    said = words(4)
    review = reviewed(said=said)
    assert "reviews-title" not in product_page(review)
    of_desk(review, "publish")
    page = product_page(review)
    for value in (said.title, said.text, said.pen_name, "★★★★"):
        assert value in page
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    data = [one for raw in found for one in _listed(json.loads(raw)) if one["@type"] == "Product"]
    assert data[0]["aggregateRating"]["ratingValue"] == 4.0
    assert data[0]["aggregateRating"]["reviewCount"] == 1
    assert data[0]["review"][0]["author"]["name"] == said.pen_name
    (card,) = cards([review.product_id])
    assert (card.rating, card.reviews) == (4.0, 1)


def _listed(data: Any) -> list[dict[str, Any]]:
    return data if isinstance(data, list) else [data]


def test_the_average_counts_every_page_of_reviews() -> None:
    variant = cup(available=50)
    for number in range(12):
        review = reviewed(delivered(variant), words(5 if number else 1))
        PublishedReview.objects.create(product=variant.product, stars=5 if number else 1, title="a", text="b")
    first = product_page(review)
    assert first.count('<li class="review">') == 10
    second = Browser().get(f"/products/{variant.product.slug}/?page=2").content.decode()
    assert second.count('<li class="review">') == 2
    assert "4.7" in first


def test_the_desk_shows_only_what_it_read() -> None:
    review = reviewed()
    old = Review.objects.get()
    with privacy.acting_as(privacy.Actor.visitor()):
        actions.write(received(Order.objects.get(pk=review.order_id)), words())
    of_desk(old, "publish", version=1)
    assert not PublishedReview.objects.exists()
    assert old.state == ReviewState.WAITING


def test_the_desk_answers_and_leaves_out_with_a_reason() -> None:
    review = reviewed()
    of_desk(review, "answer", answer="早すぎます")
    assert not PublishedReview.objects.exists()
    of_desk(review, "publish")
    of_desk(review, "answer", answer="ありがとうございます 91x")
    assert "ありがとうございます 91x" in product_page(review)
    of_desk(review, "leave-out", reason=LeftOut.PERSON)
    assert (review.state, review.reason, review.published_id) == ("not-shown", "person", None)
    assert "ありがとうございます 91x" not in product_page(review)
    assert not PublishedReview.objects.exists()


def test_a_member_finds_their_reviews_and_nobody_elses() -> None:
    person, customer = member()
    own = reviewed(delivered(customer_id=customer.pk))
    reviewed()
    assert [row.id for row in reviews_of(customer.subject)] == [own.pk]
    assert isinstance(reviews_of(customer.subject)[0], ReviewRow)
    browser = Browser()
    browser.sign_in(person)
    code = Order.objects.get(pk=own.order_id).code
    assert reverse("reviews:review", args=[code, 0]) in browser.get("/mypage/reviews/").content.decode()


def test_a_returned_order_leaves_its_review_deletable() -> None:
    person, customer = member()
    order = delivered(customer_id=customer.pk)
    reviewed(order)
    Order.objects.filter(pk=order.pk).update(state=OrderState.RETURNED)
    browser = Browser()
    browser.sign_in(person)
    browser.post(reverse("reviews:withdraw", args=[order.code, 0]))
    assert not Review.objects.exists()


def test_after_730_days_it_is_deleted_and_not_a_day_earlier() -> None:
    young, old = reviewed(), reviewed()
    of_desk(old, "publish")
    now = timezone.now()
    Review.objects.filter(pk=young.pk).update(written_at=now - timedelta(days=729))
    Review.objects.filter(pk=old.pk).update(written_at=now - timedelta(days=730, minutes=1))
    assert REVIEW_RETENTION.days == 730
    with privacy.acting_as(privacy.Actor.system("retention.run")):
        privacy.retention.run()
    assert [review.pk for review in Review.objects.all()] == [young.pk]
    assert not PublishedReview.objects.exists()

import pytest
from django.db import IntegrityError
from django.utils import translation
from pytest_django.fixtures import DjangoAssertNumQueries

from small_trades.shop.site import actions, queries
from small_trades.shop.site.models import ShopSettings

pytestmark = pytest.mark.django_db

DETAILS = actions.ShopDetails(
    name_ja="小商い",
    name_en="Small Trades",
    inquiry_email="hello@example.jp",
    tagline_ja="小さな作り手から",
    legal=[{"title_ja": "販売業者", "title_en": "Seller", "text_ja": "小商い合同会社", "text_en": ""}],
)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    actions.forget_public_content()


def test_a_shop_that_nobody_described_still_has_a_name() -> None:
    assert queries.shop_facts().name == "小商い"
    assert not ShopSettings.objects.exists()


def test_saved_details_show_at_once_in_both_languages() -> None:
    queries.shop_facts()
    actions.save_shop(DETAILS)
    facts = queries.shop_facts()
    assert facts.inquiry_email == "hello@example.jp"
    assert facts.legal_items == (queries.LegalItem("販売業者", "小商い合同会社"),)
    with translation.override("en"):
        assert facts.name == "Small Trades"
        assert facts.tagline == "小さな作り手から"
        assert facts.legal_items == (queries.LegalItem("Seller", "小商い合同会社"),)


def test_facts_are_read_once_for_many_pages(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    queries.shop_facts()
    with django_assert_num_queries(0):
        assert queries.shop_facts().name == "小商い"


def test_there_is_one_row_of_settings() -> None:
    actions.save_shop(DETAILS)
    with pytest.raises(IntegrityError):
        ShopSettings.objects.create(id=2)

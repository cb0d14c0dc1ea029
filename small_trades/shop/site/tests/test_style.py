import re
from pathlib import Path

import pytest
from django.test import RequestFactory

from small_trades.shop.site import views

COMPONENTS = Path(views.__file__).parent / "templates" / "site" / "components.html"
pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def page(rf: RequestFactory) -> str:
    request = rf.get("/demo/style/")
    return views.style(request).content.decode()


def test_the_style_page_draws_every_component(page: str) -> None:
    source = COMPONENTS.read_text()
    classes = re.findall(r'class="([a-z][a-z-]*)', source)
    missing = {name for name in classes if not re.search(rf'class="[^"]*\b{name}\b', page)}
    assert missing == set()


def test_fields_are_labelled_and_described(page: str) -> None:
    assert '<label class="field-label" for="id_broken-email">' in page
    assert 'aria-describedby="id_broken-email_helptext id_broken-email_error"' in page
    assert '<a href="#id_broken-email">' in page
    assert 'aria-invalid="true"' in page


def test_pages_need_neither_inline_styles_nor_inline_scripts(page: str) -> None:
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", page)


def test_every_icon_that_is_drawn_exists(page: str) -> None:
    sprite = (Path(views.__file__).parent / "static" / "site" / "icons.svg").read_text()
    drawn = set(re.findall(r"icons[.\w]*\.svg#([a-z]+)", page))
    existing = set(re.findall(r'<symbol id="([a-z]+)"', sprite))
    assert drawn == existing

"""A visitor chooses among the variants of a cup: picture and price follow, by mouse and by keyboard."""

import csv
import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Device, new_context
from tests.browser.running import RunningShop
from tests.browser.steps import accessible, take_picture, watch

SLUG = "two-cups"
HEADING = (
    "slug,code,name_ja,published,sku,variant_ja,option1_name_ja,option1_value_ja,price,stock,pictures,"
    "picture_text_ja,variant_picture"
)
ROWS = (("BLUE", "青", 2200, 9), ("RED", "赤", 2800, 2), ("PLAIN", "無地", 1800, 4), ("GREEN", "緑", 2500, 0))
COLOURS = {"BLUE": (40, 70, 140), "RED": (170, 50, 40), "GREEN": (40, 120, 70)}


@pytest.fixture(scope="module")
def address(shop: RunningShop, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a cup in four colours, one of them without a picture of its own, one sold out."""
    folder = tmp_path_factory.mktemp("cups")
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(HEADING.split(","))
    for sku, name, yen, stock in ROWS:
        shown = f"{sku}.png" if sku in COLOURS else ""
        own = ["夫婦湯のみ", "1", f"CUP-{sku}", name, "色", name, yen, stock]
        table.writerow([SLUG, "CUP", *own, "all.png", "湯のみの写真", shown])
    file = folder / "cups.csv"
    file.write_text(written.getvalue(), encoding="utf-8")
    for name, colour in {"all": (200, 190, 170), **COLOURS}.items():
        Image.new("RGB", (900, 900), colour).save(folder / f"{name}.png")
    done = shop.command("import", "products", str(file), "--images", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    return f"{shop.url}/products/{SLUG}/"


def first_picture(page: Page) -> str:
    """The alternative text of the picture that is seen first."""
    tops = "all => all.toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)"
    seen = f"all => ({tops})(all)[0].querySelector('img').alt"
    return str(page.locator(".product-pictures figure").evaluate_all(seen))


def price(page: Page) -> str:
    return page.locator(".product-price .price").inner_text().replace("\n", "")


def test_what_is_chosen_comes_first(
    page: Page, shop: RunningShop, address: str, device: Device, pictures: Path
) -> None:
    noted = watch(page, shop)
    page.goto(address)
    accessible(page)
    assert (first_picture(page), price(page)) == ("青", "1,800円から税込")
    page.get_by_text("赤", exact=True).click()
    assert (first_picture(page), price(page)) == ("赤", "2,800円税込")
    expect(page.locator("label", has_text="赤")).to_contain_text("残り2点")
    expect(page.get_by_role("radio", name="緑")).to_be_disabled()
    accessible(page)
    take_picture(page, pictures / f"variant-{device.name}.jpg")

    page.keyboard.press("ArrowDown")
    assert (first_picture(page), price(page)) == ("湯のみの写真", "1,800円税込")
    page.keyboard.press("ArrowDown")  # what is sold out is passed over
    assert (first_picture(page), price(page)) == ("青", "2,200円税込")
    page.keyboard.press("ArrowDown")
    with page.expect_response(lambda answer: "/cart/add/" in answer.url):
        page.locator("form[action*='/cart/add/'] button[type=submit]").click()
    page.goto(f"{shop.url}/cart/")
    expect(page.locator("main")).to_contain_text("赤")
    expect(page.locator("main")).to_contain_text("2,800")
    page.go_back()
    assert noted == []


def test_without_scripts_each_variant_leads_to_its_picture_and_into_the_cart(
    chromium: Browser, shop: RunningShop, address: str, device: Device
) -> None:
    with new_context(chromium, device, has_scripts=False) as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("link", name="赤の画像").click()
        expect(page.locator("figure:target img")).to_be_in_viewport()
        expect(page.locator("figure:target img")).to_have_attribute("alt", "赤")
        page.get_by_text("赤", exact=True).click()
        page.locator("form[action*='/cart/add/'] button[type=submit]").click()
        expect(page).to_have_url(f"{shop.url}/cart/")
        expect(page.locator("main")).to_contain_text("2,800")

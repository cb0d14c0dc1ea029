"""Products as files at the desk: looked over first, imported once, and taken out."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from small_trades.shop.account.tests.making import Browser, run_tasks
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.products.actions import import_products as actions
from small_trades.shop.products.actions import import_uploads
from small_trades.shop.products.models import Product, ProductImage, ProductImport
from small_trades.shop.products.tests import csv_files
from small_trades.shop.products.tests.goods import a_product

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _own_home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"


@pytest.fixture
def desk() -> Browser:
    return desk_of(colleague("catalogue"))


def send(desk: Browser, data: bytes, pictures: Path | None = None) -> str:
    """Upload a file; the address of its import."""
    form: dict[str, object] = {"file": SimpleUploadedFile("goods.csv", data), "wanted": "auto"}
    if pictures:
        form["pictures"] = SimpleUploadedFile("pictures.zip", pictures.read_bytes())
    answer = desk.post("/desk/products/import/", form)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def text(desk: Browser, path: str) -> str:
    return desk.get(path).content.decode()


def kept() -> list[Path]:
    return list((Path(settings.HOME) / "imports").glob("*/*"))


def test_a_file_is_looked_over_then_imported_and_its_upload_is_gone(desk: Browser, tmp_path: Path) -> None:
    made = csv_files.ec_cube(40, broken=8)
    here = send(desk, made.data, csv_files.write_pictures(tmp_path / "p.zip", made.pictures[:2]))
    assert "data-busy" in text(desk, here)
    assert not Product.objects.exists()

    run_tasks()
    page = text(desk, here)
    assert "data-busy" not in page
    assert "まだ何も変更していません" in page
    assert "Stock lies between" in text(desk, f"/en{here}")
    assert not Product.objects.exists()

    assert desk.post(f"{here}confirm/")["Location"] == here
    assert "40件中0件" in text(desk, here)
    run_tasks()
    assert (Product.objects.count(), ProductImage.objects.count()) == (32, 2)
    page = text(desk, here)
    assert "取り込み済み" in page
    assert "販売価格" in page
    assert kept() == []

    desk.post(f"{here}confirm/")
    run_tasks()
    assert ProductImport.objects.get().created == 32


def test_the_report_names_every_line_and_is_harmless(desk: Browser) -> None:
    data = b"slug,code,name_ja,sku,price\r\ncup,CUP,cup,=cmd,100\r\n"
    here = send(desk, data)
    run_tasks()
    report = text(desk, f"/en{here}report/")
    sentence = '"Use letters, digits, hyphens, dots and underscores"'
    assert report == f"\ufeffLine,Column,Reason,Value\r\n2,sku,{sentence},'=cmd\r\n"


def test_a_file_that_cannot_be_read_says_so_and_offers_nothing(desk: Browser) -> None:
    here = send(desk, b"a,b\r\n1,2\r\n")
    run_tasks()
    page = text(desk, f"/en{here}")
    assert "The heading is not one of our format, of Shopify or of EC-CUBE" in page
    assert "confirm/" not in page
    desk.post(f"{here}confirm/")
    run_tasks()
    assert ProductImport.objects.get().state == "flawed"
    assert kept() == []


def test_pictures_that_are_no_zip_are_refused_as_a_file(desk: Browser, tmp_path: Path) -> None:
    (tmp_path / "p.zip").write_bytes(b"PK no")
    here = send(desk, csv_files.shopify(1).data, tmp_path / "p.zip")
    run_tasks()
    assert "画像のZIPファイルを読めません" in text(desk, here)
    assert not Product.objects.exists()


@pytest.mark.parametrize("form", [{}, {"wanted": "auto"}, {"wanted": "xml"}])
def test_without_a_file_the_form_says_what_is_missing(desk: Browser, form: dict[str, str]) -> None:
    answer = desk.post("/desk/products/import/", form)
    assert answer.status_code == 200
    assert not ProductImport.objects.exists()
    assert kept() == []


def test_what_stopped_is_taken_up_by_a_click(desk: Browser) -> None:
    here = send(desk, csv_files.shopify(150).data)
    run_tasks()
    run = ProductImport.objects.get()
    actions.confirm(run.pk)
    going = actions.go_on(run.pk, import_uploads.given_of(run))
    next(going)
    going.close()
    assert Product.objects.count() == 100
    assert "続きから再開する" in text(desk, here)
    desk.post(f"{here}confirm/")
    run_tasks()
    run.refresh_from_db()
    assert (run.state, run.created, Product.objects.count()) == ("done", 150, 150)


@pytest.mark.parametrize(
    ("wanted", "heading"), [("ours", "slug,"), ("shopify", "Handle,"), ("ec-cube", "商品ID,")]
)
def test_the_catalogue_is_taken_out(desk: Browser, wanted: str, heading: str) -> None:
    a_product(name_ja="@湯のみ")
    answer = desk.get(f"/desk/products/export/{wanted}/")
    sent = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined] # a streamed answer
    assert sent.startswith(heading)
    assert "'@湯のみ" in sent
    assert answer["Content-Disposition"] == f'attachment; filename="products-{wanted}.csv"'
    assert desk.get("/desk/products/export/xml/").status_code == 404


@pytest.mark.parametrize("state", ["checked", "checking", "running"])
def test_files_nobody_confirmed_are_gone_after_a_week(desk: Browser, state: str) -> None:
    here = send(desk, csv_files.shopify(2).data)
    run_tasks()
    import_uploads.forget_uploads()
    assert len(kept()) == 1
    week = ProductImport.objects.get().changed_at - import_uploads.KEPT
    ProductImport.objects.update(changed_at=week, state=state)
    import_uploads.forget_uploads()
    assert kept() == []
    assert "もう一度送ってください" in text(desk, here)

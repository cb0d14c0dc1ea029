"""Pictures: what is taken in, what is kept of it, what is refused, and how it is shown and served."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image, ImageDraw

from small_trades.shop.kernel.bad_input import BadInput
from small_trades.shop.products import picture_files
from small_trades.shop.products.actions import pictures
from small_trades.shop.products.models import Product, ProductImage
from small_trades.shop.products.queries import product_page, sellables
from small_trades.shop.products.tests.goods import a_product, variant_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LATITUDE = 0x8825


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined] # pytest-django's settings
    return tmp_path / "media"


@pytest.fixture
def cup() -> Product:
    product = a_product()
    product.images.all().delete()
    return product


def drawn(width: int = 800, height: int = 600, *, mode: str = "RGB", colour: str = "teal") -> Image.Image:
    """A picture with a mark in its left upper corner."""
    image = Image.new("RGB", (width, height), colour)
    ImageDraw.Draw(image).rectangle((0, 0, width // 8, height // 8), fill="red")
    return image.convert(mode)


def sent(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    written = io.BytesIO()
    image.save(written, format=kind, **options)
    return written.getvalue()


def kept(media: Path) -> dict[str, tuple[int, int]]:
    """Every file there is: its ending and its size in pixels."""
    found = {}
    for path in sorted(media.rglob("*.*")):
        if path.is_file():
            with Image.open(path) as image:
                found[path.name.partition("-")[2]] = image.size
    return found


def nothing_written(media: Path) -> bool:
    return not ProductImage.objects.exists() and not [p for p in media.rglob("*") if p.is_file()]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_picture_is_kept_in_two_kinds_and_three_widths(kind: str, cup: Product, media: Path) -> None:
    number = pictures.add_picture(cup.pk, sent(drawn(1600, 1200), kind), alt_ja="湯のみ", alt_en="A cup")
    image = ProductImage.objects.get(pk=number)
    assert (image.width, image.height, image.alt_ja, image.alt_en) == (1280, 960, "湯のみ", "A cup")
    sizes = {320: (320, 240), 640: (640, 480), 1280: (1280, 960)}
    assert kept(media) == {f"{w}.{kind}": size for kind in ("avif", "webp") for w, size in sizes.items()}


def test_a_small_picture_is_never_made_larger(cup: Product, media: Path) -> None:
    pictures.add_picture(cup.pk, sent(drawn(500, 300)), alt_ja="湯のみ")
    assert kept(media) == {
        "320.avif": (320, 192),
        "320.webp": (320, 192),
        "500.avif": (500, 300),
        "500.webp": (500, 300),
    }


def test_the_place_where_it_was_taken_is_not_kept_and_it_stands_upright(cup: Product, media: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees clockwise
    exif[0x010F] = "Kamera-Hersteller"
    exif.get_ifd(LATITUDE)[2] = (35.0, 41.0, 22.2)
    data = sent(drawn(800, 400), "JPEG", exif=exif, comment=b"Haus-Nummer", quality=95)
    assert b"Kamera-Hersteller" in data
    pictures.add_picture(cup.pk, data, alt_ja="湯のみ")
    for path in media.rglob("*.*"):
        content = path.read_bytes()
        assert b"Exif" not in content
        assert b"Kamera" not in content
        assert b"Haus" not in content
        with Image.open(path) as image:
            assert not image.getexif()
            assert "icc_profile" not in image.info
            assert image.height == image.width * 2
            red, green, _blue = image.convert("RGB").getpixel((image.width - 8, 8))  # type: ignore[misc] # RGB
            assert red > 200
            assert green < 60


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "I;16"])
def test_unusual_pixels_are_kept_as_colours(mode: str, cup: Product, media: Path) -> None:
    image = (
        Image.new("I;16", (64, 64), 65_535) if mode == "I;16" else drawn(64, 64, mode=mode, colour="white")
    )
    pictures.add_picture(cup.pk, sent(image, "PNG"), alt_ja="湯のみ")
    with Image.open(next(media.rglob("*.webp"))) as made:
        assert min(made.convert("RGB").getpixel((60, 60))) >= 250  # type: ignore[arg-type] # RGB


def test_of_an_animation_the_first_frame_is_kept(cup: Product, media: Path) -> None:
    data = sent(
        drawn(64, 64, colour="white"), "GIF", save_all=True, append_images=[Image.new("RGB", (64, 64))]
    )
    pictures.add_picture(cup.pk, data, alt_ja="湯のみ")
    with Image.open(next(media.rglob("*.webp"))) as made:
        assert not getattr(made, "is_animated", False)
        assert min(made.convert("RGB").getpixel((60, 60))) >= 250  # type: ignore[arg-type] # RGB


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        (b"", "empty"),
        (SVG, "not-a-picture"),
        (b"%PDF-1.7", "not-a-picture"),
        (sent(drawn(), "BMP"), "not-a-picture"),
        (sent(drawn(), "TIFF"), "not-a-picture"),
        (sent(drawn())[:2000], "broken"),
        (sent(drawn(), "PNG")[:-40], "broken"),
        (sent(drawn(), "WEBP")[:200], "broken"),
        (b"x" * (picture_files.LARGEST_BYTES + 1), "too-heavy"),
        (sent(Image.new("1", (8000, 8000)), "PNG"), "too-large"),
        (sent(Image.new("1", (20_000, 20_000)), "PNG"), "too-large"),
        (sent(Image.new("1", (16_001, 1)), "PNG"), "too-large"),
    ],
    ids=[
        "empty",
        "svg",
        "pdf",
        "bmp",
        "tiff",
        "cut-jpeg",
        "cut-png",
        "cut-webp",
        "heavy",
        "many",
        "bomb",
        "long",
    ],
)
def test_anything_else_is_refused_and_nothing_written(
    data: bytes, flaw: str, cup: Product, media: Path
) -> None:
    with pytest.raises(BadInput) as refused:
        pictures.add_picture(cup.pk, data, alt_ja="湯のみ")
    assert refused.value.problems == {"picture": pictures.FLAWS[flaw]}
    assert nothing_written(media)


@pytest.mark.parametrize("alt", ["", "  ", "湯" * 301])
def test_a_picture_says_what_it_shows(alt: str, cup: Product, media: Path) -> None:
    with pytest.raises(BadInput) as refused:
        pictures.add_picture(cup.pk, sent(drawn()), alt_ja=alt)
    assert list(refused.value.problems) == ["alt_ja"]
    assert nothing_written(media)
    number = pictures.add_picture(cup.pk, sent(drawn()), alt_ja="湯のみ")
    with pytest.raises(BadInput):
        pictures.describe_picture(number, alt_ja=alt)
    assert ProductImage.objects.get().alt_ja == "湯のみ"


def test_the_same_file_again_is_the_picture_that_is_there(cup: Product) -> None:
    first = pictures.add_picture(cup.pk, sent(drawn()), alt_ja="湯のみ")
    assert pictures.add_picture(cup.pk, sent(drawn()), alt_ja="ほか") == first
    assert ProductImage.objects.get().alt_ja == "湯のみ"


def test_a_product_that_is_not_there_and_one_that_has_thirty(cup: Product, media: Path) -> None:
    with pytest.raises(Product.DoesNotExist):
        pictures.add_picture(0, sent(drawn(40, 40)), alt_ja="湯のみ")
    assert nothing_written(media)
    for place in range(30):
        ProductImage.objects.create(product=cup, drawing=f"{place}.svg", alt_ja="絵", order=place)
    with pytest.raises(BadInput) as refused:
        pictures.add_picture(cup.pk, sent(drawn(40, 40)), alt_ja="湯のみ")
    assert "30" in str(refused.value.problems["picture"])
    assert not kept(media)


def test_pictures_are_put_in_order_and_moved(cup: Product) -> None:
    one, two, three = (
        pictures.add_picture(cup.pk, sent(drawn(40, 40, colour=colour)), alt_ja=colour)
        for colour in ("white", "black", "blue")
    )

    def order() -> list[int]:
        return list(cup.images.values_list("pk", flat=True))

    assert order() == [one, two, three]
    pictures.move_picture(three, by=-1)
    assert order() == [one, three, two]
    pictures.move_picture(one, by=-1)
    assert order() == [one, three, two]
    pictures.order_pictures(cup.pk, [two, 99_999, two])
    assert order() == [two, one, three]


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_the_files_go_with_the_last_product_that_shows_them(media: Path) -> None:
    cup, plate = a_product(), a_product("plate")
    of_cup = pictures.add_picture(cup.pk, sent(drawn(40, 40)), alt_ja="湯のみ")
    of_plate = pictures.add_picture(plate.pk, sent(drawn(40, 40)), alt_ja="皿")
    pictures.remove_picture(of_cup)
    assert len(kept(media)) == 2
    pictures.remove_picture(of_plate)
    pictures.remove_picture(of_plate)
    assert kept(media) == {}
    assert ProductImage.objects.exclude(digest="").count() == 0


def test_pages_show_it_in_sizes_with_its_place_kept(cup: Product) -> None:
    pictures.add_picture(cup.pk, sent(drawn(1600, 1200)), alt_ja="湯のみ", alt_en="A <cup>")
    page = product_page(cup.slug)
    assert page is not None
    (shown,) = page.pictures
    assert (shown.width, shown.height) == (1280, 960)
    assert [kind for kind, _srcset in shown.sources] == ["image/avif", "image/webp"]
    english = Client().get("/en/products/blue-cup/", secure=True).content.decode()
    assert 'alt="A &lt;cup&gt;" width="1280" height="960"' in english
    assert english.count("<source type=") == 2
    assert "-320.avif 320w, " in english
    assert "<picture>" in Client().get("/products/", secure=True).content.decode()
    variant = variant_of(cup).pk
    assert sellables([variant])[variant].image.endswith("-320.webp")


def test_files_are_kept_by_browsers_for_good(cup: Product) -> None:
    pictures.add_picture(cup.pk, sent(drawn()), alt_ja="湯のみ")
    page = product_page(cup.slug)
    assert page is not None
    address = page.pictures[0].address
    assert address.startswith(settings.MEDIA_URL)
    answer = Client().get(address, secure=True)
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies
    assert Image.open(io.BytesIO(answer.content)).size == (640, 480)
    missing = Client().get(address.replace("-640", "-641"), secure=True)
    assert (missing.status_code, missing["Cache-Control"]) == (404, "no-store")
    assert Client().get("/media/../shop.sqlite3", secure=True).status_code == 404

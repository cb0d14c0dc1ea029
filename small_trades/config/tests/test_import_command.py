"""`import products` and `export products` as a trader types them."""

import json
from pathlib import Path

import pytest

from small_trades.config.cli import main
from small_trades.shop.products.models import Product
from small_trades.shop.products.tests import csv_files

pytestmark = pytest.mark.django_db


def test_a_dry_run_then_the_import_then_nothing_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = csv_files.shopify(40, broken=2)
    path = tmp_path / "goods.csv"
    path.write_bytes(made.data)
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    given = ["import", "products", str(path), "--images", str(pictures), "--json"]
    assert main([*given, "--dry-run"]) == 1
    tried = json.loads(capsys.readouterr().out)
    assert (tried["created"], tried["refused"], tried["is_dry_run"]) == (38, 2, True)
    assert not Product.objects.exists()

    assert main(given) == 1
    done = json.loads(capsys.readouterr().out)
    named = [(one["line"], one["column"], one["reason"]) for one in done["problems"] if not one["is_note"]]
    assert (done["created"], done["refused"], named) == (38, 2, made.broken)

    assert main(given[:3]) == 1
    out = capsys.readouterr().out
    assert "0 created, 0 updated, 38 unchanged, 2 refused, 0 pictures added." in out
    assert out.endswith("Nothing changed.\n")


def test_a_good_file_is_0_and_an_unreadable_one_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = tmp_path / "good.csv"
    good.write_bytes(csv_files.ec_cube(3).data)
    assert main(["import", "products", str(good), "--format", "ec-cube"]) == 0
    assert main(["import", "products", str(good), "--format", "shopify"]) == 2
    assert "import.E001" in capsys.readouterr().err
    assert main(["import", "products", str(tmp_path / "none.csv")]) == 2
    assert Product.objects.count() == 3


def test_what_is_exported_is_a_csv(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    path = tmp_path / "good.csv"
    path.write_bytes(csv_files.ec_cube(3).data)
    main(["import", "products", str(path)])
    capfdbinary.readouterr()
    assert main(["export", "products", "--format", "ec-cube"]) == 0
    lines = capfdbinary.readouterr().out.decode("utf-8-sig").split("\r\n")
    assert (lines[0].split(",")[0], len(lines)) == ("商品ID", 5)

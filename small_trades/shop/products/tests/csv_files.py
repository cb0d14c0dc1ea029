"""CSV files of products as traders send them, made up: many good ones, some broken in every known way."""

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

Broken = tuple[int, str, str]
SHOPIFY = (
    "Handle",
    "Title",
    "Body (HTML)",
    "Vendor",
    "Type",
    "Tags",
    "Published",
    "Option1 Name",
    "Option1 Value",
    "Variant SKU",
    "Variant Grams",
    "Variant Inventory Qty",
    "Variant Price",
    "Variant Compare At Price",
    "Image Src",
    "Image Position",
    "Image Alt Text",
    "Status",
)
EC_CUBE = (
    "商品ID",
    "公開ステータス(ID)",
    "公開ステータス(名称)",
    "商品名",
    "商品説明(一覧)",
    "商品説明(詳細)",
    "商品コード",
    "在庫数",
    "在庫数無制限フラグ",
    "通常価格",
    "販売価格",
    "商品画像",
    "商品カテゴリ(ID)",
    "商品カテゴリ(名称)",
    "タグ(ID)",
    "タグ(名称)",
)
_WAYS = 8


@dataclass(frozen=True)
class Made:
    """A file, the line, column and reason of each broken product, and the names of the pictures it gives."""

    data: bytes
    broken: list[Broken]
    pictures: list[str]


def shopify(products: int, *, broken: int = 0) -> Made:
    """Two variants each, in UTF-8; every so many is broken in one line."""
    lines, expected, pictures = [_line(SHOPIFY)], [], []
    at = _places(products, broken)
    for number in range(products):
        rows = [_shopify_first(number), _shopify_second(number)]
        way = at.get(number)
        if way is None:
            pictures.append(f"cup-{number}.png")
        texts = [_line([row.get(name, "") for name in SHOPIFY]) for row in rows]
        if way is not None:
            row, column, reason = _break_shopify(rows, way, number)
            texts = [_line([cells.get(name, "") for name in SHOPIFY]) for cells in rows]
            if reason == "quote":
                texts[row] = texts[row].replace(rows[row]["Variant SKU"], '"' + rows[row]["Variant SKU"])
            if reason == "cells":
                texts[row] = texts[row].rsplit(",", 4)[0] + "\r\n"
            # A cell of several lines moves all lines after it.
            expected.append((_ends(lines) + _ends(texts[:row]) + 1, column, reason))
        lines += texts
    return Made("".join(lines).encode(), expected, pictures)


def ec_cube(products: int, *, broken: int = 0) -> Made:
    """One variant each, in Shift_JIS as EC-CUBE writes it; every so many is broken."""
    lines, expected, pictures = [_line(EC_CUBE)], [], []
    at = _places(products, broken)
    for number in range(products):
        row = _ec_cube_row(number)
        way = at.get(number)
        if way is None:
            pictures.append(f"ki-{number}.png")
        else:
            column, value, reason = (
                ("販売価格", "", "empty"),
                ("販売価格", "千円", "number"),
                ("販売価格", "0", "price"),
                ("在庫数", "-1", "stock"),
                ("公開ステータス(ID)", "9", "choice"),
                ("商品名", "", "empty"),
                ("通常価格", "100", "reference"),
                ("商品コード", "コード", "sku"),
            )[way]
            row[column] = value
            expected.append((_ends(lines) + 1, column, reason))
        lines.append(_line([row[name] for name in EC_CUBE]))
    return Made("".join(lines).encode("cp932"), expected, pictures)


def write_pictures(path: Path, names: list[str]) -> Path:
    """A ZIP of these pictures, each another colour."""
    with zipfile.ZipFile(path, "w") as packed:
        for number, name in enumerate(names):
            made = io.BytesIO()
            colour = (number % 256, number // 256 % 256, 90)
            Image.new("RGB", (16, 16), colour).save(made, "PNG")
            packed.writestr(f"photos/{name}", made.getvalue())
    return path


def _places(products: int, broken: int) -> dict[int, int]:
    """Which products are broken, spread over the file, and in which way."""
    return {(index * products) // broken: index % _WAYS for index in range(broken)}


def _shopify_first(number: int) -> dict[str, str]:
    return {
        "Handle": f"cup-{number}",
        "Title": f"青い湯のみ {number}番",
        "Body (HTML)": f'<p>手で<b>ひねった</b>、"{number}"番の器。</p>\n<ul><li>高さ 8 cm</li></ul>',
        "Vendor": f"月待窯 {number % 7}",
        "Type": ("湯のみ", "茶器", "皿")[number % 3],
        "Tags": "贈りもの, 新着",
        "Published": "TRUE",
        "Option1 Name": "大きさ",
        "Option1 Value": "大",
        "Variant SKU": f"CUP-{number}-L",
        "Variant Grams": "300",
        "Variant Inventory Qty": str(number % 50),
        "Variant Price": f"{2000 + number % 900}.00",
        "Variant Compare At Price": "3500" if number % 2 else "",
        "Image Src": f"https://cdn.shopify.com/s/files/1/cup-{number}.png?v=16",
        "Image Position": "1",
        "Image Alt Text": "青い湯のみの写真",
        "Status": "active",
    }


def _shopify_second(number: int) -> dict[str, str]:
    return {
        "Handle": f"cup-{number}",
        "Option1 Value": "小",
        "Variant SKU": f"CUP-{number}-S",
        "Variant Grams": "200",
        "Variant Inventory Qty": "3",
        "Variant Price": "1500",
        "Variant Compare At Price": "",
    }


def _break_shopify(rows: list[dict[str, str]], way: int, number: int) -> tuple[int, str, str]:
    row, column, value, reason = (
        (0, "Variant Price", "12a", "number"),
        (1, "Variant Price", "-5", "price"),
        (0, "Title", "", "empty"),
        (1, "Variant SKU", f"CUP-{number}-L", "sku-taken"),
        (0, "Status", "on", "choice"),
        (1, "", "", "quote"),
        (1, "", "", "cells"),
        (1, "Variant Inventory Qty", "1000000", "stock"),
    )[way]
    if column:
        rows[row][column] = value
    return row, column, reason


def _ec_cube_row(number: int) -> dict[str, str]:
    return {
        "商品ID": str(number + 1),
        "公開ステータス(ID)": "1",
        "公開ステータス(名称)": "公開",
        "商品名": f"木のさじ～{number}号",
        "商品説明(一覧)": "山桜のさじ①",
        "商品説明(詳細)": "<p>拭き漆で仕上げた、\r\n表示の美しいさじ。</p>",
        "商品コード": f"SAJI-{number}",
        "在庫数": str(number % 30),
        "在庫数無制限フラグ": "0",
        "通常価格": "2000",
        "販売価格": str(900 + number % 500),
        "商品画像": f"ki-{number}.png",
        "商品カテゴリ(ID)": "5,6",
        "商品カテゴリ(名称)": "さじ,木工",
        "タグ(ID)": "1",
        "タグ(名称)": "新商品",
    }


def _ends(lines: list[str]) -> int:
    return sum(line.count("\n") for line in lines)


def _line(cells: list[str] | tuple[str, ...]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()

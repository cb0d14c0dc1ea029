"""Pictures that come in a ZIP: a damaged one is a picture that cannot be read, never the end."""

import random
import zipfile
from pathlib import Path

import pytest

from small_trades.shop.products.importing.pictures import Pictures
from small_trades.shop.products.importing.reasons import FileFlaw, Flaw

NAME = "cup.jpg"
CONTENT = bytes(random.Random(7).choices(range(64), k=4000))  # noqa: S311 - no secret


def packed(path: Path, method: int) -> bytes:
    with zipfile.ZipFile(path, "w", method) as file:
        file.writestr(NAME, CONTENT)
    return path.read_bytes()


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_picture_is_read_and_a_damaged_one_is_not(tmp_path: Path, method: int) -> None:
    path = tmp_path / "pictures.zip"
    whole = packed(path, method)
    assert Pictures(path).get(NAME) == CONTENT
    begins = whole.index(NAME.encode()) + len(NAME)
    for at in range(begins, begins + 400, 7):
        damaged = bytearray(whole)
        damaged[at : at + 40] = b"\xff" * 40
        path.write_bytes(damaged)
        found = Pictures(path)
        assert found.has(NAME)
        assert found.get(NAME) == b"", at


def test_a_zip_of_a_time_to_come_is_refused_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "pictures.zip"
    whole = bytearray(packed(path, zipfile.ZIP_STORED))
    needed = whole.index(b"PK\x01\x02") + 6  # APPNOTE.TXT, 4.3.12: version needed to extract
    whole[needed] = 99
    path.write_bytes(whole)
    with pytest.raises(FileFlaw) as refused:
        Pictures(path)
    assert refused.value.flaw == Flaw.ZIP

"""How long 10,000 products of Shopify's and EC-CUBE's CSV take, 200 of them broken, and how much memory.

Each format is imported into empty stores with its pictures, and a second time, which changes nothing.
`python -m bench.importing 1000` measures a file of that size. Pictures are small, so that what is measured is
the import and not the encoding of photographs.
"""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import engines

PRODUCTS = 10_000


@dataclass(frozen=True)
class Speed:
    """Seconds of both imports, and the largest size of the process in MiB; the counts are as stored."""

    engine: str
    format: str
    stored: int
    refused: int
    pictures: int
    first: float
    second: float
    changed: int
    megabytes: float


def measure(products: int = PRODUCTS) -> list[Speed]:
    """Both formats on each engine."""
    return [
        Speed(engine, **found)
        for engine, rows in engines.measured("bench.importing", str(products))
        for found in rows
    ]


def _here(products: int) -> Iterator[dict[str, Any]]:
    """In stores of this process alone."""
    from small_trades.config.commands import setup  # noqa: PLC0415 - needs the environment

    setup.start_django()
    from django.core.management import call_command  # noqa: PLC0415 - needs settings

    from small_trades.shop.products.actions.import_products import Given  # noqa: PLC0415 - needs settings
    from small_trades.shop.products.tests import csv_files  # noqa: PLC0415 - needs settings

    for store in setup.STORES:
        call_command("migrate", database=store, verbosity=0)
    for name, make in (("shopify", csv_files.shopify), ("ec-cube", csv_files.ec_cube)):
        with tempfile.TemporaryDirectory() as folder:
            made = make(products, broken=products // 50)
            path = Path(folder) / "products.csv"
            path.write_bytes(made.data)
            given = Given(path, csv_files.write_pictures(Path(folder) / "pictures.zip", made.pictures))
            first, run = _timed(given)
            second, again = _timed(given)
        yield {
            "format": name,
            "stored": run.created,
            "refused": run.refused,
            "pictures": run.pictures,
            "first": first,
            "second": second,
            "changed": again.created + again.updated + again.pictures,
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }


def _timed(given: Any) -> tuple[float, Any]:
    from small_trades.shop.products.actions import import_products as actions  # noqa: PLC0415 - needs settings

    began = time.perf_counter()
    run = actions.begin(given)
    for _reached in actions.go_on(run.pk, given):
        pass
    run.refresh_from_db()
    return time.perf_counter() - began, run


def main(arguments: list[str]) -> None:
    """Print a line for each format and engine; `--here` measures in this process and prints JSON."""
    size = next((int(one) for one in arguments if one.isdigit()), PRODUCTS)
    if "--here" in arguments:
        sys.stdout.write(f"{json.dumps(list(_here(size)))}\n")
        return
    for row in measure(size):
        sys.stdout.write(
            f"{row.engine}, {row.format}: {row.stored:,} stored with {row.pictures:,} pictures, "
            f"{row.refused:,} refused, {row.first:,.1f} s; again {row.second:,.1f} s, {row.changed} changed; "
            f"{row.megabytes:,.0f} MiB\n"
        )


if __name__ == "__main__":
    main(sys.argv[1:])

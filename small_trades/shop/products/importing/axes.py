"""What a product's variants are chosen by, as the catalogue keeps it, from the options that a file names."""

from collections.abc import Sequence
from typing import Any

from small_trades.shop.products.importing.names import slug_of
from small_trades.shop.products.importing.shape import ImportedOption, ImportedVariant

Axes = list[dict[str, Any]]


def axes_of(there: Axes, variants: Sequence[ImportedVariant]) -> Axes:
    """The axes with what the file adds; those that are there keep their addresses and their English names."""
    axes: Axes = [{**axis, "values": [*axis["values"]]} for axis in there]
    for option in (option for variant in variants for option in variant.options):
        axis = _named(axes, option.name_ja)
        if axis is None:
            axis = {**_names(option.name_ja, option.name_en, "o", axes), "values": []}
            axes.append(axis)
        if _named(axis["values"], option.value_ja) is None:
            axis["values"].append(_value(option, axis["values"]))
    return axes


def _named(rows: Axes, name_ja: str) -> dict[str, Any] | None:
    return next((row for row in rows if row["name_ja"] == name_ja), None)


def _value(option: ImportedOption, others: Axes) -> dict[str, Any]:
    return _names(option.value_ja, option.value_en, "v", others)


def _names(name_ja: str, name_en: str, prefix: str, others: Axes) -> dict[str, Any]:
    slug = slug_of(name_en or name_ja, prefix=prefix, longest=40)
    if any(other["slug"] == slug for other in others):
        slug = slug_of(f"{name_ja} ({prefix})", prefix=prefix, longest=0)
    return {"slug": slug, "name_ja": name_ja, "name_en": name_en or name_ja}

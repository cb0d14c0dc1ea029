"""What stands in addresses."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class RowConverter(IntConverter):
    """The number of a row: of so many digits that every store can look for it."""

    regex = "[0-9]{1,18}"


register_converter(RowConverter, "row")

"""The products' own migrations, and those of a version that is still to come."""

from pathlib import Path

from small_trades.shop.products import migrations

__path__ = [str(Path(__file__).parent), *migrations.__path__]
NEWEST = max(path.stem for path in Path(migrations.__path__[0]).glob("0*.py"))
"""What this version ends with."""

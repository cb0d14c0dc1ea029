"""Put the slices of the site's font together into the one file that PDFs are set in.

    python tools/pdf_font.py

Browsers fetch slices; a PDF embeds the signs it uses from one whole font. Needs fonttools and brotli, and
only when the site's font changes. Layout features are left out: nothing here sets text that needs them.
"""

import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.merge.options import Options
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
SLICES = ROOT / "small_trades" / "shop" / "site" / "static" / "site" / "fonts"
FONT = ROOT / "small_trades" / "shop" / "kernel" / "fonts" / "zen-kaku-gothic-new.ttf"
LEFT_OUT = ("GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "DSIG", "gasp", "STAT")


def main() -> None:
    """Write the font."""
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for number, path in enumerate(sorted(SLICES.glob("zen-*-400.woff2"))):
            part = TTFont(path)
            for table in LEFT_OUT:
                if table in part:
                    del part[table]
            part.flavor = None
            parts.append(Path(folder) / f"{number}.ttf")
            part.save(parts[-1])
        font = Merger(Options(drop_tables=["prep", "fpgm", "cvt "])).merge([str(part) for part in parts])
    font.save(FONT)


if __name__ == "__main__":
    main()

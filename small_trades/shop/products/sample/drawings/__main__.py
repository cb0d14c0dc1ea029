"""Write every drawing of the sample shop, and remove those that no recipe makes."""

from small_trades.shop.products.sample.drawings import FOLDER, pictures


def main() -> None:
    """Make the folder equal to the recipes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = dict(pictures())
    for name, svg in made.items():
        (FOLDER / name).write_text(svg, encoding="utf-8")
    for path in FOLDER.glob("*.svg"):
        if path.name not in made:
            path.unlink()


if __name__ == "__main__":
    main()

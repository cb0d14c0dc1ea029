"""`small-trades where URL`: the view, template, verbs and tests behind a page."""

import argparse
import ast
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from small_trades.config.commands import setup

PACKAGE = Path(__file__).resolve().parent.parent.parent
ROOT = PACKAGE.parent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One path such as /checkout/delivery/."""
    parser.add_argument("url", help="a path of the shop, such as /checkout/delivery/")


@dataclass(frozen=True)
class Place:
    """Where a page comes from, as lines ready to print."""

    view: str
    template: str
    calls: tuple[str, ...]
    tests: tuple[str, ...]

    def __str__(self) -> str:
        """Four short paragraphs."""
        rows = [
            ("view", (self.view,)),
            ("template", (self.template,)),
            ("calls", self.calls),
            ("tests", self.tests),
        ]
        return "".join(f"{name:<9} {line}\n" for name, lines in rows for line in lines or ("none",))


def run(arguments: argparse.Namespace) -> int:
    """Print the place; exit 1 where no page answers to the path."""
    setup.start_django()
    from django.urls import Resolver404, resolve  # noqa: PLC0415 - needs settings
    from django.utils import translation  # noqa: PLC0415

    try:
        with translation.override(translation.get_language_from_path(arguments.url) or "ja"):
            found = resolve(arguments.url)
    except Resolver404:
        sys.stderr.write(f"No page answers to {arguments.url}\n")
        return 1
    sys.stdout.write(str(place_of(found.func)))
    return 0


def place_of(view: Callable[..., Any]) -> Place:
    """The place of a view function."""
    function = inspect.unwrap(view)
    source = Path(inspect.getsourcefile(function) or "")
    lines, first = inspect.getsourcelines(function)
    app = source.parent
    while app.parent != PACKAGE and not (app / "apps.py").exists():
        app = app.parent
    template = next((app / "templates").rglob(f"{function.__name__}.html"), None)
    return Place(
        view=f"{source.relative_to(ROOT)}:{first} {function.__name__}()",
        template=str(template.relative_to(ROOT)) if template else "",
        calls=_calls("".join(lines)),
        tests=_tests(function.__name__, app),
    )


def _calls(source: str) -> tuple[str, ...]:
    """The actions and queries a view names."""
    tree = ast.parse(inspect.cleandoc(source))
    named = {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id.endswith(("actions", "queries", "privacy"))
    }
    return tuple(sorted(named))


def _tests(name: str, app: Path) -> tuple[str, ...]:
    """Tests that name the view's URL or the view."""
    wanted = (f"{app.name}:{name}", f"test_{name}")
    files = [*app.rglob("tests/**/test_*.py"), *(ROOT / "tests").rglob("test_*.py")]
    return tuple(
        str(file.relative_to(ROOT))
        for file in sorted(files)
        if any(word in file.read_text(encoding="utf-8") for word in wanted)
    )

"""What no tool of ours looks for in the sources, with the few places where it is meant."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "small_trades"
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(
    path for path in PACKAGE.rglob("templates/**/*") if path.suffix in {".html", ".txt", ".xml"}
)
# Two render Markdown with HTML switched off; a copy carries a stylesheet of ours; a document on paper
# is put together by `format_html`, which escapes what it is given. Each says so.
SAFE_HTML = {
    "doors/paper/writing.py",
    "policy/texts.py",
    "shop/products/markdown.py",
    "shop/rights/copies.py",
}


def _holding(pattern: str, files: list[Path]) -> set[str]:
    sought = re.compile(pattern)
    return {
        str(path.relative_to(PACKAGE)) for path in files if sought.search(path.read_text(encoding="utf-8"))
    }


def test_there_is_something_to_look_at() -> None:
    assert len(SOURCES) > 300
    assert len(TEMPLATES) > 100


def test_html_is_declared_safe_in_few_places_only() -> None:
    assert _holding(r"\bMarkup\(|\bmark_safe\(|\bformat_html\(", SOURCES) == SAFE_HTML
    assert _holding(r"\|\s*safe\b|autoescape\s+false", TEMPLATES) == set()


def test_nothing_is_left_for_later() -> None:
    words = "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X"))
    assert _holding(rf"\b(?:{words})\b", [*SOURCES, *TEMPLATES]) == set()


@pytest.mark.parametrize("pattern", [r"\sstyle\s*=", r"<style", r"\son[a-z]+\s*=\s*[\"']", r"javascript:"])
def test_templates_hold_no_inline_style_or_script(pattern: str) -> None:
    assert _holding(pattern, TEMPLATES) == set()

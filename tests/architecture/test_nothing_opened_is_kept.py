"""No opened value outlives its request: whatever opens values feeds no cache, and one place keeps pages.

This sees names, not data: a value that is handed to another module and kept there is found by the search for
planted values, and by `PublicPageMiddleware`, which keeps no answer whose making opened anything.
"""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "small_trades"
SOURCES = sorted(path for path in ROOT.rglob("*.py") if not {"migrations", "tests"} & set(path.parts))
OPENING = {"use", "receive", "uses_of", "use_proof"}
CACHES = {"lru_cache", "cache", "cache_page", "PAGES", "caches", "ShortLived", "cache_control"}
KEEPS_PAGES = "shop/site/middleware.py"
MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


@cache
def _trees() -> dict[str, ast.Module]:
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES
    }


def opens(tree: ast.Module) -> bool:
    """Whether it calls `privacy.use` or another verb that gives out what was sealed."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in OPENING
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "privacy"
        for node in ast.walk(tree)
    )


def caches(tree: ast.Module) -> set[str]:
    """The caches that it names, imported by whatever way."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    return names & CACHES


def growing(tree: ast.Module) -> set[str]:
    """Names of the module that a function puts something into, or binds anew."""
    held = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, MUTABLE)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    bound = {name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names}
    filled = {
        node.func.value.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"append", "add", "update", "setdefault", "extend", "insert"}
        and isinstance(node.func.value, ast.Name)
    }
    put = {
        node.value.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
    }
    return bound | (held & (filled | put))


def test_what_opens_values_feeds_no_cache() -> None:
    opening = {name: tree for name, tree in _trees().items() if opens(tree)}
    assert len(opening) > 15, "there is something to look at"
    assert {name: caches(tree) for name, tree in opening.items() if caches(tree)} == {}
    assert {name: growing(tree) for name, tree in opening.items() if growing(tree)} == {}


def test_pages_are_kept_in_one_place_and_only_when_nothing_was_opened() -> None:
    keeping = {
        name
        for name, tree in _trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "keep"
        and isinstance(node.value, ast.Name)
        and node.value.id == "PAGES"
    }
    assert keeping == {KEEPS_PAGES}
    (judge,) = (
        node
        for node in ast.walk(_trees()[KEEPS_PAGES])
        if isinstance(node, ast.FunctionDef) and node.name == "_is_public"
    )
    assert "opened_personal_value" in ast.unparse(judge)


def test_django_s_own_cache_is_not_used() -> None:
    using = {
        name
        for name, tree in _trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith(("django.core.cache", "django.views.decorators.cache"))
        and {alias.name for alias in node.names} - {"never_cache"}
    }
    assert using == set()


def test_the_search_finds_a_cache() -> None:
    kept = ast.parse(
        "from functools import lru_cache\n_seen = {}\ndef f(x):\n    _seen[x] = privacy.use(x)\n"
    )
    assert (opens(kept), caches(kept), growing(kept)) == (True, {"lru_cache"}, {"_seen"})

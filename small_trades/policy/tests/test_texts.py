import pytest

from small_trades.policy.declaration import POLICY
from small_trades.policy.tables import Table
from small_trades.policy.texts import Clause, Prose, anchors, render, render_words

SOURCE = """# Title {#top}

Hello {{ shop_name }}.

## 1. First {#1-first}

- **a** one {#1a-one}
- two

{{ cookies }}

Last. {#end}
"""


def rendered(source: str = SOURCE, shop_name: str = "Komorebi") -> list[str]:
    text = render(source, language="en", facts={"shop_name": shop_name}, snapshot=POLICY.snapshot())
    return [str(block.html) if isinstance(block, Prose) else block.caption for block in text.blocks]


def test_title_and_clauses_are_named() -> None:
    text = render(SOURCE, language="en", facts={"shop_name": "Komorebi"}, snapshot=POLICY.snapshot())
    assert text.title == "Title"
    assert text.clauses == (Clause("1-first", "1. First"),)


def test_anchors_become_ids_of_heading_item_and_paragraph() -> None:
    before, table, after = rendered()
    assert before == (
        "<p>Hello Komorebi.</p>\n"
        '<h2 id="1-first">1. First</h2>\n'
        '<ul>\n<li id="1a-one"><strong>a</strong> one</li>\n<li>two</li>\n</ul>\n'
    )
    assert table == "Cookies of this site"
    assert after == '<p id="end">Last.</p>\n'
    assert anchors(SOURCE) == {"top", "1-first", "1a-one", "end"}


def test_a_fact_means_itself_and_nothing_else() -> None:
    before, *_ = rendered(shop_name='<script>*A* [b](http://c) & "d"\n# e')
    assert "<p>Hello &lt;script&gt;*A* [b](http://c) &amp; &quot;d&quot; # e.</p>" in before


def test_html_and_script_links_in_a_text_stay_words() -> None:
    (block,) = rendered("# T\n\n<img src=x onerror=y> [x](javascript:alert(1))\n")
    assert block == "<p>&lt;img src=x onerror=y&gt; [x](javascript:alert(1))</p>\n"


def test_an_unknown_fact_or_a_missing_title_is_refused() -> None:
    with pytest.raises(KeyError):
        render("# T\n\n{{ telephone }}\n", language="en", facts={})
    with pytest.raises(ValueError, match="starts with its title"):
        render("no title\n", language="en", facts={})


def test_a_table_is_drawn_from_the_given_snapshot() -> None:
    snapshot = POLICY.snapshot()
    snapshot["cookies"] = {
        "taste": {"purpose_ja": "味", "purpose_en": "Taste", "kind": "preference", "days": None}
    }
    text = render("# T\n\n{{ cookies }}\n", language="ja", facts={}, snapshot=snapshot)
    assert text.blocks[-1] == Table(
        "当サイトのCookie",
        ("名前", "目的", "種類", "期間"),
        (("taste", "味", "設定の記憶", "ブラウザーを閉じるまで"),),
    )


def test_words_without_marks_of_ours_keep_their_braces() -> None:
    text = render_words("# T\n\nSay {{ shop_name }} or\n\n{{ cookies }}\n")
    assert [block.html for block in text.blocks if isinstance(block, Prose)] == [
        "<p>Say {{ shop_name }} or</p>\n<p>{{ cookies }}</p>\n"
    ]

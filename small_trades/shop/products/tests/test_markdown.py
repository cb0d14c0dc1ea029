from small_trades.shop.products.markdown import to_html, to_text


def test_markdown_becomes_a_few_harmless_elements() -> None:
    assert str(to_html("# 器\n\n**強**い\n\n- 一\n- 二")) == (
        "<h3>器</h3>\n<p><strong>強</strong>い</p>\n<ul>\n<li>一</li>\n<li>二</li>\n</ul>\n"
    )


def test_scripts_images_and_odd_links_are_shown_as_text_or_dropped() -> None:
    made = str(
        to_html("<script>alert(1)</script>\n\n[a](javascript:alert(1)) ![x](https://example.jp/x.png)")
    )
    assert "<script" not in made
    assert "<img" not in made
    assert "href" not in made


def test_links_pass_nothing_on() -> None:
    assert 'rel="nofollow noopener noreferrer"' in to_html("[店](https://example.jp/)")


def test_japanese_lines_join_without_a_gap_and_english_ones_with_one() -> None:
    assert str(to_html("藍の\n器")) == "<p>藍の器</p>\n"
    assert to_text("藍の\n器 is\na cup\n\n- **一**") == "藍の器 is a cup\n一"

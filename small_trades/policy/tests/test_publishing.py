import dataclasses
import json
from pathlib import Path

import pytest

from small_trades.policy import publishing
from small_trades.policy.declaration import POLICY, TERMS_VERSION
from small_trades.policy.tables import Table

FACTS = dict.fromkeys(("shop_name", "seller", "representative", "address", "inquiry_email"), "x")


def copy_of_the_text(folder: Path) -> Path:
    folder.mkdir()
    for language in ("ja", "en"):
        (folder / f"{language}.md").write_text(
            (publishing.TEXT / f"{language}.md").read_text("utf-8"), "utf-8"
        )
    return folder


def test_publishing_freezes_snapshot_and_words(tmp_path: Path) -> None:
    frozen = publishing.publish(POLICY, into=tmp_path)
    names = [f"{POLICY.version}.{end}" for end in ("en.md", "ja.md", "json")]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert json.loads(frozen.read_text("utf-8")) == POLICY.snapshot()
    assert publishing.publish(POLICY, into=tmp_path) == frozen


def test_a_published_version_cannot_be_given_other_words(tmp_path: Path) -> None:
    source = copy_of_the_text(tmp_path / "text")
    into = tmp_path / "published"
    publishing.publish(POLICY, source=source, into=into)
    published = (into / f"{POLICY.version}.en.md").read_text("utf-8")
    (source / "en.md").write_text(published + "\nOne more thing.\n", "utf-8")
    with pytest.raises(
        publishing.PublishingError, match=rf"{POLICY.version}\.en\.md is published with other words"
    ):
        publishing.publish(POLICY, source=source, into=into)
    assert (into / f"{POLICY.version}.en.md").read_text("utf-8") == published


def test_a_text_that_leaves_out_something_declared_is_not_published(tmp_path: Path) -> None:
    source = copy_of_the_text(tmp_path / "text")
    words = (source / "ja.md").read_text("utf-8")
    (source / "ja.md").write_text(words.replace(" {#2c-telephone}", ""), "utf-8")
    with pytest.raises(publishing.PublishingError, match=r"text/ja\.md says nothing about 2c-telephone"):
        publishing.publish(POLICY, source=source, into=tmp_path / "published")
    assert not (tmp_path / "published").exists()


def test_versions_are_listed_newest_first(tmp_path: Path) -> None:
    publishing.publish(POLICY, into=tmp_path)
    publishing.publish(dataclasses.replace(POLICY, version=POLICY.version + 1), into=tmp_path)
    assert [version.number for version in publishing.versions(tmp_path)] == [
        POLICY.version + 1,
        POLICY.version,
    ]
    assert publishing.versions(tmp_path)[0].effective == POLICY.effective


def test_an_old_version_is_shown_with_its_own_tables(tmp_path: Path) -> None:
    publishing.publish(dataclasses.replace(POLICY, cookies=POLICY.cookies[:1]), into=tmp_path)
    publishing.publish(dataclasses.replace(POLICY, version=POLICY.version + 1), into=tmp_path)
    counts = []
    for version in (POLICY.version, POLICY.version + 1):
        text = publishing.policy_text(version, "en", facts=FACTS, folder=tmp_path)
        counts += [
            len(block.rows)
            for block in text.blocks
            if isinstance(block, Table) and block.caption == "Cookies of this site"
        ]
    assert counts == [1, len(POLICY.cookies)]
    with pytest.raises(FileNotFoundError):
        publishing.policy_text(POLICY.version + 2, "en", facts=FACTS, folder=tmp_path)


@pytest.mark.parametrize("language", publishing.LANGUAGES)
def test_the_terms_in_force_are_published_as_written(language: str) -> None:
    written = (publishing.TEXT / f"terms_{language}.md").read_text("utf-8")
    frozen = publishing.PUBLISHED / "terms" / f"{TERMS_VERSION}.{language}.md"
    assert frozen.read_text("utf-8") == written
    assert len(publishing.terms_text(TERMS_VERSION, language, facts=FACTS).clauses) == 14

"""`small-trades policy`, as a lawyer or a program would call it."""

import json
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from small_trades import privacy
from small_trades.config.cli import main
from small_trades.policy import publishing
from small_trades.policy.declaration import POLICY
from small_trades.privacy import _force


def test_differences_in_words_and_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "diff", "1", "2"]) == 0
    assert "widened   Remarketing is a new purpose\n" in capsys.readouterr().out
    assert main(["policy", "diff", "1", "2", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {
        "kind": "widened",
        "entry": "8-remarketing",
        "ja": "リマーケティング広告：利用目的に加わりました",
        "en": "Remarketing is a new purpose",
    } in found


def test_what_is_declared_differs_from_its_own_version_in_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "diff", str(POLICY.version)]) == 0
    assert capsys.readouterr().out == "No difference.\n"


@pytest.mark.parametrize("version", ["99", "new", "1x"])
def test_an_unknown_version_is_wrong_use(version: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "diff", version, "1"]) == 2
    assert capsys.readouterr().err == f"policy.E001: there is no published version {version}.\n"


def test_every_export_is_of_the_version_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    for version in publishing.versions():
        assert main(["policy", "export", "--format", "dpv", "--version", str(version.number)]) == 0
        assert json.loads(capsys.readouterr().out)["@id"] == f"policy:{version.number}"
        assert main(["policy", "export", "--format", "fideslang", "--version", str(version.number)]) == 0
        (system,) = json.loads(capsys.readouterr().out)["system"]
        assert system["description"].startswith(f"Privacy policy, version {version.number} of")


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "title"), [("ja", "プライバシーポリシー"), ("en", "Privacy policy")])
def test_a_page_of_its_own(language: str, title: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "export", "--format", "html", "--language", language]) == 0
    page = capsys.readouterr().out
    assert page.startswith("<!doctype html>")
    assert f"<h1>{title}</h1>" in page
    assert 'id="3b-delivery"' in page
    assert "<script" not in page


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_waiting_version_is_posted_by_command_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = tmp_path / "published"
    shutil.copytree(publishing.PUBLISHED, found)
    newer = json.loads((found / f"{POLICY.version}.json").read_text("utf-8"))
    newer["version"], newer["effective"] = POLICY.version + 1, "2999-01-01"
    (found / f"{POLICY.version + 1}.json").write_text(json.dumps(newer), encoding="utf-8")
    monkeypatch.setitem(settings.PRIVACY, "PUBLISHED", found)
    _force.look_again()
    assert main(["policy", "post", str(POLICY.version + 1)]) == 0
    assert privacy.policy_in_force() == POLICY.version + 1
    assert main(["policy", "post", str(POLICY.version + 1)]) == 1
    assert "it is in-force" in capsys.readouterr().err
    assert main(["policy", "post", "99"]) == 2
    (found / f"{POLICY.version + 1}.posted").unlink()
    _force.look_again()
    monkeypatch.setattr("small_trades.privacy._posting.os.access", lambda *_asked: False)
    assert main(["policy", "post", str(POLICY.version + 1)]) == 1
    assert "policy.E003" in capsys.readouterr().err
    assert privacy.policy_in_force() == POLICY.version

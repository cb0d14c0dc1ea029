"""`small-trades policy show|check|diff|publish|post|export`: what is promised, enforced and published."""

import argparse
import json
import sys
from typing import Any

from small_trades.config.commands import setup

FORMATS = ("dpv", "fideslang", "html")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the policy."""
    todo = parser.add_subparsers(dest="todo", required=True)
    todo.add_parser("show", help="the declaration in force, as JSON")
    todo.add_parser("check", help="compare the declaration, the published snapshot and the two texts")
    diff = todo.add_parser("diff", help="what changed between two published versions, or to the declaration")
    diff.add_argument("old", metavar="A", help="a version, such as 1")
    diff.add_argument("new", metavar="B", nargs="?", default="declared", help="a version, or `declared`")
    diff.add_argument("--json", action="store_true")
    todo.add_parser("publish", help="freeze declaration and texts under the declared version")
    post = todo.add_parser("post", help="put a published version in force today, before its own day")
    post.add_argument("version", type=int)
    export = todo.add_parser("export", help="a published version in a vocabulary of others, or as a page")
    export.add_argument("--format", choices=FORMATS, required=True)
    export.add_argument("--version", type=int, help="a published version; the newest by default")
    export.add_argument("--language", choices=("ja", "en"), default="ja", help="of the page")


def run(arguments: argparse.Namespace) -> int:
    """0 when done, 1 when a check failed or nothing was published or posted, 2 for an unknown version."""
    try:
        todo = {"show": _show, "check": _check, "diff": _diff, "publish": _publish, "post": _post}
        return {**todo, "export": _export}[arguments.todo](arguments)
    except FileNotFoundError as missing:
        sys.stderr.write(f"policy.E001: there is no published version {missing.filename or missing}.\n")
        return 2


def _show(_arguments: argparse.Namespace) -> int:
    from small_trades.policy.declaration import POLICY  # noqa: PLC0415 - keeps `--help` fast

    return _print_json(POLICY.snapshot())


def _check(_arguments: argparse.Namespace) -> int:
    setup.start_django()
    from small_trades import privacy  # noqa: PLC0415 - needs settings

    problems = privacy.start_problems(with_stores=False)
    sys.stdout.write(
        "".join(f"{problem}\n" for problem in problems) or "The declaration and the texts agree.\n"
    )
    return 1 if problems else 0


def _diff(arguments: argparse.Namespace) -> int:
    from small_trades.policy.differences import differences  # noqa: PLC0415 - keeps `--help` fast

    changes = differences(_snapshot(arguments.old), _snapshot(arguments.new))
    if arguments.json:
        return _print_json(
            [
                {"kind": change.kind, "entry": change.entry, "ja": change.text_ja, "en": change.text_en}
                for change in changes
            ]
        )
    sys.stdout.write(
        "".join(f"{change.kind:<8}  {change.text_en}\n" for change in changes) or "No difference.\n"
    )
    return 0


def _publish(_arguments: argparse.Namespace) -> int:
    from small_trades.policy import declaration, publishing  # noqa: PLC0415 - keeps `--help` fast
    from small_trades.policy.differences import ChangeKind, differences  # noqa: PLC0415

    published = [version.number for version in publishing.versions()]
    try:
        frozen = publishing.publish(declaration.POLICY)
        publishing.publish_terms(declaration.TERMS_VERSION)
    except publishing.PublishingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{frozen}\n")
    earlier = [number for number in published if number < declaration.POLICY.version]
    if earlier:
        changes = differences(publishing.snapshot(max(earlier)), declaration.POLICY.snapshot())
        for kind in ChangeKind:
            count = sum(change.kind is kind for change in changes)
            sys.stdout.write(f"{kind.value}: {count}\n")
    return 0


def _post(arguments: argparse.Namespace) -> int:
    setup.start_django()
    from small_trades import privacy  # noqa: PLC0415 - needs settings
    from small_trades.shop.site.actions import content_changed  # noqa: PLC0415

    try:
        with privacy.acting_as(privacy.Actor.system("policy.post")):
            privacy.post_policy(arguments.version)
        content_changed()
    except privacy.OutOfOrder as error:
        if error.state == "unknown":
            raise FileNotFoundError(str(arguments.version)) from None
        sys.stderr.write(f"policy.E002: version {arguments.version} does not wait, it is {error.state}.\n")
        return 1
    except privacy.FolderShut:
        sys.stderr.write("policy.E003: this user may not write beside the published files.\n")
        return 1
    sys.stdout.write(f"Version {arguments.version} is in force.\n")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from small_trades.policy import exporting, publishing  # noqa: PLC0415 - keeps `--help` fast

    number = arguments.version or publishing.versions()[0].number
    snapshot = _snapshot(str(number))
    if arguments.format == "html":
        setup.start_django()
        from small_trades.shop.pages.queries import policy_as_html  # noqa: PLC0415 - needs settings

        sys.stdout.write(policy_as_html(number, arguments.language))
        return 0
    return _print_json(getattr(exporting, arguments.format)(snapshot))


def _snapshot(name: str) -> dict[str, Any]:
    from small_trades.policy import declaration, publishing  # noqa: PLC0415 - keeps `--help` fast

    if name == "declared":
        return declaration.POLICY.snapshot()
    if not name.isdecimal():
        raise FileNotFoundError(name)
    try:
        return publishing.snapshot(int(name))
    except FileNotFoundError:
        raise FileNotFoundError(name) from None


def _print_json(value: Any) -> int:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
    return 0

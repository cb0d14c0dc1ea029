"""What goes wrong on the machine ends a command with a sentence."""

import argparse
import errno

import pytest
from django.db.utils import OperationalError

from small_trades.config import cli


def _ending(error: Exception) -> int:
    def run(_arguments: argparse.Namespace) -> int:
        raise error

    return cli._run(argparse.Namespace(run=run))


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), OperationalError("database or disk is full")],
)
def test_a_full_disk(error: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    assert _ending(error) == 2
    assert capsys.readouterr().err == "cli.E002: the disk is full; what was begun was not kept.\n"


def test_a_file_that_cannot_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert _ending(PermissionError(errno.EACCES, "Permission denied", "/srv/shop/var")) == 2
    assert capsys.readouterr().err == "cli.E001: /srv/shop/var cannot be used: Permission denied.\n"


@pytest.mark.parametrize("error", [OSError("no file is named"), OperationalError("no such table: shop")])
def test_other_errors_are_not_hidden(error: Exception) -> None:
    with pytest.raises(type(error)):
        _ending(error)

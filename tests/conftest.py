"""What every test may count on."""

from __future__ import annotations

import os
import shlex
import signal
from pathlib import Path

import pytest
from hypothesis import settings

from futago.toolchain.terraform import find_terraform

ROOT = Path(__file__).parent.parent

# No deadline: a busy machine is no fault of the code's. In CI every run tries the same examples.
settings.register_profile("futago", deadline=None)
settings.register_profile("futago-ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("futago-ci" if os.environ.get("CI") else "futago")

# A suite started in the background ignores Ctrl-C, and so would every child that a test sends it to.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Give pytest-terraform the Terraform that futago finds: by itself it takes any tofu on PATH first."""
    if config.getoption("dest_tf_binary") is not None:
        return
    command = find_terraform().command
    program = ROOT / ".futago" / "test" / "terraform"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    config.option.dest_tf_binary = str(program)

"""What every test may count on."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from futago.toolchain.terraform import find_terraform

ROOT = Path(__file__).parent.parent


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

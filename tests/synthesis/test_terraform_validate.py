"""Terraform takes every stack of every example: all fits the real provider's schema."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from futago.deploy.stack_directory import read_stacks
from futago.spec import environments, load
from futago.toolchain.providers import find_provider_source
from futago.toolchain.terraform import find_terraform
from futago.toolchain.terraform_environment import terraform_environment
from stacks.build import build
from stacks.target import Target

ROOT = Path(__file__).parents[2]
SPECS = (*sorted((ROOT / "examples").glob("*.yaml")), Path(__file__).parent / "everything.yaml")
ESTATES = {
    f"{spec.stem}-{environment or 'only'}": (spec, environment)
    for spec in SPECS
    for environment in environments(spec) or (None,)
}

Terraform = Callable[..., str]


@pytest.fixture(scope="session")
def terraform(tmp_path_factory: pytest.TempPathFactory) -> Terraform:
    """Runs the Terraform that futago finds, with the provider from where futago finds it."""
    command = find_terraform().command
    environment = terraform_environment(tmp_path_factory.mktemp("project"), find_provider_source(ROOT))

    def run(folder: Path, *arguments: str) -> str:
        return subprocess.run(
            [*command, f"-chdir={folder}", *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        ).stdout

    return run


def faults(folder: Path, terraform: Terraform) -> list[str]:
    """What ``terraform validate`` has against a stack, warnings too."""
    found: dict[str, Any] = json.loads(terraform(folder, "validate", "-json"))
    return [f"{folder.name}: {each['summary']}: {each['detail']}" for each in found["diagnostics"]]


@pytest.mark.parametrize("estate", ESTATES)
def test_terraform_takes_every_stack(estate: str, terraform: Terraform, tmp_path: Path) -> None:
    """``terraform validate`` has neither an error nor a warning for any stack."""
    build(load(*ESTATES[estate]).estate, tmp_path, Target(state_directory=tmp_path / "state"))
    folders = [stack.path for stack in read_stacks(tmp_path)]
    for folder in folders:  # one by one: Terraform's plugin cache does not bear two at a time
        assert "successfully initialized" in terraform(folder, "init", "-input=false", "-no-color")
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(partial(faults, terraform=terraform), folders))
    assert [[], [], [], []] == found


def test_terraform_would_say_so(terraform: Terraform, tmp_path: Path) -> None:
    """Something that is not declared is found."""
    configuration = {"locals": {"it": "${local.there_is_none}"}}
    (tmp_path / "main.tf.json").write_text(json.dumps(configuration), encoding="utf-8")
    assert ["Reference to undeclared local value"] == [
        each.split(": ")[1] for each in faults(tmp_path, terraform)
    ]

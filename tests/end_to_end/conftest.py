"""examples/payments.yaml, applied once to an embedded AWS: all end-to-end tests share it.

pytest-terraform's fixtures run init, plan and apply of each stack, in the stacks' order.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from embedded_estate import AppliedStack, EmbeddedEstate
from pytest_terraform import terraform, tf

from futago.cli.synthesis import synthesize
from futago.emulator.process import Emulator
from futago.spec import load
from futago.toolchain.providers import find_provider_source
from futago.toolchain.terraform_environment import terraform_environment

ROOT = Path(__file__).parent.parent.parent
SPEC = ROOT / "examples" / "payments.yaml"

# The embedded AWS is thrown away whole; that destroy works is tested with an estate that allows it.
STACKS = {
    "keys": "payments-keys",
    "tokyo": "payments-apne1",
    "osaka": "payments-apne3",
    "links": "payments-links",
}
for _name, _stack in STACKS.items():
    terraform(_stack, scope="session", name=_name, teardown=terraform.TEARDOWN_OFF)


@pytest.fixture(scope="session", autouse=True)
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedEstate]:
    """The embedded AWS and the synthesized stacks, before any stack is applied."""
    folder = tmp_path_factory.mktemp("embedded")
    out = folder / "out"
    spec = Path(shutil.copy(SPEC, folder))
    estate = load(spec).estate
    regions = [region.code for region in estate.pair]
    with Emulator.start(folder, regions, estate.account, detached=False) as emulator:
        synthesize(estate, out, folder)
        with pytest.MonkeyPatch.context() as patch:
            for name, value in terraform_environment(folder, find_provider_source(ROOT)).items():
                patch.setenv(name, value)
            patch.setattr(tf.LazyModuleDir, "value", str(out / "stacks"))
            yield EmbeddedEstate(estate, emulator, folder, out, spec)


@pytest.fixture(scope="session")
def stacks(
    keys: Any, tokyo: Any, osaka: Any, links: Any, embedded: EmbeddedEstate
) -> dict[str, AppliedStack]:
    """All four stacks, applied in their order: by ``keys``, ``tokyo``, ``osaka`` and ``links``."""
    applied = {"keys": keys, "tokyo": tokyo, "osaka": osaka, "links": links}
    return {
        name: AppliedStack(
            embedded.out / "stacks" / STACKS[name],
            Path(each.terraform.work_dir),
            Path(each.terraform.state_path),
        )
        for name, each in applied.items()
    }

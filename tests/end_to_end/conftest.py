"""examples/payments.yaml, applied once to an embedded AWS: all end-to-end tests share it.

pytest-terraform's fixtures run init, plan and apply of each stack, in the stacks' order.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from py.path import local
from pytest_terraform import tf
from xdist.scheduler import LoadScopeScheduling

from futago.cli.synthesis import synthesize
from futago.emulator.process import Emulator
from futago.spec import load
from futago.toolchain.providers import find_provider_source
from futago.toolchain.terraform_environment import terraform_environment
from tests.embedded_estate import AppliedStack, EmbeddedEstate

ROOT = Path(__file__).parent.parent.parent
SPEC = ROOT / "examples" / "payments.yaml"

STACKS = {
    "keys": "payments-keys",
    "tokyo": "payments-apne1",
    "osaka": "payments-apne3",
    "links": "payments-links",
}


class ByEstate(LoadScopeScheduling):  # type: ignore[misc] # published without types
    """Gives a worker all tests of one estate: each is applied once, and they wait side by side.

    xdist 3.8 has groups for this, which pytest 9 does not see.
    """

    def _split_scope(self, nodeid: str) -> str:
        if "test_examples" in nodeid:
            return nodeid
        return "rehearse command" if "test_rehearse_command" in nodeid else SPEC.name


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByEstate:
    """Share the tests out by estate."""
    return ByEstate(config, log)


@pytest.fixture(scope="session")
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
            yield EmbeddedEstate(estate, emulator, folder, out, spec)


@pytest.fixture(scope="session")
def stacks(
    embedded: EmbeddedEstate,
    request: pytest.FixtureRequest,
    tmpdir_factory: Any,
    worker_id: str,
) -> dict[str, AppliedStack]:
    """All four stacks, applied in their order."""
    applied = {}
    for name, stack in STACKS.items():
        fixture = tf.TerraformFixture(
            tf.LazyTfBin,
            tf.LazyPluginCacheDir,
            scope="session",
            tf_root_module=stack,
            test_dir=None,
            replay=False,
            # The embedded AWS is thrown away whole; destroy is tested with an estate that allows it.
            teardown=tf.terraform.TEARDOWN_OFF,
            pytest_config=request.config,
        )
        fixture.resolve_module_dir = partial(local, embedded.out / "stacks" / stack)
        made = fixture(request, tmpdir_factory, worker_id)
        applied[name] = AppliedStack(
            embedded.out / "stacks" / stack,
            Path(made.terraform.work_dir),
            Path(made.terraform.state_path),
        )
    return applied

"""The other examples settle, and an estate that allows it can be destroyed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from futago.aws import Clients
from futago.cli.synthesis import synthesize
from futago.deploy.apply import apply_stacks, check_settled, destroy_stacks
from futago.deploy.stack_directory import StackDirectory, read_stacks
from futago.deploy.terraform_run import TerraformRunner
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from futago.spec import load
from futago.toolchain.providers import find_provider_source
from futago.toolchain.terraform import find_terraform
from futago.toolchain.terraform_environment import terraform_environment
from modules.estate import Estate

ROOT = Path(__file__).parent.parent.parent


class Deployment:
    """An example on an embedded AWS of its own."""

    def __init__(self, folder: Path, spec: Path, environment: str | None) -> None:
        self.estate: Estate = load(spec, environment).estate
        regions = [region.code for region in self.estate.pair]
        self.emulator = Emulator.start(folder, regions, self.estate.account, detached=False)
        synthesize(self.estate, folder / "out", folder)
        self.stacks: tuple[StackDirectory, ...] = read_stacks(folder / "out")
        environment_of_terraform = terraform_environment(folder, find_provider_source(ROOT))
        self.runner = TerraformRunner(find_terraform(), environment_of_terraform)

    @property
    def clients(self) -> Clients:
        """SDK clients of the embedded AWS."""
        endpoints = self.emulator.endpoints
        return Clients(partial(client_endpoint, endpoints), endpoints.account_id)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for an embedded AWS, which is big and goes at once."""
    yield tmp_path
    shutil.rmtree(tmp_path, ignore_errors=True)


def test_peer_estate_settles(folder: Path) -> None:
    """The estate that peers write in 366 lines applies, and every second plan is empty."""
    deployment = Deployment(folder, ROOT / "examples" / "peer.yaml", None)
    with deployment.emulator:
        apply_stacks(deployment.stacks, deployment.runner)
        settled = check_settled(deployment.stacks, deployment.runner)
    assert [] == [(stack.stack, stack.changes) for stack in settled if not stack.is_empty]


def test_unprotected_estate_is_destroyed_whole(folder: Path) -> None:
    """Staging, whose protection the overlay lifts, settles; destroy leaves only what waits to go."""
    deployment = Deployment(folder, ROOT / "examples" / "minimal.yaml", "staging")
    with deployment.emulator:
        applied = apply_stacks(deployment.stacks, deployment.runner)
        settled = check_settled(deployment.stacks, deployment.runner)
        assert [] == [(stack.stack, stack.changes) for stack in settled if not stack.is_empty]
        assert [] == [stack.stack for stack in applied if not stack.resources]
        destroyed = destroy_stacks(deployment.stacks, deployment.runner)
        left = {region.code: _left(deployment, region.code) for region in deployment.estate.pair}
    assert [0, 0, 0, 0] == [stack.resources for stack in destroyed]
    assert {region.code: [] for region in deployment.estate.pair} == left


def _left(deployment: Deployment, code: str) -> list[str]:
    """What a Region still holds, without keys and secrets in their waiting period."""
    region = deployment.estate.pair[code]
    client = partial(deployment.clients.client, region=region)
    names = {
        "rds": [each["DBClusterIdentifier"] for each in client("rds").describe_db_clusters()["DBClusters"]],
        "global": [
            each["GlobalClusterIdentifier"]
            for each in client("rds").describe_global_clusters()["GlobalClusters"]
        ],
        "dynamodb": client("dynamodb").list_tables()["TableNames"],
        "s3": [each["Name"] for each in client("s3").list_buckets()["Buckets"]],
        "roles": [
            each["RoleName"]
            for each in client("iam").list_roles()["Roles"]
            if each["RoleName"].startswith("shop")
        ],
        "vpcs": [each["VpcId"] for each in client("ec2").describe_vpcs()["Vpcs"] if not each["IsDefault"]],
    }
    return sorted(f"{kind} {name}" for kind, found in names.items() for name in found)

"""Makes the plans in ``estate/`` anew: every stack of an estate of futago's, before and after promotions.

    python -m tests.review.plans.make_estate

takes a quarter of an hour on two cores and needs what the tests need (``make test-environment``). The specs
are in ``sources/estate/``; README.md says what is in each plan.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from futago.aws import Clients
from futago.cli.synthesis import synthesize
from futago.deploy.order import in_order
from futago.deploy.stack_directory import StackDirectory, read_stacks
from futago.deploy.terraform_run import TerraformRunner
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from futago.spec import load
from futago.toolchain.providers import find_provider_source
from futago.toolchain.terraform import find_terraform
from futago.toolchain.terraform_environment import terraform_environment
from regions import OSAKA, TOKYO, Region
from tests.review.plans.trimming import trimmed

HERE = Path(__file__).parent
SPECS = HERE / "sources" / "estate"
PLANS = HERE / "estate"
CODE = "cdk.tf.json"
PLAN = "tfplan"
DATABASE, SECRET, TABLE = "kiosk-orders", "kiosk/webhooks", "kiosk-carts"
OSAKA_BUCKET = "kiosk-receipts-111122223333-apne3"


class Kiosk:
    """The estate on an embedded AWS, with the Terraform that plans it."""

    def __init__(self, folder: Path, emulator: Emulator) -> None:
        self._folder = folder
        self._runner = TerraformRunner(
            find_terraform(), terraform_environment(folder, find_provider_source(Path.cwd()))
        )
        endpoints = emulator.endpoints
        self._clients = Clients(partial(client_endpoint, endpoints), endpoints.account_id)
        self.stacks: Sequence[StackDirectory] = ()

    def client(self, service: str, region: Region) -> Any:
        """An SDK client of the embedded AWS."""
        return self._clients.client(service, region)

    def write(self, spec: str) -> None:
        """Make the stacks of a spec the ones to plan; their states stay."""
        out = self._folder / spec
        if not out.exists():
            synthesize(load(SPECS / f"{spec}.yaml").estate, out, self._folder)
        self.stacks = in_order(read_stacks(out))
        for stack in self.stacks:
            self.run(stack, "init")

    def run(self, stack: StackDirectory, command: str, *options: str, allow_failure: bool = False) -> None:
        """Run a Terraform command in a stack."""
        finished = self._runner.run(stack.path, command, "-json", "-input=false", *options)
        if finished.exit_code and not allow_failure:
            raise SystemExit(f"{stack.name}: {command}: {finished.diagnostics}\n{finished.stderr}")

    def plan(self, scenario: str, stack: StackDirectory, *options: str, allow_failure: bool = False) -> None:
        """Plan a stack, and keep the plan as JSON."""
        self.run(stack, "plan", f"-out={PLAN}", *options, allow_failure=allow_failure)
        shown = json.loads("".join(self._runner.lines(stack.path, "show", "-json", PLAN)))
        path = PLANS / scenario / f"{stack.name}.json.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(trimmed(shown, self._folder).encode(), mtime=0))
        sys.stderr.write(f"{scenario}: {stack.name}\n")

    def plan_all(self, scenario: str, *options: str, allow_failure: bool = False) -> None:
        """Plan every stack."""
        for stack in self.stacks:
            self.plan(scenario, stack, *options, allow_failure=allow_failure)


def deploy(kiosk: Kiosk) -> None:
    """The first deploy: planned as a pull request plans it, and then stack by stack as it is applied."""
    kiosk.write("first")
    kiosk.plan_all("first-pull-request", allow_failure=True)
    for stack in kiosk.stacks:
        kiosk.plan("first-deploy", stack)
        kiosk.run(stack, "apply", PLAN)
    kiosk.plan_all("settling")


def change(kiosk: Kiosk) -> None:
    """Changes of the spec, and the end of it; none of them is applied."""
    for spec in ("one-sided", "replacement"):
        kiosk.write(spec)
        kiosk.plan_all(spec)
    kiosk.write("first")
    kiosk.plan_all("destroy", "-destroy")


def drift_in_osaka(kiosk: Kiosk) -> None:
    """Somebody changes settings in Osaka by hand, and takes it back after the plan."""
    _set_by_hand(kiosk, as_it_should_be=False)
    kiosk.plan_all("drift-in-osaka")
    _set_by_hand(kiosk, as_it_should_be=True)


def _set_by_hand(kiosk: Kiosk, *, as_it_should_be: bool) -> None:
    status = "Enabled" if as_it_should_be else "Suspended"
    kiosk.client("s3", OSAKA).put_bucket_versioning(
        Bucket=OSAKA_BUCKET, VersioningConfiguration={"Status": status}
    )
    kiosk.client("rds", OSAKA).modify_db_cluster(
        DBClusterIdentifier=f"{DATABASE}-{OSAKA.short_code}",
        DeletionProtection=as_it_should_be,
        BackupRetentionPeriod=14 if as_it_should_be else 1,
        ApplyImmediately=True,
    )
    kiosk.client("dynamodb", OSAKA).update_continuous_backups(
        TableName=TABLE, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": as_it_should_be}
    )


def promote(kiosk: Kiosk) -> None:
    """Each kind of promotion to Osaka, and the plans after it."""
    _switch_over(kiosk, OSAKA, called_in=TOKYO)
    kiosk.plan_all("after-switchover")
    kiosk.write("home-moved")
    kiosk.plan_all("after-switchover-home-moved")
    kiosk.write("first")
    _switch_over(kiosk, TOKYO, called_in=OSAKA)
    kiosk.client("rds", OSAKA).failover_global_cluster(
        GlobalClusterIdentifier=DATABASE, TargetDbClusterIdentifier=_member(kiosk, OSAKA), AllowDataLoss=True
    )
    kiosk.plan_all("after-failover")
    _switch_over(kiosk, TOKYO, called_in=OSAKA)
    kiosk.client("secretsmanager", OSAKA).stop_replication_to_replica(SecretId=SECRET)
    kiosk.plan_all("after-secret-promotion")
    kiosk.client("rds", OSAKA).remove_from_global_cluster(
        GlobalClusterIdentifier=DATABASE, DbClusterIdentifier=_member(kiosk, OSAKA)
    )
    kiosk.plan_all("after-removal")


def undo(kiosk: Kiosk) -> None:
    """Plans that work against the promotions."""
    kiosk.write("pair-swapped")
    kiosk.plan_all("undoing-by-order", allow_failure=True)
    kiosk.write("replacement")
    kiosk.plan_all("undoing-by-replacement")
    kiosk.write("first")
    for stack in kiosk.stacks:
        _heed_everything(stack.path / CODE)
    kiosk.plan_all("undoing-by-heeding")


def _heed_everything(code: Path) -> None:
    """Take every ``ignore_changes`` away, as code has it that was not written for promotions."""
    written = json.loads(code.read_text(encoding="utf-8"))
    for named in written.get("resource", {}).values():
        for resource in named.values():
            resource.get("lifecycle", {}).pop("ignore_changes", None)
    code.write_text(json.dumps(written), encoding="utf-8")


def _switch_over(kiosk: Kiosk, target: Region, *, called_in: Region) -> None:
    kiosk.client("rds", called_in).switchover_global_cluster(
        GlobalClusterIdentifier=DATABASE, TargetDbClusterIdentifier=_member(kiosk, target)
    )


def _member(kiosk: Kiosk, region: Region) -> str:
    """The ARN of the database's cluster in a Region."""
    cluster = f"{DATABASE}-{region.short_code}"
    (found,) = kiosk.client("rds", region).describe_db_clusters(DBClusterIdentifier=cluster)["DBClusters"]
    arn: str = found["DBClusterArn"]
    return arn


def main() -> None:
    """Make every plan."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        codes = (TOKYO.code, OSAKA.code)
        with Emulator.start(folder, codes, load(SPECS / "first.yaml").estate.account, detached=False) as aws:
            kiosk = Kiosk(folder, aws)
            for part in (deploy, change, drift_in_osaka, promote, undo):
                part(kiosk)


if __name__ == "__main__":
    main()

"""Makes the plans in this folder anew: plain Terraform against the embedded AWS.

    python -m tests.review.plans.make

takes two minutes and needs what the tests need (``make test-environment``). README.md says what is in each.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from futago.aws import Clients
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint, provider_arguments
from futago.toolchain.providers import find_provider_source
from futago.toolchain.terraform import find_terraform
from futago.toolchain.terraform_environment import terraform_environment
from regions import OSAKA, TOKYO
from tests.review.plans.trimming import trimmed

HERE = Path(__file__).parent
SOURCES = HERE / "sources"


class Workspace:
    """A folder with Terraform code, and the Terraform that runs in it."""

    def __init__(self, folder: Path, emulator: Emulator, project: Path) -> None:
        self.folder = folder
        folder.mkdir()
        source = find_provider_source(Path.cwd())
        password = {"TF_VAR_database_password": "canary-sensitive-variable"}
        self._environment = terraform_environment(project, source, {**os.environ, **password})
        tokyo, osaka = (provider_arguments(emulator.endpoints, region.code) for region in (TOKYO, OSAKA))
        providers = {
            "terraform": {
                "required_providers": {"aws": {"source": "hashicorp/aws", "version": source.version}}
            },
            "provider": {"aws": [tokyo, {**osaka, "alias": "osaka", "region": "${var.osaka}"}]},
        }
        (folder / "providers.tf.json").write_text(json.dumps(providers))

    def run(self, *arguments: str, allow_failure: bool = False) -> str:
        """Run a Terraform command."""
        command = [*find_terraform().command, f"-chdir={self.folder}", *arguments]
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)
        if done.returncode and not allow_failure:
            raise SystemExit(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def plan(self, name: str, *options: str, allow_failure: bool = False) -> None:
        """Plan, and keep the plan as JSON in this folder."""
        self.run("plan", "-input=false", "-out=tfplan", *options, allow_failure=allow_failure)
        plan = json.loads(self.run("show", "-json", "tfplan"))
        (HERE / f"{name}.json").write_text(trimmed(plan, self.folder))
        sys.stderr.write(f"{name}\n")


def aliases(workspace: Workspace, clients: Clients) -> None:
    """Two providers in one root module, one of them by a variable."""
    main = workspace.folder / "main.tf"
    shutil.copy(SOURCES / "aliases" / "first.tf", main)
    workspace.run("init", "-input=false")
    workspace.plan("aliases-create")
    workspace.run("apply", "-input=false", "-auto-approve")
    workspace.plan("aliases-settling")
    s3 = clients.client("s3", OSAKA)
    s3.create_bucket(Bucket="made-by-hand", CreateBucketConfiguration={"LocationConstraint": OSAKA.code})
    tagging = {"TagSet": [{"Key": "by", "Value": "hand"}]}
    s3.put_bucket_tagging(Bucket="shop-logs-osaka", Tagging=tagging)
    shutil.copy(SOURCES / "aliases" / "second.tf", main)
    workspace.plan("aliases-change")
    targets = ("aws_s3_bucket_versioning.logs_tokyo", "aws_sqs_queue.before", "aws_sqs_queue.after")
    workspace.plan("aliases-targeted", *(f"-target={target}" for target in targets))
    workspace.plan("aliases-errored", "-var=fail=true", allow_failure=True)
    shutil.copy(SOURCES / "aliases" / "first.tf", main)
    workspace.plan("aliases-replace", "-replace=aws_dynamodb_table.orders")
    workspace.plan("aliases-destroy", "-destroy")


def modules(workspace: Workspace) -> None:
    """One module twice, with a provider passed to each."""
    shutil.copytree(SOURCES / "modules", workspace.folder, dirs_exist_ok=True)
    workspace.run("init", "-input=false")
    workspace.plan("modules-create")
    workspace.run("apply", "-input=false", "-auto-approve")
    workspace.plan("modules-one-sided", "-var=status=Suspended")


@contextmanager
def embedded(folder: Path) -> Iterator[Emulator]:
    """An emulator for as long as it is needed."""
    emulator = Emulator.start(folder / "emulator", (TOKYO.code, OSAKA.code), "111122223333", detached=False)
    with emulator:
        yield emulator


def main() -> None:
    """Make every plan."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with embedded(folder) as emulator:
            clients = Clients(partial(client_endpoint, emulator.endpoints), emulator.endpoints.account_id)
            aliases(Workspace(folder / "aliases", emulator, folder), clients)
            modules(Workspace(folder / "modules", emulator, folder))


if __name__ == "__main__":
    main()

"""The estate that the end-to-end tests share, and its applied stacks."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pytest_terraform import tf

from futago.aws import Clients
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from modules.estate import Estate


@dataclass(frozen=True)
class EmbeddedEstate:
    """The estate and the AWS that it is applied to.

    Attributes:
        estate: what was synthesized.
        emulator: the embedded AWS.
        folder: the emulator's own.
        out: where the stacks were synthesized to.
        spec: a copy of the spec, to be changed by tests.
    """

    estate: Estate
    emulator: Emulator
    folder: Path
    out: Path
    spec: Path

    @property
    def clients(self) -> Clients:
        """SDK clients of the embedded AWS."""
        endpoints = self.emulator.endpoints
        return Clients(partial(client_endpoint, endpoints), endpoints.account_id)


@dataclass(frozen=True)
class AppliedStack:
    """A stack that pytest-terraform applied, to run Terraform on again.

    Attributes:
        path: the folder with its ``cdk.tf.json``.
        data: Terraform's data folder of the run that applied it.
        state: its state.
    """

    path: Path
    data: Path
    state: Path

    def run(self, *arguments: str, timeout_seconds: float = 300) -> subprocess.CompletedProcess[str]:
        """Run a Terraform command on the stack and its state."""
        program = tf.LazyTfBin.resolve()
        return subprocess.run(
            [program, *arguments],
            cwd=self.path,
            env={**os.environ, "TF_DATA_DIR": str(self.data)},
            capture_output=True,
            text=True,
            timeout=timeout_seconds,
            check=False,
        )

    def plan(self, *options: str) -> subprocess.CompletedProcess[str]:
        """Plan it: exit code 0 says that nothing would change, 2 that something would."""
        return self.run(
            "plan", "-detailed-exitcode", "-input=false", "-no-color", f"-state={self.state}", *options
        )

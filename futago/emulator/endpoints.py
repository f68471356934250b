"""The record of where an emulator listens, kept in ``emulator.json``."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from futago.emulator.liveness import is_running
from futago.errors import EmulatorError
from futago.whole_file import write_whole

START_COMMAND = "futago emulator start"


@dataclass(frozen=True)
class Endpoints:
    """Where an emulator listens.

    Attributes:
        account_id: the AWS account, also the access key id that selects it.
        regions: URL by Region code.
        global_url: URL of IAM, Route 53, CloudFront, global STS and all that is signed for us-east-1.
        control_url: URL of the control port (see :mod:`futago.emulator.control`).
        pid: the server's process.
        log_path: its log.
    """

    account_id: str
    regions: dict[str, str]
    global_url: str
    control_url: str
    pid: int
    log_path: Path

    @classmethod
    def of_this_process(
        cls, *, account_id: str, regions: dict[str, str], global_url: str, control_url: str, log_path: Path
    ) -> Self:
        """Return the record for an emulator that runs in this very process."""
        return cls(account_id, regions, global_url, control_url, os.getpid(), log_path)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the record of a running emulator.

        Args:
            path: the ``emulator.json``.

        Raises:
            EmulatorError: there is no such file, it is damaged, or the process it names is gone.
        """
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            record = cls(**{**values, "log_path": Path(values["log_path"])})
        except FileNotFoundError:
            raise EmulatorError(f"{path}: no emulator was started here", next_command=START_COMMAND) from None
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise EmulatorError(
                f"{path}: not the record of an emulator ({error})", next_command=START_COMMAND
            ) from None
        if not is_running(record.pid):
            raise EmulatorError(
                f"{path}: the emulator that it names (process {record.pid}) is gone, and its state with it; "
                f"its log is {record.log_path}",
                next_command=START_COMMAND,
            )
        return record

    def write(self, path: Path) -> None:
        """Write the record so that a reader sees all of it or none."""
        write_whole(path, json.dumps({**asdict(self), "log_path": str(self.log_path)}, indent=2) + "\n")

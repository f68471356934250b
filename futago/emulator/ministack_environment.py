"""The environment that MiniStack is started with."""

from __future__ import annotations

import os
from pathlib import Path

from futago.emulator.signed_region import GLOBAL_REGION

KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "SYSTEMROOT")
"""Variables of the caller that the server needs; MiniStack's own switches must not leak in from outside."""


def ministack_environment(directory: Path, account_id: str) -> dict[str, str]:
    """Return the whole environment for a server that keeps all its files in one directory.

    Args:
        directory: where temporary files go.
        account_id: the account of requests whose access key id names none.
    """
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {
        "MINISTACK_ACCOUNT_ID": account_id,
        "MINISTACK_REGION": GLOBAL_REGION,
        "MINISTACK_HOST": "localhost",
        "LOG_LEVEL": "WARNING",
        # State lives and dies with the process; the folders are named all the same, so that no default
        # of MiniStack under /tmp is ever used.
        "PERSIST_STATE": "0",
        "S3_PERSIST": "0",
        "STATE_DIR": str(directory / "state"),
        "S3_DATA_DIR": str(directory / "s3"),
        "TMPDIR": str(directory / "tmp"),
        # No listener but ours, and no containers: databases are control plane only.
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "DOCKER_HOST": f"unix://{directory}/no-docker.sock",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",
    }

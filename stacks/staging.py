"""Writing a synthesis so that a kill leaves the old one, the new one or none: never a mixture for one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout

from futago.errors import SynthesisError

MANIFEST = "manifest.json"
LOCK = ".synthesis.lock"
LOCK_TIMEOUT_SECONDS = 60
STAGE_PREFIX = ".synthesis-"


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """A folder to write to in place of ``out``; its files move there at the end. One at a time for each.

    Every file is whole at any moment, old or new. As they can't move all at once, the manifest goes before
    the first and comes after the last: without it there is no synthesis to deploy (``read_stacks`` says so).
    What else is in ``out``, such as Terraform's ``.terraform`` and lock files, stays.

    Args:
        out: the folder to write to in the end; made if it is not there.

    Raises:
        SynthesisError: ``out`` can't be made or written to, or another synthesis is at it.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with (
            FileLock(out / LOCK, timeout=LOCK_TIMEOUT_SECONDS),
            TemporaryDirectory(dir=_cleared(out), prefix=STAGE_PREFIX) as folder,
        ):
            stage = Path(folder)
            yield stage
            files = [path for path in stage.rglob("*") if path.is_file()]
            (out / MANIFEST).unlink(missing_ok=True)
            for path in sorted(files, key=lambda path: path.name == MANIFEST):
                target = out / path.relative_to(stage)
                target.parent.mkdir(parents=True, exist_ok=True)
                path.replace(target)
    except Timeout as error:
        raise SynthesisError(
            f"--out {out}: another synthesis has been writing there for {LOCK_TIMEOUT_SECONDS} s; "
            "needed is a folder of this one's own, or the other's end",
            next_command="futago synth --out DIR",
        ) from error
    except OSError as error:
        raise SynthesisError(
            f"--out {out}: {error.strerror}: {error.filename}; needed is a folder that can be written to",
            next_command="futago synth --out DIR",
        ) from error


def _cleared(out: Path) -> Path:
    """``out`` without what a killed synthesis has left; to be called by whoever holds the lock."""
    for left in out.glob(f"{STAGE_PREFIX}*"):
        rmtree(left)
    return out

"""Writing a synthesis so that a kill leaves the old one, the new one or none: never a mixture for one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from futago.errors import SynthesisError

MANIFEST = "manifest.json"


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """A folder to write to in place of ``out``; its files move there at the end.

    Every file is whole at any moment, old or new. As they can't move all at once, the manifest goes before
    the first and comes after the last: without it there is no synthesis to deploy (``read_stacks`` says so).
    What else is in ``out``, such as Terraform's ``.terraform`` and lock files, stays.

    Args:
        out: the folder to write to in the end; made if it is not there.

    Raises:
        SynthesisError: ``out`` can't be made or written to.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=out, prefix=".synthesis-") as folder:
            stage = Path(folder)
            yield stage
            files = [path for path in stage.rglob("*") if path.is_file()]
            (out / MANIFEST).unlink(missing_ok=True)
            for path in sorted(files, key=lambda path: path.name == MANIFEST):
                target = out / path.relative_to(stage)
                target.parent.mkdir(parents=True, exist_ok=True)
                path.replace(target)
    except OSError as error:
        raise SynthesisError(
            f"--out {out}: {error.strerror}: {error.filename}; needed is a folder that can be written to",
            next_command="futago synth --out DIR",
        ) from error

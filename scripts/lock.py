"""Write the lock files in requirements/ anew from the bounds in pyproject.toml (``make lock``).

Each is one resolution for every platform and every Python from 3.11 on, with hashes, by ``uv pip compile``.
The indexes are those of uv's own settings and are not written into the files.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = "uv>=0.9,<1"
EDITABLE = "editables>=0.5,<1"  # what hatchling needs beyond itself for `pip install --editable`


def wanted() -> dict[str, list[str]]:
    """The requirements of each lock file; a later file keeps the versions of the earlier ones."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = pyproject["project"]
    extras = project["optional-dependencies"]
    runtime = [*project["dependencies"], *pyproject["build-system"]["requires"], EDITABLE]
    return {
        "runtime.lock": runtime,
        "test.lock": [*runtime, *extras["test"]],
        "node.lock": extras["node"],
        "terraform.lock": extras["terraform"],
        "tracing.lock": extras["tracing"],
    }


def main() -> None:
    """Resolve and write every lock file."""
    with tempfile.TemporaryDirectory() as folder:
        sys.stderr.write(f"waiting for {UV} in an environment of its own\n")
        venv.create(folder, with_pip=True)
        subprocess.run([f"{folder}/bin/python", "-m", "pip", "install", "--quiet", UV], check=True)
        constraints: list[str] = []
        for name, requirements in wanted().items():
            sys.stderr.write(f"waiting for requirements/{name}\n")
            _resolve(f"{folder}/bin/uv", name, requirements, constraints)
            constraints.append(f"--constraints=requirements/{name}")


def _resolve(uv: str, name: str, requirements: list[str], constraints: list[str]) -> None:
    """Resolve one file; the requirements are handed over on stdin, ``-``."""
    form = (
        "--universal",
        "--python-version=3.11",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-annotate",
    )
    target = ("--upgrade", "--custom-compile-command=make lock", f"--output-file=requirements/{name}")
    command = [uv, "pip", "compile", "--quiet", *form, *target, *constraints, "-"]
    subprocess.run(command, cwd=ROOT, input="\n".join(requirements).encode(), check=True)


if __name__ == "__main__":
    main()

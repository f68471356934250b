"""Who imports whom, and what no file holds."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import regions
from futago.toolchain.doctor import own_package

ROOT = Path(__file__).parents[1]
ROOMS = ("futago", "stacks", "modules", "regions")
CDKTF = {"cdktf", "constructs", "jsii"}
SDK = {"boto3", "botocore"}
PREBUILT = "cdktf_cdktf_provider"


def imports(folder: str) -> Iterator[tuple[str, str]]:
    """Every import in a folder's files, those inside functions too: (file, imported module)."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((name, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield name, node.module


def importers(packages: set[str]) -> set[str]:
    """The files of the rooms that import one of these packages."""
    found = (each for room in ROOMS for each in imports(room))
    return {file for file, module in found if module.split(".")[0] in packages}


def tracked_text() -> Iterator[tuple[str, str]]:
    """Every text file that git tracks, and its text."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file():
            yield name, path.read_text(encoding="utf-8", errors="replace")


def test_contracts_hold() -> None:
    """import-linter finds every contract of pyproject.toml kept."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout


def test_regions_is_ours() -> None:
    """PyPI has a foreign package ``regions``; the one that is imported is this project's."""
    assert ROOT / "regions" / "__init__.py" == Path(regions.__file__)
    assert own_package("regions", ROOT).ok


def test_foreign_regions_is_found_out(tmp_path: Path) -> None:
    """Seen from another project, ours is the foreign one."""
    assert not own_package("regions", tmp_path).ok


def test_one_place_imports_the_sdk() -> None:
    """Everything else gets clients handed in. The embedded AWS reads a service's shapes, and calls nobody."""
    emulator = "futago/emulator"
    shapes = (
        f"{emulator}/additions/cloudwatch_query_protocol.py",
        f"{emulator}/batch_operations/service_model.py",
    )
    assert {"futago/aws.py", *shapes} == importers(SDK)


def test_few_places_import_cdktf() -> None:
    """Constructs build on the slim bindings; only those, and the stacks, know cdktf."""
    outside = {file for file in importers(CDKTF) if not file.startswith(("modules/terraform/", "stacks/"))}
    assert set() == outside
    assert "stacks/build.py" in importers(CDKTF)


def test_few_modules_make_blocks() -> None:
    """What a spec is checked with doesn't import the bindings, so that validation loads no cdktf."""
    checked_with = ("inputs", "kind", "check", "catalog", "estate", "consistency", "proof", "names")
    users = {file for file, module in imports("modules") if module.startswith("modules.terraform")}
    assert set() == {file for file in users if Path(file).stem.split("_")[-1] in checked_with}
    assert "modules/kms/construct.py" in users


def test_prebuilt_bindings_are_only_compared_with() -> None:
    """Nothing but the benchmark imports the prebuilt provider bindings."""
    folders = (*ROOMS, "tests", "scripts")
    found = {file for folder in folders for file, module in imports(folder) if module.startswith(PREBUILT)}
    assert set() == found
    assert any(module.startswith(PREBUILT) for _, module in imports("benchmarks"))


@pytest.mark.parametrize(
    "what",
    [
        r"/(root|home|Users)/(?!runner\b)[a-z]\w*/",
        # put together, so that this file has none of them
        "/" + r"(work|farm|opt)/(main|shared|\.library|\w+/env)\b",
    ],
)
def test_no_path_of_a_machine(what: str) -> None:
    """Nothing that is tracked holds a path that only one machine has."""
    pattern = re.compile(what)
    assert [] == [(name, found[0]) for name, text in tracked_text() if (found := pattern.search(text))]

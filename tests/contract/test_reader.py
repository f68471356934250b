"""The reader that applications copy, and the one that is written for each."""

from __future__ import annotations

import ast
import subprocess
import sys
from dataclasses import FrozenInstanceError, dataclass
from pathlib import Path

import pytest

from futago.contract import reader
from futago.contract.environment import environment_of
from futago.contract.python_reader import python
from tests.contract.contracts import OSAKA, TOKYO, shop

VALUES = {"FUTAGO_TABLE_CARTS_NAME": "shop-carts", "FUTAGO_DATABASE_ORDERS_PORT": "5432", "PATH": "/bin"}


@dataclass(frozen=True)
class Carts:
    """A record as an application has it."""

    table_carts_name: str
    database_orders_port: int


def test_fields_are_read_as_their_types() -> None:
    """Text is text and an integer is one; what the record does not have is left alone."""
    assert Carts("shop-carts", 5432) == reader.read(Carts, VALUES)


def test_record_can_not_be_changed() -> None:
    """What was read at the start stays."""
    with pytest.raises(FrozenInstanceError):
        reader.read(Carts, VALUES).table_carts_name = "other"  # type: ignore[misc] # what is tried


def test_says_all_that_is_wrong_at_once() -> None:
    """Missing, empty and no integer: each variable is named, with what is wrong."""
    with pytest.raises(reader.IncompleteEnvironmentError) as missing:
        reader.read(Carts, {})
    with pytest.raises(reader.IncompleteEnvironmentError) as wrong:
        reader.read(Carts, {"FUTAGO_TABLE_CARTS_NAME": "", "FUTAGO_DATABASE_ORDERS_PORT": "-5"})
    assert [
        "Carts: FUTAGO_TABLE_CARTS_NAME is missing; FUTAGO_DATABASE_ORDERS_PORT is missing",
        "Carts: FUTAGO_TABLE_CARTS_NAME is empty; FUTAGO_DATABASE_ORDERS_PORT is '-5' and no integer",
    ] == [str(missing.value), str(wrong.value)]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reader that is written for an application."""
    path = tmp_path_factory.mktemp("application") / "environment.py"
    path.write_text(python(environment_of(shop(), "shop-api", TOKYO)), encoding="utf-8")
    return path


def run(written: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Read the environment in a Python that knows nothing of futago."""
    program = "import environment; found = environment.environment(); print(found.database_orders_port + 1)"
    return subprocess.run(
        [sys.executable, "-S", "-c", program],
        cwd=written.parent,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_written_reader_reads_an_environment_of_futago_env(written: Path) -> None:
    """With the variables of a Region, and no package at all, every field is there."""
    found = environment_of(shop(), "shop-api", OSAKA)
    done = run(written, **dict.fromkeys(found.unknown, "host"), **found.known)
    assert (0, "5433\n") == (done.returncode, done.stdout), done.stderr


def test_written_reader_says_what_is_missing(written: Path) -> None:
    """Every variable of the contract is named in one message."""
    done = run(written)
    names = [each.name for each in environment_of(shop(), "shop-api", TOKYO).variables]
    assert [] == [name for name in names if f"{name} is missing" not in done.stderr]


def test_written_reader_is_the_same_for_every_region(written: Path) -> None:
    """It holds no value."""
    assert written.read_text(encoding="utf-8") == python(environment_of(shop(), "shop-api", OSAKA))


def test_written_reader_imports_the_standard_library_only(written: Path) -> None:
    """It can be copied anywhere; ``_typeshed`` is for type checkers."""
    tree = ast.parse(written.read_text(encoding="utf-8"))
    modules = {
        name.split(".")[0]
        for each in ast.walk(tree)
        if isinstance(each, ast.Import | ast.ImportFrom)
        for name in (
            [each.module or ""] if isinstance(each, ast.ImportFrom) else [n.name for n in each.names]
        )
    }
    assert set() == modules - sys.stdlib_module_names - {"_typeshed"}


def test_written_reader_is_typed(written: Path) -> None:
    """A strict mypy finds nothing in it, and knows the fields."""
    user = written.parent / "user.py"
    user.write_text(
        "from environment import environment\n"
        "port: int = environment().database_orders_port\n"
        "wrong: int = environment().table_carts_name\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", written.name, user.name]
    done = subprocess.run(command, cwd=written.parent, capture_output=True, text=True, check=False)
    assert ["user.py:3", "Found 1 error in 1 file (checked 2 source files)"] == [
        line.split(": ")[0] for line in done.stdout.splitlines()
    ]

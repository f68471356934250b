"""``futago env`` prints an environment, and holds contracts to the committed ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import EXAMPLES, futago

PAYMENTS = EXAMPLES / "payments.yaml"
TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
SHOP = """\
estate: shop
account: "123456789012"
keys: {main: {}}
tables:
  carts: {consistency: eventual, partition_key: id}
  stock: {consistency: eventual, partition_key: id}
applications:
  api: {runs_on: ecs, uses: {tables: {carts: read}}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a spec and its committed contracts."""
    (tmp_path / "shop.yaml").write_text(SHOP, encoding="utf-8")
    assert 0 == futago("env", "--write", "shop.yaml", folder=tmp_path).returncode
    return tmp_path


def uses(folder: Path, what: str) -> None:
    """The application uses this now."""
    (folder / "shop.yaml").write_text(SHOP.replace("carts: read", what), encoding="utf-8")


def test_dotenv_is_the_default() -> None:
    """A line a variable, of the Region that is named."""
    done = futago("env", "payment-api", PAYMENTS, "--region", OSAKA, "--offline")
    assert "FUTAGO_REGION=ap-northeast-3" == done.stdout.splitlines()[0]


def test_what_only_aws_knows_is_said_to_be_left_out() -> None:
    """Offline, a person is told what is not there; scripts get the rest."""
    done = futago("env", "fraud-watch", PAYMENTS, "--offline", "--format", "json")
    assert "FUTAGO_DATABASE_LEDGER_WRITER_ENDPOINT" in done.stderr
    assert "FUTAGO_DATABASE_LEDGER_WRITER_ENDPOINT" not in json.loads(done.stdout)


@pytest.mark.parametrize("form", ["ecs", "python"])
def test_some_forms_ask_nobody(form: str) -> None:
    """What ECS reads by itself, and what holds no values, is whole without AWS."""
    done = futago("env", "payment-api", PAYMENTS, "--region", OSAKA, "--format", form)
    assert (0, "") == (done.returncode, done.stderr)
    assert "WRITER_ENDPOINT" in done.stdout.upper()


def test_reader_needs_no_region() -> None:
    """It is the same in all of them."""
    done = futago("env", "payment-api", PAYMENTS, "--format", "python")
    assert (0, True) == (done.returncode, "class PaymentApiEnvironment:" in done.stdout)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "APP is missing"),
        (("payment-ap", PAYMENTS), "did you mean 'payment-api'?"),
        (("payment-api", PAYMENTS), "runs in several Regions: say --region"),
        (("payment-api", PAYMENTS, "--region", "osaka"), "'osaka' is no Region of the pair"),
        (("fraud-watch", PAYMENTS, "--region", TOKYO), "does not run in 'ap-northeast-1'"),
        (("--check", PAYMENTS, "--contracts", "elsewhere"), "there is no folder elsewhere"),
        (
            ("--check", PAYMENTS, "--region", OSAKA),
            "--region and --format go with APP",
        ),
        (
            ("--write", PAYMENTS, "--format", "json"),
            "--region and --format go with APP",
        ),
        (("payment-api", PAYMENTS, "--check"), "--check takes all applications"),
        (("--check", "--write"), "exclude each other"),
        (("--strict",), "--strict goes with --check"),
    ],
)
def test_bad_input_is_told(arguments: tuple[str | Path, ...], said: str) -> None:
    """What is wrong and what is allowed, with exit code 2 and nothing on stdout."""
    done = futago("env", *arguments)
    assert (2, "", True) == (done.returncode, done.stdout, said in done.stderr), done.stderr


def test_check_is_content_with_what_is_committed(folder: Path) -> None:
    """Nothing has changed."""
    done = futago("env", "--check", "shop.yaml", folder=folder)
    assert (0, "contracts/shop holds the contracts of all applications\n") == (done.returncode, done.stderr)


def test_check_finds_what_is_broken(folder: Path) -> None:
    """A variable that is gone is listed, and fails."""
    uses(folder, "stock: read")
    done = futago("env", "--check", "shop.yaml", folder=folder)
    assert 1 == done.returncode
    assert "breaking: api: FUTAGO_TABLE_CARTS_NAME is gone: the name of table carts" in done.stderr


def test_check_finds_a_region_that_was_left(folder: Path) -> None:
    """Applications that run there would find nothing."""
    uses_in_tokyo = SHOP.replace("runs_on: ecs", "runs_on: ecs, runs_in: [ap-northeast-1]")
    (folder / "shop.yaml").write_text(uses_in_tokyo, encoding="utf-8")
    done = futago("env", "--check", "shop.yaml", folder=folder)
    assert (1, True) == (done.returncode, "breaking: api: it runs in ap-northeast-3 no more" in done.stderr)


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)])
def test_check_tells_what_is_outdated(folder: Path, options: tuple[str, ...], code: int) -> None:
    """What is only new is said, and fails where that is wanted."""
    uses(folder, "carts: read, stock: read")
    done = futago("env", "--check", "shop.yaml", *options, folder=folder)
    assert (code, True) == (done.returncode, "outdated: api: FUTAGO_TABLE_STOCK_NAME is new" in done.stderr)


def test_write_says_what_it_breaks(folder: Path) -> None:
    """A breaking change is committed with open eyes, and is none from then on."""
    uses(folder, "stock: read")
    done = futago("env", "--write", "shop.yaml", folder=folder)
    assert "breaking: api: FUTAGO_TABLE_CARTS_ARN is gone" in done.stderr
    assert 0 == futago("env", "--check", "--strict", "shop.yaml", folder=folder).returncode


@pytest.mark.parametrize(
    ("options", "said", "then"),
    [
        (
            ("renamed.yaml",),
            "there is no folder contracts/store to hold contracts to; contracts has shop",
            "futago env --write renamed.yaml --contracts contracts",
        ),
        (
            ("staged.yaml", "--environment", "new"),
            "there is no folder contracts/shop-new to hold contracts to; contracts has shop",
            "futago env --write staged.yaml --environment new --contracts contracts",
        ),
        (
            ("shop.yaml", "--contracts", "contracts/shop"),
            "there is no folder contracts/shop/shop to hold contracts to; contracts/shop has no folders",
            "futago env --check shop.yaml --contracts contracts",
        ),
        (
            ("shop.yaml", "--contracts", "other"),
            "other/shop is no folder to hold contracts to; other has no folders",
            "futago env --write shop.yaml --contracts other",
        ),
    ],
)
def test_check_needs_the_folder_of_the_estate(
    folder: Path, options: tuple[str, ...], said: str, then: str
) -> None:
    """Where there is nothing to hold contracts to, nothing is held: that is bad input, and no pass."""
    (folder / "renamed.yaml").write_text(SHOP.replace("estate: shop", "estate: store"), encoding="utf-8")
    (folder / "staged.yaml").write_text(f"{SHOP}environments: {{new: {{}}}}\n", encoding="utf-8")
    (folder / "other").mkdir()
    (folder / "other" / "shop").write_text("", encoding="utf-8")
    done = futago("env", "--check", *options, folder=folder)
    assert (2, "") == (done.returncode, done.stdout)
    assert [
        f"error: {said}: allowed is another --contracts, or to write them first",
        f"next:  {then}",
    ] == done.stderr.splitlines()


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)])
def test_folder_without_a_contract_is_outdated(folder: Path, options: tuple[str, ...], code: int) -> None:
    """The estate's folder is there, and an application is new: that breaks nobody."""
    (folder / "contracts" / "shop" / "api.json").unlink()
    done = futago("env", "--check", "shop.yaml", *options, folder=folder)
    assert (code, True) == (done.returncode, "outdated: api: no contract is committed" in done.stderr)


def test_estate_without_applications_needs_no_folder(folder: Path) -> None:
    """Git keeps no empty folder, and there is nothing to hold."""
    (folder / "store.yaml").write_text('estate: store\naccount: "123456789012"\n', encoding="utf-8")
    done = futago("env", "--check", "--strict", "store.yaml", folder=folder)
    assert (0, "store has no applications, and there is no folder contracts/store\n") == (
        done.returncode,
        done.stderr,
    )


@pytest.mark.parametrize("content", [b"{", b'{"application": "\xff"}'])
def test_broken_file_is_bad_input(folder: Path, content: bytes) -> None:
    """A committed contract that can't be read is told by its name."""
    (folder / "contracts" / "shop" / "api.json").write_bytes(content)
    done = futago("env", "--check", "shop.yaml", folder=folder)
    assert (2, True) == (done.returncode, "api.json is no contract" in done.stderr)


def test_contracts_of_the_example_are_kept() -> None:
    """What an upgrade of futago would rename or take away is found on the committed contracts."""
    done = futago("env", "--check", EXAMPLES / "payments.yaml", "--contracts", EXAMPLES / "contracts")
    assert 0 == done.returncode, done.stderr

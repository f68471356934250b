"""``futago promote`` as a person runs it, on the embedded AWS."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from futago.aws import Clients
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from futago.spec import load
from modules.dynamodb.promotion.table import Table
from modules.estate import Estate
from regions import OSAKA, TOKYO
from tests.command_line import BIN, environment, futago, shown_on
from tests.emulator.embedded_resources import make_key, make_secret, make_table

ACCOUNT = "123456789012"
SPEC = f"""
estate: shop
account: "{ACCOUNT}"
promotion: {{rto_seconds: 900}}
keys: {{main: {{}}}}
tables: {{carts: {{consistency: eventual, partition_key: id}}}}
secrets: {{salt: {{writable_in_outage: true}}}}
"""
OPTIONS = ("--journals", "journals")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Emulator, Path]]:
    """An embedded AWS, and its folder."""
    folder = tmp_path_factory.mktemp("aws")
    with Emulator.start(folder, [TOKYO.code, OSAKA.code], ACCOUNT, detached=False) as emulator:
        yield emulator, folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the spec."""
    (tmp_path / "shop.yaml").write_text(SPEC, encoding="utf-8")
    return tmp_path


@pytest.fixture
def estate(folder: Path) -> Estate:
    return load(folder / "shop.yaml", None).estate


@pytest.fixture
def clients(shared: tuple[Emulator, Path], estate: Estate) -> Any:
    """Clients of an AWS with the estate, which Tokyo writes."""
    emulator, _ = shared
    for region in estate.pair:
        emulator.lit(region.code)
    emulator.reset()
    made = Clients(partial(client_endpoint, emulator.endpoints), ACCOUNT)
    key = make_key(made, estate, "alias/shop-main")
    make_secret(made, estate, "shop/salt", key)
    make_table(made, Table(estate, "carts", estate.sections["tables"]["carts"]))  # type: ignore[arg-type] # a table's
    return made


@pytest.fixture
def dark_tokyo(clients: Any, shared: tuple[Emulator, Path]) -> Emulator:  # noqa: ARG001 # it is made in the light
    """The estate's AWS, with Tokyo dark."""
    emulator, _ = shared
    emulator.dark(TOKYO.code, "closed")
    return emulator


def promote(shared: tuple[Emulator, Path], folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in the spec's folder."""
    given = ("promote", *arguments, *OPTIONS, "--emulator", str(shared[1]))
    return futago(*given, folder=folder, FUTAGO_SPEC="shop.yaml")


FAILOVER = (OSAKA.code, "--mode", "failover")


def is_promoted(clients: Any) -> bool:
    """Whether Osaka's secret stands alone, as a failover leaves it."""
    answer = clients.client("secretsmanager", OSAKA).describe_secret(SecretId="shop/salt")
    return "PrimaryRegion" not in answer


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "which Region is to be promoted? Allowed are ap-northeast-1 (Tokyo) and ap-northeast-3 (Osaka)"),
        (["us-east-1", "--mode", "failover"], "'us-east-1' is no Region of the pair"),
        ([OSAKA.code], "--mode is missing; allowed are switchover, failover, failback"),
        ([OSAKA.code, "--mode", "sideways"], "'sideways' is not one of"),
        ([OSAKA.code, "--mode", "switchover", "--detach"], "allowed is only with --mode failover"),
        ([*FAILOVER, "--with-key-primacy"], "allowed is only with switchover and failback"),
        ([*FAILOVER, "--outage-since", "yesterday"], "is no time; allowed is such as"),
        ([*FAILOVER, "--outage-since", "2999-01-01T00:00:00Z"], "is still to come"),
        ([*FAILOVER, "none.yaml"], "there is no spec none.yaml"),
    ],
)
def test_bad_input(shared: tuple[Emulator, Path], folder: Path, arguments: list[str], says: str) -> None:
    """What can't be asked for is refused with 2, without a traceback, and no journal is made."""
    done = promote(shared, folder, *arguments)
    assert (2, "") == (done.returncode, done.stdout)
    assert says in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert not (folder / "journals").exists()


def test_dry_run_changes_nothing(
    shared: tuple[Emulator, Path],
    folder: Path,
    clients: Any,
    dark_tokyo: Emulator,  # noqa: ARG001 # Tokyo is dark
) -> None:
    """--dry-run says steps, reasons and losses, and --json has them for scripts; nothing is changed."""
    done = promote(shared, folder, *FAILOVER, "--dry-run", "--json")
    assert 0 == done.returncode
    told = json.loads(done.stdout)
    assert told["allowed"]
    assert "secret/salt/promote" in [step["id"] for step in told["steps"]]
    assert "secret/salt/promote" in done.stderr
    assert "loss: " in done.stderr
    assert not is_promoted(clients)
    assert not (folder / "journals").exists()


@pytest.mark.parametrize(("answer", "code"), [("", 1), ("--yes=shopping", 2)])
def test_nothing_but_the_name_is_a_yes(  # noqa: PLR0917 # as a row of a table
    shared: tuple[Emulator, Path],
    folder: Path,
    clients: Any,
    dark_tokyo: Emulator,  # noqa: ARG001 # Tokyo is dark
    answer: str,
    code: int,
) -> None:
    """Another name, or nobody there to type it, is no yes: nothing is done."""
    done = promote(shared, folder, *FAILOVER, *filter(None, [answer]))
    assert done.returncode in {code, 130}
    assert not is_promoted(clients)
    assert not (folder / "journals").exists()


def test_failover_and_report(
    shared: tuple[Emulator, Path],
    folder: Path,
    clients: Any,
    dark_tokyo: Emulator,  # noqa: ARG001 # Tokyo is dark
) -> None:
    """It promotes, tells the RTO against its target, and writes the report for people and for scripts."""
    done = promote(shared, folder, *FAILOVER, "--yes", "shop", "--json", "--report", "report.md")
    assert 0 == done.returncode, done.stderr
    told = json.loads(done.stdout)
    assert (True, "met") == (told["done"], told["rto"]["verdict"])
    assert "Osaka is home" in done.stderr
    assert "# Failover to Osaka: done" in (folder / "report.md").read_text(encoding="utf-8")
    assert is_promoted(clients)


def test_dark_region_refuses_a_switchover(
    shared: tuple[Emulator, Path],
    folder: Path,
    dark_tokyo: Emulator,  # noqa: ARG001 # Tokyo is dark
) -> None:
    """A switchover out of a dark Region is refused with 1, and the failover's command is said."""
    done = promote(shared, folder, OSAKA.code, "--mode", "switchover", "--yes", "shop")
    assert 1 == done.returncode
    assert "futago promote ap-northeast-3 --mode failover" in done.stderr


def test_home_already(shared: tuple[Emulator, Path], folder: Path, clients: Any) -> None:  # noqa: ARG001 # the estate is there
    """Where everything that has a writer is there already nothing is asked for."""
    done = promote(shared, folder, TOKYO.code, "--mode", "switchover", "--only", "secret")
    assert 0 == done.returncode, done.stderr
    assert "Nothing is to be done" in done.stderr


def test_word_that_means_nothing(shared: tuple[Emulator, Path], folder: Path, clients: Any) -> None:  # noqa: ARG001 # the estate is there
    """--only with a word that is nothing here is refused with 2."""
    done = promote(shared, folder, *FAILOVER, "--only", "databse")
    assert 2 == done.returncode
    assert "--only databse: there is no such thing" in done.stderr


def test_nothing_to_resume(shared: tuple[Emulator, Path], folder: Path) -> None:
    """--resume where nothing was begun says so."""
    done = promote(shared, folder, "--resume")
    assert 2 == done.returncode
    assert "there is no promotion of shop to go on with" in done.stderr


def test_journal_of_something_else(shared: tuple[Emulator, Path], folder: Path) -> None:
    """--resume with a file that is no journal says so."""
    (folder / "some.jsonl").write_text("hello\n", encoding="utf-8")
    done = promote(shared, folder, "--resume", "some.jsonl")
    assert 2 == done.returncode
    assert "some.jsonl" in done.stderr
    assert "Traceback" not in done.stderr


def test_policy_needs_nobody(folder: Path) -> None:
    """--print-policy works without an AWS and without credentials."""
    done = futago("promote", *FAILOVER, "shop.yaml", "--print-policy", folder=folder)
    assert 0 == done.returncode, done.stderr
    actions = {
        action
        for policy in json.loads(done.stdout).values()
        for statement in policy["Statement"]
        for action in statement["Action"]
    }
    assert "secretsmanager:StopReplicationToReplica" in actions
    assert not any("*" in action for action in actions)


def test_no_credentials(folder: Path) -> None:
    """Without credentials it says so, and what to run, before it looks at anything."""
    none = str(folder / "none")
    variables = {"AWS_CONFIG_FILE": none, "AWS_SHARED_CREDENTIALS_FILE": none}
    done = futago("promote", *FAILOVER, "shop.yaml", folder=folder, **variables)
    assert 1 == done.returncode
    assert "AWS does not know the caller" in done.stderr
    assert "aws sts get-caller-identity" in done.stderr


def test_live_table_on_a_terminal(
    shared: tuple[Emulator, Path],
    folder: Path,
    dark_tokyo: Emulator,  # noqa: ARG001 # Tokyo is dark
) -> None:
    """On a terminal a table with the RTO's clock is shown."""
    screen, terminal = pty.openpty()
    given = ("promote", *FAILOVER, "--yes", "shop", *OPTIONS, "--emulator", str(shared[1]))
    command = [str(BIN / "futago"), *given]
    variables = environment(FUTAGO_SPEC="shop.yaml", TERM="xterm", COLUMNS="120", LINES="30")
    process = subprocess.Popen(command, cwd=folder, env=variables, stdin=terminal, stderr=terminal)
    os.close(terminal)
    text = shown_on(screen)
    assert 0 == process.wait(60)
    for each in ("RTO", "of 15 min 00 s", "secret/salt/promote"):
        assert each in text

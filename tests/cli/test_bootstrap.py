"""``futago bootstrap`` on the embedded AWS: the state buckets, and every setting read back."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from futago.aws import Clients
from futago.bootstrap import PERMISSIONS
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from regions import OSAKA, PAIRS, TOKYO
from tests.command_line import EXAMPLES, futago

ACCOUNT = "210987654321"
PAIR = PAIRS[0]
BUCKETS = {region.code: f"shop-staging-state-{ACCOUNT}-{region.short_code}" for region in PAIR}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Emulator, Path]]:
    """An embedded AWS, and its folder."""
    folder = tmp_path_factory.mktemp("aws")
    with Emulator.start(folder, list(BUCKETS), ACCOUNT, detached=False) as emulator:
        yield emulator, folder


@pytest.fixture
def folder(shared: tuple[Emulator, Path]) -> Path:
    """The folder of an embedded AWS that is empty."""
    emulator, folder = shared
    emulator.reset()
    return folder


@contextmanager
def clients_of(account: str, emulator: Emulator) -> Iterator[Clients]:
    """SDK clients of an account; their connections are closed in the end."""
    made = Clients(partial(client_endpoint, emulator.endpoints), account)
    yield made
    for client in made._made.values():
        client.close()


@pytest.fixture
def clients(shared: tuple[Emulator, Path], folder: Path) -> Iterator[Clients]:  # noqa: ARG001 # emptied first
    """SDK clients of the estate's account."""
    with clients_of(ACCOUNT, shared[0]) as made:
        yield made


def bootstrap(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command on the embedded AWS in ``folder``."""
    return futago("bootstrap", EXAMPLES / "minimal.yaml", "-e", "staging", "--emulator", folder, *options)


def settings(clients: Clients) -> dict[str, Any]:
    """What the buckets are set to, by their names."""
    found = {}
    for code, name in BUCKETS.items():
        s3 = clients.client("s3", PAIR[code])
        rule = s3.get_bucket_encryption(Bucket=name)["ServerSideEncryptionConfiguration"]["Rules"][0]
        statements = json.loads(s3.get_bucket_policy(Bucket=name)["Policy"])["Statement"]
        found[name] = {
            "region": s3.get_bucket_location(Bucket=name)["LocationConstraint"],
            "versioning": s3.get_bucket_versioning(Bucket=name)["Status"],
            "public": s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"],
            "encryption": rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"],
            "bucket_key": rule["BucketKeyEnabled"],
            "old_versions_days": [
                each["NoncurrentVersionExpiration"]["NoncurrentDays"]
                for each in s3.get_bucket_lifecycle_configuration(Bucket=name)["Rules"]
            ],
            "denied": [each["Condition"] for each in statements if each["Effect"] == "Deny"],
        }
    return found


def names(clients: Clients) -> list[str]:
    """The buckets that there are."""
    return [each["Name"] for each in clients.client("s3", TOKYO).list_buckets()["Buckets"]]


EXPECTED = {
    name: {
        "region": code,
        "versioning": "Enabled",
        "public": dict.fromkeys(
            ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True
        ),
        "encryption": "aws:kms",
        "bucket_key": True,
        "old_versions_days": [90],
        "denied": [{"Bool": {"aws:SecureTransport": "false"}}],
    }
    for code, name in BUCKETS.items()
}


def test_makes_the_buckets(folder: Path, clients: Clients) -> None:
    """One bucket a Region: versioned, encrypted, closed to the public, TLS only."""
    done = bootstrap(folder, "--yes")
    assert (0, "") == (done.returncode, done.stdout)
    assert EXPECTED == settings(clients)


def test_second_run_changes_nothing(folder: Path, clients: Clients) -> None:
    """Run again it keeps what is there, and says so."""
    bootstrap(folder, "--yes")
    again = bootstrap(folder, "--yes")
    assert 0 == again.returncode
    expected = [f"{code}: {name} is there" for code, name in BUCKETS.items()]
    assert expected == again.stderr.splitlines()[:2]
    assert EXPECTED == settings(clients)


def test_second_run_mends(folder: Path, clients: Clients) -> None:
    """A setting that somebody changed is set anew."""
    bootstrap(folder, "--yes")
    clients.client("s3", OSAKA).put_bucket_versioning(
        Bucket=BUCKETS[OSAKA.code], VersioningConfiguration={"Status": "Suspended"}
    )
    bootstrap(folder, "--yes")
    assert EXPECTED == settings(clients)


def test_goes_on_after_a_stop(folder: Path, clients: Clients) -> None:
    """Where one bucket is there and the other is not, the missing one is made."""
    clients.client("s3", TOKYO).create_bucket(
        Bucket=BUCKETS[TOKYO.code], CreateBucketConfiguration={"LocationConstraint": TOKYO.code}
    )
    assert 0 == bootstrap(folder, "--yes").returncode
    assert EXPECTED == settings(clients)


def test_dry_run_writes_nothing(folder: Path, clients: Clients) -> None:
    """--dry-run says what would be made, and makes nothing."""
    done = bootstrap(folder, "--dry-run")
    assert 0 == done.returncode
    expected = [f"{code}: {name} will be made" for code, name in BUCKETS.items()]
    assert expected == done.stderr.splitlines()
    assert [] == names(clients)


def test_asks_first(folder: Path, clients: Clients) -> None:
    """Without --yes it asks, and with nobody there to answer it does nothing."""
    done = bootstrap(folder)
    assert f"Set these up in account {ACCOUNT}?" in done.stderr
    assert 0 != done.returncode
    assert [] == names(clients)


def test_foreign_bucket_is_refused(folder: Path, clients: Clients, shared: tuple[Emulator, Path]) -> None:
    """A bucket of another account that has the name is left alone, and nothing else is made."""
    with clients_of("999999999999", shared[0]) as foreign:
        foreign.client("s3", OSAKA).create_bucket(
            Bucket=BUCKETS[OSAKA.code], CreateBucketConfiguration={"LocationConstraint": OSAKA.code}
        )
    done = bootstrap(folder, "--yes")
    assert 1 == done.returncode
    assert f"bucket {BUCKETS[OSAKA.code]} in ap-northeast-3" in done.stderr
    assert "Traceback" not in done.stderr
    assert BUCKETS[TOKYO.code] not in names(clients)


def test_dark_region_is_said(folder: Path, shared: tuple[Emulator, Path]) -> None:
    """A Region that does not answer is named, without a traceback."""
    emulator, _ = shared
    emulator.dark(OSAKA.code, "closed")
    try:
        done = bootstrap(folder, "--yes")
    finally:
        emulator.lit(OSAKA.code)
    assert 1 == done.returncode
    assert "ap-northeast-3" in done.stderr
    assert "Traceback" not in done.stderr


def test_declares_its_permissions() -> None:
    """What it may need is said: reading and making buckets, and no object's content."""
    assert not any("Object" in each and "Ownership" not in each for each in PERMISSIONS)
    assert "s3:*" not in PERMISSIONS

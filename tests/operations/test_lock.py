"""One operator at a time, and a copy of the journal, on the embedded AWS."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from futago.aws import Clients
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from futago.errors import LockError
from futago.operations.journal import Journal
from futago.operations.journal_copy import JournalCopy
from futago.operations.lock import KEY, Holder, LockElsewhere, here
from regions import OSAKA, TOKYO
from tests.estates import ACCOUNT, an_estate
from tests.operations.test_journal import HEADER

ESTATE = an_estate()
BUCKET = "payments-state-123456789012-apne3"
ANN = Holder("20261122t000000z-aaaaaa", "ann@desk", "failover to ap-northeast-3", "2026-11-22T00:00:00+00:00")
BOB = replace(ANN, operation="20261122t000100z-bbbbbb", operator="bob@home")


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """An embedded AWS."""
    folder = tmp_path_factory.mktemp("aws")
    with Emulator.start(folder, [TOKYO.code, OSAKA.code], ACCOUNT, detached=False) as emulator:
        yield emulator


@pytest.fixture
def bare(embedded: Emulator) -> Clients:
    """Clients of an AWS without anything."""
    embedded.reset()
    return Clients(partial(client_endpoint, embedded.endpoints), ACCOUNT)


@pytest.fixture
def clients(bare: Clients) -> Clients:
    """Clients of an AWS with Osaka's state bucket."""
    s3 = bare.client("s3", OSAKA)
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": OSAKA.code})
    return bare


def lock_of(clients: Clients, holder: Holder) -> LockElsewhere:
    return LockElsewhere(clients, ESTATE, OSAKA, holder)


def test_second_operator_is_refused(clients: Clients) -> None:
    """Whoever comes second is told who was first, and how to take over from the dead."""
    assert lock_of(clients, ANN).acquire() is None
    with pytest.raises(LockError, match=r"ann@desk since .*--take-lock 20261122t000000z-aaaaaa"):
        lock_of(clients, BOB).acquire()


def test_lock_that_was_given_back(clients: Clients) -> None:
    """After the first the second may."""
    first = lock_of(clients, ANN)
    first.acquire()
    assert first.release() is None
    assert lock_of(clients, BOB).acquire() is None


def test_resumption_has_its_own_lock_back(clients: Clients) -> None:
    """The operator whose process was killed goes on with the same operation."""
    lock_of(clients, ANN).acquire()
    assert lock_of(clients, replace(ANN, since="later")).acquire() is None


def test_lock_of_the_dead_is_taken_by_name(clients: Clients) -> None:
    """A lock is taken over from the operation that is named, and from no other."""
    lock_of(clients, ANN).acquire()
    with pytest.raises(LockError):
        lock_of(clients, BOB).acquire(take_from="20261122t000000z-cccccc")
    assert lock_of(clients, BOB).acquire(take_from=ANN.operation) is None
    held = json.loads(clients.client("s3", OSAKA).get_object(Bucket=BUCKET, Key=KEY)["Body"].read())
    assert "bob@home" == held["operator"]


def test_lock_that_was_lost_is_not_given_back(clients: Clients) -> None:
    """Who lost the lock to another leaves it alone."""
    first = lock_of(clients, ANN)
    first.acquire()
    lock_of(clients, BOB).acquire(take_from=ANN.operation)
    assert first.release() is None
    with pytest.raises(LockError, match="bob@home"):
        lock_of(clients, ANN).acquire()


def test_without_a_bucket_there_is_no_lock(bare: Clients) -> None:
    """Where there is no bucket the promotion may go on, and it is said."""
    assert "futago bootstrap" in str(lock_of(bare, ANN).acquire())


def test_two_processes_on_one_machine(tmp_path: Path) -> None:
    """The second on the same machine is refused, with who the first is; after it, not."""
    with here(tmp_path, ESTATE, ANN), pytest.raises(LockError, match="ann@desk"), here(tmp_path, ESTATE, BOB):
        pass
    with here(tmp_path, ESTATE, BOB):
        pass


def test_folder_that_can_not_be_made(tmp_path: Path) -> None:
    """Where the lock can't be written it is said, and nothing is begun."""
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(LockError, match=r"payments\.lock: .*--journals"),
        here(tmp_path / "file", ESTATE, ANN),
    ):
        pass


def test_other_estates_are_not_locked(tmp_path: Path) -> None:
    """The lock is of one estate in one environment."""
    with here(tmp_path, ESTATE, ANN), here(tmp_path, an_estate(environment="staging"), BOB):
        pass


def test_copy_is_the_journal(clients: Clients, tmp_path: Path) -> None:
    """At the end the copy in the activated Region holds every line."""
    with Journal.begin(tmp_path, HEADER) as journal:
        with JournalCopy(clients, ESTATE, OSAKA, journal) as copy:
            journal.write("observed")
            journal.write("ended", done=True, left=[])
        key = f"promotions/{journal.path.name}"
        body = clients.client("s3", OSAKA).get_object(Bucket=BUCKET, Key=key)["Body"].read()
    assert journal.path.read_bytes() == body
    assert (None, f"s3://{BUCKET}/{key}") == (copy.trouble, copy.place)


def test_copy_that_can_not_be_made_is_said(bare: Clients, tmp_path: Path) -> None:
    """Without a bucket the promotion goes on, and the trouble is known at the end."""
    with Journal.begin(tmp_path, HEADER) as journal, JournalCopy(bare, ESTATE, OSAKA, journal) as copy:
        journal.write("observed")
    assert "NoSuchBucket" in str(copy.trouble)

"""Who may do what where follows from the spec alone."""

from __future__ import annotations

from typing import Any

import pytest

from modules.applications.matrix import Matrix, Rights, matrix
from tests.estates import loaded

TOKYO, OSAKA = "ap-northeast-1", "ap-northeast-3"
NO = Rights(runs=False)


def matrix_of(uses: dict[str, Any], **application: Any) -> Matrix:
    """The matrix of one application with these uses."""
    document = {
        "estate": "shop",
        "account": "123456789012",
        "keys": {"main": {}},
        "databases": {
            "main": {
                "engine": "aurora-postgresql",
                "engine_version": "17.7",
                "consistency": "strong",
                "instance_class": "db.r7g.large",
                "write_forwarding": True,
            }
        },
        "tables": {
            "ledger": {"consistency": "strong", "partition_key": "id"},
            "carts": {"consistency": "eventual", "partition_key": "id"},
            "osakan": {"consistency": "strong", "partition_key": "id", "home": OSAKA},
        },
        "secrets": {"token": {}},
        "applications": {"api": {"runs_on": "ecs", "uses": uses, **application}},
    }
    return matrix(loaded(document))


def test_strong_is_written_at_home() -> None:
    """The home Region writes, and the promoted one after it."""
    (row,) = matrix_of({"tables": {"ledger": "read-write"}}).rows
    writer, reader = Rights(runs=True, reads=True, writes=True), Rights(runs=True, reads=True)
    assert ({TOKYO: writer, OSAKA: reader}, {TOKYO: reader, OSAKA: writer}) == (row.now, row.after)


@pytest.mark.parametrize(("section", "name"), [("tables", "carts"), ("keys", "main")])
def test_what_has_no_home_is_written_in_both(section: str, name: str) -> None:
    """An eventual store, and a multi-Region key."""
    (row,) = matrix_of({section: {name: "write"}}).rows
    both = dict.fromkeys((TOKYO, OSAKA), Rights(runs=True, writes=True))
    assert (both, both) == (row.now, row.after)


def test_own_home_stays_where_the_promotion_leads() -> None:
    """A store that is at home in the other Region already is not moved by its promotion."""
    (row,) = matrix_of({"tables": {"osakan": "write"}}).rows
    assert (row.now, True) == (row.after, row.now[OSAKA].writes)


def test_strong_reads_follow_home() -> None:
    """They can be had where the writer is."""
    (row,) = matrix_of({"tables": {"ledger": {"access": "read", "strong_reads": "home"}}}).rows
    assert [True, False, False, True] == [
        when[code].reads_strongly for when in (row.now, row.after) for code in (TOKYO, OSAKA)
    ]


def test_forwarded_writes_are_told_apart() -> None:
    """A database with write forwarding hands on what its reader is told to write."""
    (row,) = matrix_of({"databases": {"main": "read-write"}}).rows
    assert [(True, False), (False, True)] == [
        (row.now[code].writes, row.now[code].forwards) for code in (TOKYO, OSAKA)
    ]


def test_nothing_where_it_does_not_run() -> None:
    """An application of one Region has rights there only."""
    (row,) = matrix_of({"secrets": {"token": "read"}}, runs_in=[OSAKA]).rows
    assert (NO, True) == (row.now[TOKYO], row.now[OSAKA].reads)


def test_store_that_loses_its_writers() -> None:
    """One whose only writer does not run in the promoted Region is named; others are not."""
    found = matrix_of({"tables": {"ledger": "write", "carts": "write"}}, runs_in=[TOKYO])
    assert (("tables", "ledger"),) == found.without_writer

"""Where each kind's resource stands after a promotion, and what mends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from modules.aurora import operate as databases
from modules.aurora import reconcile as reconcile_database
from modules.aurora.inputs import DatabaseInputs
from modules.aurora.promotion.topology import Topology
from modules.dynamodb import operate as tables
from modules.dynamodb import reconcile as reconcile_table
from modules.dynamodb.inputs import TableInputs
from modules.kms import operate as keys
from modules.kms import reconcile as reconcile_key
from modules.kms.inputs import KeyInputs
from modules.operation import Observation, Operator
from modules.reconciliation import Reconciler, Reconciliation, Standing
from modules.s3 import operate as buckets
from modules.s3 import reconcile as reconcile_bucket
from modules.s3.inputs import BucketInputs
from modules.secrets import operate as secrets
from modules.secrets import reconcile as reconcile_secret
from modules.secrets.inputs import SecretInputs
from regions import PAIRS, Region
from tests.aws_cli_calls import wrong_in
from tests.estates import an_estate
from tests.steps_of_kinds import dark

TOKYO, OSAKA = PAIRS[0]
ESTATE = an_estate()
DATABASE = DatabaseInputs.model_validate(
    {
        "engine": "aurora-postgresql",
        "engine_version": "17.7",
        "consistency": "strong",
        "instance_class": "db.r7g.large",
        "instances": 2,
    }
)
TABLE = TableInputs.model_validate({"consistency": "strong", "partition_key": "id"})
BUCKET = BucketInputs.model_validate({"consistency": "strong"})
KINDS: dict[str, tuple[Operator, Reconciler, Any]] = {
    "database": (databases, reconcile_database, DATABASE),
    "secret": (secrets, reconcile_secret, SecretInputs()),
    "key": (keys, reconcile_key, KeyInputs()),
    "table": (tables, reconcile_table, TABLE),
    "bucket": (buckets, reconcile_bucket, BUCKET),
}
GATED = ("table", "bucket")

each_kind = pytest.mark.parametrize("kind", KINDS)
each_gated = pytest.mark.parametrize("kind", GATED)


def well(kind: str, writer: Region = TOKYO) -> dict[str, Any]:
    """What is seen of a resource in each Region where all is well."""
    operator, _, inputs = KINDS[kind]
    name = "main" if kind == "key" else "ledger"
    return {region.code: operator.expected(ESTATE, name, inputs, region, writer) for region in ESTATE.pair}


def reconciled(kind: str, seen: Mapping[str, Any], right: Region | None = None) -> Reconciliation:
    _, reconciler, inputs = KINDS[kind]
    return reconciler.reconcile(ESTATE, "main" if kind == "key" else "ledger", inputs, seen, right)


def detached(outside: Region) -> dict[str, Any]:
    """A database of which one cluster stands outside of its global cluster."""
    seen = well("database", ESTATE.pair.other(outside))
    topology = seen[TOKYO.code].topology
    left = tuple(member for member in topology.members if f":{outside.code}:" not in member.arn)
    alone = Topology(topology.engine_version, left)
    return {code: replace(sight, topology=alone) for code, sight in seen.items()}


@each_kind
def test_untouched_is_settled(kind: str) -> None:
    """What is as the spec says needs nothing."""
    found = reconciled(kind, well(kind))
    assert (Standing.SETTLED, None, {}, ()) == (found.standing, found.home, found.terraform, found.mending)


@each_kind
def test_dark_region_is_unknown(kind: str) -> None:
    """A Region that does not answer is never taken for settled."""
    found = reconciled(kind, {**well(kind), TOKYO.code: dark(TOKYO)})
    assert Standing.UNKNOWN is found.standing
    assert TOKYO.code in found.seen


@each_kind
def test_absent_side_is_broken(kind: str) -> None:
    """A side that is not there is no pair, and is said where it is missing."""
    seen = well(kind)
    found = reconciled(kind, {**seen, OSAKA.code: type(seen[OSAKA.code])(OSAKA.code, exists=False)})
    assert Standing.BROKEN is found.standing
    assert "Osaka" in found.seen


@pytest.mark.parametrize("kind", ["database", *GATED])
def test_moved_writer_wants_the_spec_to_say_so(kind: str) -> None:
    """The home is the Region that writes now; no call to AWS is needed."""
    found = reconciled(kind, well(kind, OSAKA))
    assert (Standing.MOVED, OSAKA.code, ()) == (found.standing, found.home, found.mending)


@pytest.mark.parametrize("outside", [TOKYO, OSAKA], ids=lambda region: region.city)
def test_cluster_outside_is_not_taken_for_right(outside: Region) -> None:
    """Before and after a rebuilding began it looks the same: nothing is mended on a guess."""
    found = reconciled("database", detached(outside))
    assert (Standing.BROKEN, (), None) == (found.standing, found.mending, found.home)
    assert "--right REGION" in found.caution


def test_detached_database_is_rebuilt_around_the_right_side() -> None:
    """Osaka was activated: its cluster is kept, Tokyo's gives up its name and follows."""
    found = reconciled("database", detached(OSAKA), OSAKA)
    changed = [command.argv[2:5] for command in found.mending if command.argv[2] != "describe-db-clusters"]
    assert OSAKA.code == found.home
    assert [
        ("remove-from-global-cluster", "--region", TOKYO.code),
        ("modify-global-cluster", "--region", OSAKA.code),
        ("delete-global-cluster", "--region", OSAKA.code),
        ("create-global-cluster", "--region", OSAKA.code),
        ("modify-db-instance", "--region", TOKYO.code),
        ("modify-db-instance", "--region", TOKYO.code),
        ("modify-db-cluster", "--region", TOKYO.code),
        ("create-db-cluster", "--region", TOKYO.code),
        ("create-db-instance", "--region", TOKYO.code),
        ("create-db-instance", "--region", TOKYO.code),
    ] == changed[:-1]


def test_rebuilding_goes_on_where_it_stopped() -> None:
    """With the new global database around Osaka's cluster, only the old cluster is left to deal with."""
    found = reconciled("database", detached(TOKYO), OSAKA)
    assert "modify-db-instance" == found.mending[1].argv[2]


def test_no_command_touches_the_right_side() -> None:
    """Nothing that mends deletes, restores or changes the promoted cluster."""
    found = reconciled("database", detached(OSAKA), OSAKA)
    cluster = "payments-ledger-apne3"
    touching = [command.argv[2] for command in found.mending if any(cluster in word for word in command.argv)]
    assert ["create-global-cluster"] == touching


def test_promoted_secret_is_broken_and_goes_home_by_a_failback() -> None:
    """Two secrets that know nothing of each other: Terraform is calm, futago is not."""
    seen = well("secret")
    seen[OSAKA.code] = replace(seen[OSAKA.code], primary_region="")
    found = reconciled("secret", seen)
    assert (Standing.BROKEN, ["apne1"]) == (found.standing, list(found.terraform))
    assert [("futago", "promote", TOKYO.code, "--mode", "failback", "--only", "secret/ledger")] == [
        command.argv for command in found.mending
    ]


def test_secrets_changed_on_both_sides_wait_for_a_person() -> None:
    """Each side's command says that it is for one decision only."""
    seen = well("secret")
    seen[TOKYO.code] = replace(seen[TOKYO.code], current_version="a", versions=frozenset({"a"}))
    seen[OSAKA.code] = replace(
        seen[OSAKA.code], primary_region="", current_version="b", versions=frozenset({"b"})
    )
    found = reconciled("secret", seen)
    assert ["only if Tokyo's value is right", "only if Osaka's value is right"] == [
        command.expected.split(":")[0] for command in found.mending
    ]


def test_moved_primacy_is_a_plan_that_fails() -> None:
    """The keys' stack can't be refreshed; the way out is to move the primacy back, and no state command."""
    seen = well("key")
    for code, primary in ((TOKYO.code, False), (OSAKA.code, True)):
        seen[code] = replace(seen[code], is_primary=primary, primary_region=OSAKA.code)
    found = reconciled("key", seen)
    assert (Standing.MOVED, None) == (found.standing, found.home)
    assert "is not a multi-Region primary key" in found.terraform["keys"]
    assert [("update-primary-region", OSAKA.code)] == [
        (command.argv[2], command.argv[4]) for command in found.mending
    ]
    assert "no terraform state rm" in found.caution


def gates(kind: str, tokyo: str, osaka: str) -> dict[str, Observation]:
    seen = well(kind)
    return {
        TOKYO.code: replace(seen[TOKYO.code], gate=tokyo),
        OSAKA.code: replace(seen[OSAKA.code], gate=osaka),
    }


@each_gated
@pytest.mark.parametrize(
    ("states", "region", "wanted"),
    [
        (("open", "open"), TOKYO.code, "applications/*"),
        (("closed", "closed"), OSAKA.code, "applications/apne1/*"),
    ],
    ids=["both write", "nobody writes"],
)
def test_gates_follow_the_region_activated_last(
    kind: str, states: tuple[str, str], region: str, wanted: str
) -> None:
    """With Osaka activated, Tokyo's gate is closed, or Osaka's opened."""
    found = reconciled(kind, gates(kind, *states), OSAKA)
    put = found.mending[0].argv
    assert (Standing.BROKEN, region) == (found.standing, put[put.index("--region") + 1])
    assert wanted in put[put.index("--policy") + 1]


@each_gated
def test_gates_are_not_moved_on_a_guess(kind: str) -> None:
    """Nobody knows who was activated last: a person has to say."""
    found = reconciled(kind, gates(kind, "open", "open"))
    assert (Standing.BROKEN, ()) == (found.standing, found.mending)
    assert "--right REGION" in found.caution


@each_gated
@pytest.mark.parametrize("state", ["missing", "foreign"])
def test_lost_gate_is_broken_and_made_again(kind: str, state: str) -> None:
    """Without a gate a Region's applications write whatever the other does: Osaka's is closed again."""
    found = reconciled(kind, gates(kind, "open", state))
    assert Standing.BROKEN is found.standing
    assert "applications/*" in found.mending[0].argv[found.mending[0].argv.index("--policy") + 1]


def test_bucket_that_does_not_replicate_is_broken() -> None:
    """A replication that is gone is said, though both buckets are there."""
    seen = well("bucket")
    found = reconciled("bucket", {**seen, TOKYO.code: replace(seen[TOKYO.code], replicates=False)})
    assert (Standing.BROKEN, "Tokyo does not replicate: what is written there stays there") == (
        found.standing,
        found.seen,
    )


@pytest.mark.parametrize("kind", GATED)
def test_eventual_store_has_no_home(kind: str) -> None:
    """Both Regions write it, whatever was promoted."""
    operator, reconciler, inputs = KINDS[kind]
    both = inputs.model_copy(update={"consistency": "eventual"})
    seen = {region.code: operator.expected(ESTATE, "ledger", both, region, OSAKA) for region in ESTATE.pair}
    found = reconciler.reconcile(ESTATE, "ledger", both, seen, OSAKA)
    assert (Standing.SETTLED, "both Regions write") == (found.standing, found.seen)


def test_aws_cli_takes_every_mending() -> None:
    """Each command of the AWS CLI has an operation and options that AWS's models know."""
    stuck = [
        reconciled("database", detached(OSAKA), OSAKA),
        reconciled("key", {**well("key"), TOKYO.code: replace(well("key")[TOKYO.code], is_primary=False)}),
        *(reconciled(kind, gates(kind, "open", "open"), OSAKA) for kind in GATED),
    ]
    commands = [command.argv for found in stuck for command in found.mending if command.argv[0] == "aws"]
    assert commands
    assert {} == {argv: wrong for argv in commands if (wrong := wrong_in(argv))}

"""Real plans of an estate, from the first pull request to what undoes a promotion: what a reviewer sees."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.review.estate_reviews import GLOBAL, OSAKA, PLANS, STACKS, TOKYO, EstateReview, estate_review

Reviewed = Callable[[str], EstateReview]

SPECS = {
    "one-sided": "one-sided",
    "replacement": "replacement",
    "after-switchover-home-moved": "home-moved",
    "undoing-by-order": "pair-swapped",
    "undoing-by-replacement": "replacement",
}
"""The specs of the scenarios that have another one than ``first``."""
SCENARIOS = sorted(folder.name for folder in (PLANS / "estate").iterdir())
CANARY = "canary-upload-token-4711"
MACHINE = re.compile(
    r"/(?:tmp|home|root|work|Users|private|var/folders)/|localhost:\d|127\.0\.0\.1:(?!4566\b)"
)


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    """Reviews a scenario, each once."""

    @cache
    def review(scenario: str) -> EstateReview:
        return estate_review(tmp_path_factory.mktemp(scenario), scenario, SPECS.get(scenario, "first"))

    return review


# What holds for all of them


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_region_is_known(reviewed: Reviewed, scenario: str) -> None:
    """Nothing stands in an unknown Region or beside the estate."""
    document = reviewed(scenario).document
    assert "kiosk" == document["estate"]
    assert {each["code"] for each in document["regions"]} <= {TOKYO, OSAKA, GLOBAL}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_nothing_leaks(reviewed: Reviewed, scenario: str) -> None:
    """The token that somebody put into a tag is in the plan and in no output."""
    assert [] == [ending for ending, text in reviewed(scenario).outputs.items() if CANARY in text]


def test_the_token_is_there_to_leak() -> None:
    """A canary that no plan holds would prove nothing."""
    plan = gzip.decompress((PLANS / "estate" / "one-sided" / "kiosk-apne3.json.gz").read_bytes())
    assert CANARY in plan.decode()


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_plans_name_no_machine(scenario: str) -> None:
    """No folder and no port of the machine that made them is in the plans."""
    texts = (
        gzip.decompress((PLANS / "estate" / scenario / f"{each}.json.gz").read_bytes()) for each in STACKS
    )
    assert [] == [found for text in texts for found in MACHINE.findall(text.decode())]


# The first deploy


def test_first_pull_request_is_not_the_whole_truth(reviewed: Reviewed) -> None:
    """Before the keys are there, the other stacks can't be planned to the end: said first, exit code 1."""
    found = reviewed("first-pull-request")
    warned = [warning.split(":")[0] for warning in found.document["warnings"]]
    assert (1, ["kiosk-apne1", "kiosk-apne3", "kiosk-links"]) == (found.exit_code, warned)
    assert set() == found.worries


def test_first_deploy_only_adds(reviewed: Reviewed) -> None:
    """Each Region's resources are counted, and nothing is an alarm."""
    found = reviewed("first-deploy")
    assert {TOKYO: {"create": 44}, OSAKA: {"create": 38}, GLOBAL: {"create": 12}} == found.counts
    assert (0, set(), []) == (found.exit_code, found.worries, found.document["warnings"])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("key_main", "aws_kms_key"),
        ("database_orders", "aws_rds_cluster"),
        ("database_orders_1", "aws_rds_cluster_instance"),
        ("table_carts", "aws_dynamodb_table"),
        ("bucket_receipts", "aws_s3_bucket"),
        ("bucket_receipts", "aws_s3_bucket_replication_configuration"),
        ("network", "aws_vpc"),
    ],
)
def test_regions_stand_side_by_side(reviewed: Reviewed, name: str, kind: str) -> None:
    """Tokyo's and Osaka's make one row, by the estate's names, a replica's type or not."""
    assert {TOKYO: "create", OSAKA: "create"} == reviewed("first-deploy").rows[name, kind]


def test_alone_is_what_the_spec_has_in_one_region(reviewed: Reviewed) -> None:
    """The second instance, the global cluster and the secrets are Tokyo's; zones differ by their letters."""
    rows = reviewed("first-deploy").rows
    lone = {(name, *sides) for (name, _), sides in rows.items() if len(sides) == 1 and GLOBAL not in sides}
    assert {
        ("database_orders_2_apne1", TOKYO),
        ("database_orders_apne1", TOKYO),
        ("database_orders_master_apne1", TOKYO),
        ("secret_webhooks_apne1", TOKYO),
        ("network_d_apne1", TOKYO),
        ("network_b_apne3", OSAKA),
    } == lone


# Nothing to do


@pytest.mark.parametrize(
    "scenario", ["settling", "after-switchover", "after-switchover-home-moved", "after-failover"]
)
def test_nothing_is_said_where_nothing_is_to_do(reviewed: Reviewed, scenario: str) -> None:
    """After an apply, a switchover and a failover: no change, drift or finding; what settles is counted."""
    found = reviewed(scenario)
    document = found.document
    assert (0, {}, [], [], [], []) == (
        found.exit_code, found.counts, document["changes"], document["drift"], document["findings"],
        document["warnings"],
    )  # fmt: skip
    assert document["drift_settled"]
    assert [True] * 3 == ["No changes." in found.outputs[ending] for ending in (".txt", ".md", ".html")]


# One side only


def test_one_sided_change_is_the_asymmetry(reviewed: Reviewed) -> None:
    """What the spec gives to Osaka alone is told as Osaka's, by attribute; nothing changes in Tokyo."""
    found = reviewed("one-sided")
    assert {TOKYO: {}, OSAKA: {"update": 4}, GLOBAL: {"update": 2}} == found.counts
    assert {
        ("asymmetry-changed", OSAKA, "aws_kms_replica_key.key_main_apne3"),
        ("asymmetry-changed", OSAKA, "aws_rds_cluster_instance.database_orders_1_apne3"),
        ("asymmetry-changed", OSAKA, "aws_s3_bucket.bucket_receipts_apne3"),
        ("asymmetry-changed", OSAKA, "aws_s3_bucket_lifecycle_configuration.bucket_receipts_apne3"),
    } == found.places("asymmetry-changed")
    assert {TOKYO: "no-op", OSAKA: "update"} == found.rows["database_orders_1", "aws_rds_cluster_instance"]


def test_one_sided_change_brings_its_dangers(reviewed: Reviewed) -> None:
    """Objects expire in Osaka only, and a token stands in tags."""
    found = reviewed("one-sided")
    assert 1 == found.exit_code
    assert {
        ("s3-lifecycle-deletes", OSAKA),
        ("secret-in-plain-text", OSAKA),
        ("secret-in-plain-text", GLOBAL),
        ("asymmetry-changed", OSAKA),
    } == found.worries


def test_of_a_policy_the_difference_is_told(reviewed: Reviewed) -> None:
    """Whoever may use the key from now on is in the finding, and not the whole policy twice."""
    text = " ".join(reviewed("one-sided").outputs[".txt"].split())
    assert 'policy: Statement[Users].Action[0]: (none) → "kms:Decrypt"' in text
    assert "more characters" not in text


def test_drift_of_one_region_stands_beside_its_twin(reviewed: Reviewed) -> None:
    """What was changed by hand in Osaka is told there, with Tokyo's side as it is."""
    found = reviewed("drift-in-osaka")
    assert {TOKYO: {}, OSAKA: {"update": 3}} == found.counts
    assert {
        ("table_carts", "aws_dynamodb_table"),
        ("database_orders", "aws_rds_cluster"),
        ("bucket_receipts", "aws_s3_bucket_versioning"),
    } == set(found.drift)
    assert [{TOKYO: "no-op", OSAKA: "update"}] * 3 == list(found.drift.values())


def test_drift_of_one_region_is_the_asymmetry(reviewed: Reviewed) -> None:
    """Each setting is told with what it became; nothing else is."""
    findings = reviewed("drift-in-osaka").document["findings"]
    assert {
        ("aws_dynamodb_table_replica.table_carts_apne3", "point_in_time_recovery", "false"),
        ("aws_rds_cluster.database_orders_apne3", "backup_retention_period", "1"),
        ("aws_rds_cluster.database_orders_apne3", "deletion_protection", "false"),
        (
            "aws_s3_bucket_versioning.bucket_receipts_apne3",
            "versioning_configuration[0].status",
            '"Suspended"',
        ),
    } == {
        (each["resource"]["address"], each["path"], each["after"]) for each in findings if each["asymmetry"]
    }
    assert {("asymmetry-drifted", OSAKA)} == reviewed("drift-in-osaka").worries


# Loss


def test_replacement_shows_what_is_lost(reviewed: Reviewed) -> None:
    """Another key and another name: clusters, buckets and the table's replica are made anew, empty."""
    found = reviewed("replacement")
    assert {
        TOKYO: {"replace": 12, "update": 4},
        OSAKA: {"replace": 11, "update": 1},
        GLOBAL: {"replace": 8},
    } == found.counts
    assert {
        ("aurora-cluster-destroyed", TOKYO),
        ("aurora-cluster-destroyed", OSAKA),
        ("s3-bucket-destroyed", TOKYO),
        ("s3-bucket-destroyed", OSAKA),
        ("dynamodb-replica-recreated", OSAKA),
        ("asymmetry-replaced", OSAKA),
        ("s3-replication-redirected", TOKYO),
        ("s3-replication-redirected", OSAKA),
    } == found.worries


def test_replacement_names_what_forces_it(reviewed: Reviewed) -> None:
    """The attribute behind each loss is told with both values."""
    findings = reviewed("replacement").document["findings"]
    told = {(each["rule"], each["path"]) for each in findings if each["level"] == "error"}
    assert {
        ("aurora-cluster-destroyed", "kms_key_id"),
        ("s3-bucket-destroyed", "bucket"),
        ("dynamodb-replica-recreated", "kms_key_arn"),
    } == told


def test_what_holds_data_heads_the_list_of_losses(reviewed: Reviewed) -> None:
    """Of 31 replaced resources the clusters, buckets and the replica come first, roles and settings later."""
    markdown = reviewed("replacement").outputs[".md"]
    listed = re.findall(r"<li><b>replace</b> in .*?<code>(\w+)\.", markdown)
    assert ["aws_dynamodb_table_replica", *["aws_rds_cluster"] * 2, *["aws_s3_bucket"] * 2] == listed[:5]


def test_destroy_shows_every_loss(reviewed: Reviewed) -> None:
    """All that the first deploy made goes, and whatever holds data or keys is an error in its Region."""
    found = reviewed("destroy")
    assert {TOKYO: {"delete": 44}, OSAKA: {"delete": 38}, GLOBAL: {"delete": 12}} == found.counts
    errors = {(each["rule"], each["resource"]["address"]) for each in found.document["findings"]
              if each["level"] == "error"}  # fmt: skip
    pairs = {
        "aurora-cluster-destroyed": ("aws_rds_cluster.database_orders",),
        "kms-key-destroyed": ("aws_kms_key.key_main", "aws_kms_key.key_spare"),
        "s3-bucket-destroyed": ("aws_s3_bucket.bucket_receipts", "aws_s3_bucket.reports"),
        "stateful-destroyed": ("aws_cloudwatch_log_group.database_orders_postgresql",),
    }
    of_pairs = {(rule, f"{name}_{code}") for rule, names in pairs.items() for name in names
                for code in ("apne1", "apne3") if (rule, code) != ("kms-key-destroyed", "apne3")}  # fmt: skip
    assert (
        of_pairs
        | {
            ("aurora-global-cluster-destroyed", "aws_rds_global_cluster.database_orders_apne1"),
            ("dynamodb-table-destroyed", "aws_dynamodb_table.table_carts_apne1"),
            ("dynamodb-replica-removed", "aws_dynamodb_table_replica.table_carts_apne3"),
            ("kms-replica-destroyed", "aws_kms_replica_key.key_main_apne3"),
            ("kms-replica-destroyed", "aws_kms_replica_key.key_spare_apne3"),
            ("secrets-secret-destroyed", "aws_secretsmanager_secret.database_orders_master_apne1"),
            ("secrets-secret-destroyed", "aws_secretsmanager_secret.secret_webhooks_apne1"),
        }
        == errors
    )


# After a promotion that parts the pair


def test_promoted_secret_is_told_and_nothing_is_changed(reviewed: Reviewed) -> None:
    """The plans are empty; that the secret is no pair any more is said, of Osaka."""
    found = reviewed("after-secret-promotion")
    assert (0, {}, [("secret_webhooks_apne1", "aws_secretsmanager_secret")]) == (
        found.exit_code, found.counts, list(found.drift),
    )  # fmt: skip
    assert {("secrets-stands-alone", OSAKA)} == found.worries


def test_removed_cluster_is_told_and_nothing_is_changed(reviewed: Reviewed) -> None:
    """The plans are empty; that nothing replicates any more is said, once."""
    found = reviewed("after-removal")
    assert (0, {}) == (found.exit_code, found.counts)
    assert {("aurora-stands-alone", OSAKA), ("secrets-stands-alone", OSAKA)} == found.worries
    assert 2 == len(found.document["findings"])
    assert 2 == found.outputs[".html"].count('<span class="badge">drift</span>')


def test_code_that_heeds_everything_undoes_promotions(reviewed: Reviewed) -> None:
    """Without ignore_changes the plan wants cluster and secret back: errors in Osaka."""
    found = reviewed("undoing-by-heeding")
    assert 1 == found.exit_code
    assert {
        ("aurora-promotion-undone", OSAKA, "aws_rds_cluster.database_orders_apne3"),
        ("secrets-promotion-undone", OSAKA, "aws_secretsmanager_secret.secret_webhooks_apne1"),
        ("dynamodb-replica-removed", OSAKA, "aws_dynamodb_table.table_carts_apne1"),
    } == found.places("aurora-promotion-undone", "secrets-promotion-undone", "dynamodb-replica-removed")


def test_replacement_after_a_promotion_undoes_it(reviewed: Reviewed) -> None:
    """A cluster that stands alone and is replaced joins the global database again, empty."""
    assert ("aurora-promotion-undone", OSAKA) in reviewed("undoing-by-replacement").worries


def test_swapped_pair_is_found_to_destroy_the_first_region(reviewed: Reviewed) -> None:
    """The order of the pair is not home: keys, table, secrets and global cluster would go."""
    found = reviewed("undoing-by-order")
    assert {
        TOKYO: {"create": 3, "update": 3, "delete": 8},
        OSAKA: {"create": 8, "update": 3, "delete": 3},
    } == (found.counts)
    assert {
        *(("kms-key-destroyed", TOKYO), ("kms-replica-destroyed", OSAKA)),
        *(("dynamodb-table-destroyed", TOKYO), ("dynamodb-replica-removed", OSAKA)),
        *(("secrets-secret-destroyed", TOKYO), ("aurora-global-cluster-destroyed", TOKYO)),
    } <= found.worries
    assert {("moved-to-another-region", TOKYO), ("moved-to-another-region", OSAKA)} <= found.worries
    assert set() == found.places("asymmetry-created", "asymmetry-destroyed")


def test_repository_stays_small() -> None:
    """All recorded plans together are less than half a megabyte."""
    size = sum(file.stat().st_size for file in (PLANS / "estate").rglob("*.gz"))
    assert size < 512 * 1024


def test_every_scenario_is_described() -> None:
    """README.md says what is in each."""
    readme = (Path(PLANS) / "README.md").read_text(encoding="utf-8")
    assert [] == [scenario for scenario in SCENARIOS if f"`{scenario}`" not in readme]

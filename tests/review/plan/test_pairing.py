from pathlib import Path

import pytest

from futago.review.plan.pairing import logical_name, pair
from futago.spec import load
from modules.review import Change
from tests.review.plan.planted import change, plan, read, reviewed

TOKYO, OSAKA = "ap-northeast-1", "ap-northeast-3"


def made(address: str, region: str, stack: str = "s") -> dict[str, object]:
    return change(address, ("create",), after={"region": region, "stack": stack})


def paired(folder: Path, *addresses: tuple[str, str]) -> list[set[str]]:
    changes = read(folder, plan(*(made(address, region) for address, region in addresses))).files[0].changes
    return sorted(({side.address for side in each.sides.values()} for each in pair(changes)), key=sorted)


@pytest.mark.parametrize(
    ("tokyo", "osaka"),
    [
        ("aws_s3_bucket.logs_apne1", "aws_s3_bucket.logs_apne3"),
        ("aws_s3_bucket.logs_tokyo", "aws_s3_bucket.logs_osaka"),
        ("aws_s3_bucket.logs", "aws_s3_bucket.logs_osaka"),
        ("aws_s3_bucket.ap_northeast_1_logs", "aws_s3_bucket.ap_northeast_3_logs"),
        ('aws_s3_bucket.logs["ap-northeast-1"]', 'aws_s3_bucket.logs["ap-northeast-3"]'),
        ('aws_subnet.a["ap-northeast-1a"]', 'aws_subnet.a["ap-northeast-3a"]'),
        ("module.tokyo.aws_s3_bucket.logs", "module.osaka.aws_s3_bucket.logs"),
        ("aws_rds_cluster.primary", "aws_rds_cluster.secondary"),
        ("aws_kms_key.main", "aws_kms_replica_key.main"),
        ("aws_dynamodb_table.orders_apne1", "aws_dynamodb_table_replica.orders_apne3"),
    ],
)
def test_twins_are_paired(tmp_path: Path, tokyo: str, osaka: str) -> None:
    """The same thing in two Regions is one row, however its Region is written."""
    assert [{tokyo, osaka}] == paired(tmp_path, (tokyo, TOKYO), (osaka, OSAKA))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("aws_s3_bucket.logs_tokyo", TOKYO), ("aws_s3_bucket.data_osaka", OSAKA)),
        (("aws_s3_bucket.logs_tokyo", TOKYO), ("aws_sns_topic.logs_osaka", OSAKA)),
        (("aws_s3_bucket.logs_tokyo", TOKYO), ("aws_s3_bucket.logs_osaka", TOKYO)),
        (('aws_subnet.a["ap-northeast-1a"]', TOKYO), ('aws_subnet.a["ap-northeast-3b"]', OSAKA)),
        (("aws_iam_role.app_tokyo", "x"), ("aws_iam_role.app_osaka", "x")),
    ],
)
def test_strangers_stay_alone(tmp_path: Path, one: tuple[str, str], other: tuple[str, str]) -> None:
    """Other names, other types, one Region, other zones, and global resources make no pair."""
    assert [{one[0]}, {other[0]}] == sorted(
        paired(tmp_path, one, other), key=lambda each: [one[0]] != [*each]
    )


def test_same_addresses_in_two_stacks_are_paired(tmp_path: Path) -> None:
    """A stack a Region, with the same code in both, makes pairs."""
    found = reviewed(tmp_path, plan(made("aws_sns_topic.x", TOKYO)), plan(made("aws_sns_topic.x", OSAKA)))
    assert [{TOKYO, OSAKA}] == [set(row.sides) for row in found.rows]


def test_estate_takes_only_its_own_ending_for_a_region(tmp_path: Path) -> None:
    """With an estate, a resource that is called tokyo is not the twin of one called osaka."""
    spec = tmp_path / "estate.yaml"
    spec.write_text(Path("examples/minimal.yaml").read_text())
    addresses = [
        f"aws_s3_bucket.bucket_{name}_{code}" for name in ("tokyo", "osaka") for code in ("apne1", "apne3")
    ]
    entries = [made(each, TOKYO if each.endswith("apne1") else OSAKA) for each in addresses]
    changes = read(tmp_path, plan(*entries)).files[0].changes
    estate = load(spec, "production").estate
    found = [sorted(side.address for side in each.sides.values()) for each in pair(changes, estate)]
    assert sorted([addresses[:2], addresses[2:]]) == sorted(found)


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        (["aws_sns_topic.a_tokyo", "aws_sns_topic.a_osaka"], "a"),
        (["module.tokyo.aws_sns_topic.a", "module.osaka.aws_sns_topic.a"], "module.*.a"),
        (["aws_sns_topic.a_tokyo"], "a_tokyo"),
        (["aws_sns_topic.primary", "aws_sns_topic.secondary"], "*"),
    ],
)
def test_row_is_called_by_what_its_sides_share(addresses: list[str], expected: str) -> None:
    """A pair's name has no Region in it; one that is alone keeps its own."""
    assert expected == logical_name(addresses, {"aws_sns_topic"})


def test_every_change_is_in_one_pair(tmp_path: Path) -> None:
    """No change of real plans is lost or doubled by the pairing."""
    files = read(tmp_path, "aliases-change", "modules-one-sided", "aliases-destroy").files
    changes = [each for file in files for each in file.changes]
    found: list[Change] = [side for each in pair(changes) for side in each.sides.values()]
    assert sorted(map(id, changes)) == sorted(map(id, found))

"""The names of buckets and of their roles."""

from __future__ import annotations

from typing import Any

import pytest

from modules.kind import Finding
from modules.s3.inputs import BucketInputs, check
from modules.s3.names import bucket_name, name_fault
from modules.s3.reports.inputs import ReportsInputs
from modules.s3.reports.inputs import check as check_reports
from regions import OSAKA, TOKYO
from tests.estates import an_estate


def bucket(**values: Any) -> BucketInputs:
    return BucketInputs.model_validate({"consistency": "eventual", **values})


def findings(name: str, inputs: BucketInputs, **others: BucketInputs) -> list[Finding]:
    return [*check(an_estate({"buckets": {**others, name: inputs}}), name, inputs)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ("payments-receipts-123456789012-apne1", "payments-receipts-123456789012-apne3")),
        ({"name": "acme-receipts"}, ("acme-receipts-apne1", "acme-receipts-apne3")),
        (
            {"name": "acme-receipts", "regions": {OSAKA.code: {"name": "acme-osaka"}}},
            ("acme-receipts-apne1", "acme-osaka"),
        ),
    ],
)
def test_names_the_buckets(values: dict[str, Any], expected: tuple[str, str]) -> None:
    """A Region's own name is the whole name; any other has the Region's short code behind it."""
    estate = an_estate()
    assert expected == tuple(
        bucket_name(estate, "receipts", bucket(**values), region) for region in (TOKYO, OSAKA)
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ab", ("bucket name 'ab' has 2 characters", "3 to 63 are allowed")),
        ("abc", None),
        ("a" * 63, None),
        ("a" * 64, (f"bucket name '{'a' * 64}' has 64 characters", "3 to 63 are allowed")),
        (
            "a.b",
            (
                "bucket name 'a.b' has a dot, with which TLS fails",
                "allowed are lower-case letters, digits and hyphens",
            ),
        ),
        (
            "Receipts",
            (
                "'Receipts' is no bucket name",
                "allowed are lower-case letters, digits and hyphens, a letter or digit first and last",
            ),
        ),
        (
            "receipts-",
            (
                "'receipts-' is no bucket name",
                "allowed are lower-case letters, digits and hyphens, a letter or digit first and last",
            ),
        ),
        ("xn--receipts", ("bucket name 'xn--receipts' starts with 'xn--'", "AWS keeps this for itself")),
        ("receipts-xn--a", None),
        (
            "receipts-s3alias",
            ("bucket name 'receipts-s3alias' ends with '-s3alias'", "AWS keeps this for itself"),
        ),
        ("s3alias-receipts", None),
    ],
)
def test_finds_what_s3_has_against_a_name(name: str, expected: tuple[str, str] | None) -> None:
    """S3's own rules for the names of general purpose buckets."""
    assert expected == name_fault(name)


def test_accepts_a_plain_bucket() -> None:
    """A bucket of which the spec says no more than who writes it has no finding."""
    assert [] == findings("receipts", bucket())


def test_refuses_a_long_name_where_it_is_given() -> None:
    """A name too long for S3 with the short code behind it is refused at name, in both Regions."""
    found = findings("receipts", bucket(name="a" * 58))
    assert [("name",), ("name",)] == [
        finding.path for finding in found if finding.allowed == "3 to 63 are allowed"
    ]


def test_accepts_the_longest_name() -> None:
    """A role's name is what ends first: 46 characters are left for the name."""
    assert [] == findings("receipts", bucket(name="a" * 46))


def test_refuses_a_name_too_long_for_a_role() -> None:
    """A name that fits S3 and not IAM is refused at name, and the way out is named."""
    role = f"{'a' * 47}-replication-apne1"
    expected = Finding(
        ("name",),
        f"role name '{role}' has 65 characters",
        "at most 64 are allowed: shorten name, and give the buckets' whole names under regions",
    )
    assert [expected] == findings("receipts", bucket(name="a" * 47))


def test_refuses_a_regions_name_at_its_place() -> None:
    """A whole name that S3 refuses is refused in the Region that has it."""
    inputs = bucket(regions={OSAKA.code: {"name": "Osaka"}})
    assert [("regions", OSAKA.code, "name")] == [finding.path for finding in findings("receipts", inputs)]


def test_refuses_a_resource_name_too_long() -> None:
    """A name that futago makes of the spec's is refused at the resource itself."""
    name = "a" * 41
    assert {()} == {finding.path for finding in findings(name, bucket())}


@pytest.mark.parametrize(
    ("values", "owner"),
    [
        ({"name": "payments-ledger-123456789012"}, "bucket 'ledger' in ap-northeast-3"),
        ({"regions": {OSAKA.code: {"name": "payments-reports-123456789012-apne3"}}}, "the estate's reports"),
        ({"regions": {OSAKA.code: {"name": "payments-state-123456789012-apne3"}}}, "Terraform's state"),
        (
            {"regions": {TOKYO.code: {"name": "receipts"}, OSAKA.code: {"name": "receipts"}}},
            "this bucket in ap-northeast-1",
        ),
    ],
)
def test_refuses_a_taken_name(values: dict[str, Any], owner: str) -> None:
    """No two buckets have one name: not the twins, not another of the estate, not those that futago makes."""
    last = findings("receipts", bucket(**values), ledger=bucket())[-1]
    assert last.wrong.endswith(f" is taken by {owner}")


def test_refuses_to_share_roles() -> None:
    """Two buckets of one name would have one role, even where their buckets have whole names of their own."""
    whole = {TOKYO.code: {"name": "ledger-tokyo"}, OSAKA.code: {"name": "ledger-osaka"}}
    found = findings("receipts", bucket(name="acme"), ledger=bucket(name="acme", regions=whole))
    expected = Finding(
        ("name",),
        "bucket 'ledger' is called 'acme' too, and both would have the role 'acme-replication-apne1'",
        "every bucket needs a name of its own, whole names under regions or not",
    )
    assert [expected] == found


def test_accepts_a_name_of_its_own() -> None:
    """A bucket with a given name that no other has has no finding."""
    assert [] == findings("receipts", bucket(name="payments-receipts"), ledger=bucket())


def test_refuses_to_be_called_reports() -> None:
    """A bucket 'reports' in the spec would be the report bucket."""
    assert ["bucket name 'payments-reports-123456789012-apne1' is taken by the estate's reports"] == [
        finding.wrong for finding in findings("reports", bucket())
    ][:1]


def test_refuses_a_key_that_is_not_the_estates() -> None:
    """A bucket's key is an entry of keys."""
    assert [("key",)] == [finding.path for finding in findings("receipts", bucket(key="cards"))]


def test_refuses_a_home_that_is_not_of_the_pair() -> None:
    """A bucket's home is one of the pair's Regions."""
    inputs = bucket(consistency="strong", home="us-east-1")
    assert [("home",)] == [finding.path for finding in findings("receipts", inputs)]


@pytest.mark.parametrize(("environment", "paths"), [("a" * 27, []), ("a" * 28, [()])])
def test_checks_the_report_buckets_name(environment: str, paths: list[tuple[str, ...]]) -> None:
    """The report bucket's name holds the estate's and the environment's, and has room for 36 characters."""
    estate = an_estate({"buckets": {"a": bucket()}}, environment=environment)
    assert paths == [finding.path for finding in check_reports(estate, "reports", ReportsInputs())]


def test_checks_no_report_bucket_that_is_not_made() -> None:
    """An estate without buckets has no report bucket, however long its name is."""
    estate = an_estate(environment="a" * 40)
    assert [] == [*check_reports(estate, "reports", ReportsInputs())]

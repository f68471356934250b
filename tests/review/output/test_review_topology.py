from __future__ import annotations

from futago.review.output.topology import SERVICES_MAX, service_of, topology
from modules.review import Action
from tests.review.output import reviews


def test_a_service_that_loses_something_comes_first() -> None:
    """Red lines on top, then those whose sides differ, then the even ones."""
    picture = topology(reviews.payments())
    assert picture
    assert ["lossy", "lossy", "uneven", "uneven", "even", "even"] == [link.state for link in picture.links]


def test_no_changes_make_no_picture() -> None:
    """There is nothing to draw."""
    assert topology(reviews.empty()) is None


def test_many_services_are_drawn_as_others() -> None:
    """The picture stays small, and nothing that changes is left out of it."""
    rows = [
        reviews.pair(
            f"r{n}", f"aws_kind{n}_x", reviews.side(f"aws_kind{n}_x.a", reviews.TOKYO, Action.CREATE), None
        )
        for n in range(20)
    ]
    picture = topology(reviews.review_of(rows))
    assert picture
    total = sum(sum(link.left.values()) for link in picture.links)
    assert (SERVICES_MAX, "Others", 20) == (len(picture.links), picture.links[-1].service, total)


def test_a_type_names_its_service() -> None:
    """AWS's own names where they are known, the type's second word where not, Others outside of AWS."""
    found = [
        service_of(kind) for kind in ("aws_s3_bucket", "aws_rds_cluster", "aws_xray_group", "random_pet")
    ]
    assert ["S3", "RDS", "Xray", "Others"] == found

"""What two buckets are compared by: listings in pages, inventories, and close looks, on the embedded AWS."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest

from futago.backfill.request import Settings
from futago.backfill.verify import inventory
from futago.backfill.verify.difference import Kind
from futago.backfill.verify.inventory import InventoryListing
from futago.backfill.verify.listing import BucketListing
from futago.backfill.verify.pair import pairs, verify_pair
from futago.backfill.verify.verified import PairVerified
from futago.backfill.verify.version import Group
from futago.errors import BackfillError
from tests.backfill.backfill_world import World

SCHEMA = "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, ETag, ReplicationStatus, EncryptionStatus"
KEYS = ["a", "b c+%", "z", "ü/1", "ü/2"]
"""In the order of their UTF-8 bytes."""


def listing(world: World, source: str = "apne1", prefix: str = "") -> BucketListing:
    direction = world.direction(source)
    s3 = world.clients.client("s3", direction.source)
    return BucketListing(s3, direction.source_bucket, direction.account, prefix)


def fill(world: World) -> None:
    """Several versions, a hidden key and one with a marker that is not the latest."""
    for _ in range(3):
        world.put("apne1", *KEYS)
    direction = world.direction()
    s3 = world.clients.client("s3", direction.source)
    s3.delete_object(Bucket=direction.source_bucket, Key="a")
    s3.delete_object(Bucket=direction.source_bucket, Key="z")
    world.put("apne1", "z")


def verified(world: World, folder: Path, **options: Any) -> PairVerified:
    (pair,) = pairs([world.direction("apne1"), world.direction("apne3")])
    return verify_pair(world.clients, pair, folder=folder, **options)


@pytest.mark.parametrize("page", [1, 2, 3, 7, 1000])
def test_pages_of_any_size_are_one_listing(world: World, monkeypatch: pytest.MonkeyPatch, page: int) -> None:
    """However a listing is cut, every key comes once, with all its versions and markers."""
    fill(world)
    monkeypatch.setattr("futago.backfill.verify.listing.PAGE", page)
    found = list(listing(world).groups())
    assert {"a": 4, "b c+%": 3, "ü/1": 3, "ü/2": 3, "z": 5} == {key: len(its) for key, its in found}
    assert KEYS == [key for key, _ in found]
    latest = {key: next(each for each in its if each.is_latest).is_marker for key, its in found}
    assert {"a": True, "b c+%": False, "ü/1": False, "ü/2": False, "z": False} == latest


def test_goes_on_behind_a_key(world: World) -> None:
    """Behind a key nothing of that key comes again."""
    fill(world)
    assert ["ü/1", "ü/2"] == [key for key, _ in listing(world).groups("z")]


def test_lists_the_prefix_alone(world: World) -> None:
    """Keys outside the replicated prefix are not looked at."""
    fill(world)
    assert ["ü/1", "ü/2"] == [key for key, _ in listing(world, prefix="ü/").groups()]


def put_inventory(world: World, source: str, schema: str = SCHEMA, **manifest: Any) -> str:
    """Write an inventory of a bucket as S3 does, in two files and out of order; its location."""
    direction = world.direction(source)
    s3 = world.clients.client("s3", direction.source)
    rows = [
        (
            direction.source_bucket,
            quote_plus(key, safe="/"),
            each.version_id,
            str(each.is_latest).lower(),
            str(each.is_marker).lower(),
            "" if each.is_marker else str(each.size),
            each.etag,
            "COMPLETED",
            "SSE-KMS",
        )
        for key, its in listing(world, source).groups()
        for each in its
    ]
    rows.reverse()
    files = []
    for number, part in enumerate((rows[::2], rows[1::2])):
        text = io.StringIO()
        csv.writer(text, quoting=csv.QUOTE_ALL).writerows(part)
        key = f"inventory/data/{number}.csv.gz"
        s3.put_object(Bucket=direction.report_bucket, Key=key, Body=gzip.compress(text.getvalue().encode()))
        files.append({"key": key})
    told = {
        "sourceBucket": direction.source_bucket,
        "fileFormat": "CSV",
        "fileSchema": schema,
        "creationTimestamp": "1700000000000",
        "files": files,
        **manifest,
    }
    s3.put_object(
        Bucket=direction.report_bucket, Key="inventory/manifest.json", Body=json.dumps(told).encode()
    )
    return f"s3://{direction.report_bucket}/inventory/manifest.json"


def by_inventory(world: World, location: str, prefix: str = "") -> InventoryListing:
    direction = world.direction()
    s3 = world.clients.client("s3", direction.source)
    return InventoryListing(s3, location, direction.source_bucket, direction.account, prefix)


def comparable(groups: list[Group]) -> dict[str, list[tuple[str, int, bool, bool]]]:
    return {
        key: sorted((each.version_id, each.size, each.is_latest, each.is_marker) for each in its)
        for key, its in groups
    }


@pytest.mark.parametrize("rows", [2, 100_000])
def test_inventory_is_as_good_as_a_listing(world: World, monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    """Out of an inventory, whatever its order and its size, comes what a listing would say."""
    fill(world)
    monkeypatch.setattr(inventory, "CHUNK_ROWS", rows)
    listed = list(listing(world).groups())
    found = list(by_inventory(world, put_inventory(world, "apne1")).groups())
    assert KEYS == [key for key, _ in found]
    assert comparable(listed) == comparable(found)
    assert {"COMPLETED"} == {each.status for _, its in found for each in its}


def test_inventory_goes_on_behind_a_key(world: World) -> None:
    """Behind a key, and below a prefix, an inventory is read as a listing is."""
    fill(world)
    location = put_inventory(world, "apne1")
    assert ["ü/2"] == [key for key, _ in by_inventory(world, location, "ü/").groups("ü/1")]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"fileFormat": "Parquet"}, "Parquet"),
        ({"sourceBucket": "somebody-elses"}, "somebody-elses"),
        ({"schema": "Bucket, Key, Size"}, "VersionId"),
    ],
)
def test_unfit_inventory_is_refused(world: World, changes: dict[str, str], wrong: str) -> None:
    """An inventory that can't show what is asked is refused, with what it lacks."""
    location = put_inventory(world, "apne1", **changes)
    with pytest.raises(BackfillError, match=wrong):
        by_inventory(world, location)


def test_verifies_by_inventories(world: World, tmp_path: Path) -> None:
    """Two buckets are compared by their inventories, and that is said."""
    world.link()
    world.put("apne1", *KEYS)
    inventories = {source: put_inventory(world, source) for source in ("apne1", "apne3")}
    result = verified(world, tmp_path, inventories=inventories)
    assert (True, len(KEYS)) == (result.is_equal, result.progress.tally.equal)
    assert any("inventory of 1700000000000 in apne1" in line for line in result.said())


def test_missing_version_is_told_with_its_status(world: World, tmp_path: Path) -> None:
    """What was there before the replication is missing, and told as never tried."""
    world.put("apne1", "old")
    world.link()
    world.put("apne1", "new")
    result = verified(world, tmp_path)
    (difference,) = result.differences()
    assert (Kind.MISSING, "old", "apne1") == (difference.kind, difference.key, difference.here)
    assert difference.detail.endswith("not in apne3; replication never tried")


def test_sample_compares_checksums_and_statuses(world: World, tmp_path: Path) -> None:
    """With a sample of everything, every checksum is compared, and that is said."""
    world.link()
    world.put("apne1", *KEYS)
    result = verified(world, tmp_path, sample=1.0)
    assert (True, len(KEYS)) == (result.is_equal, result.progress.tally.sampled)
    assert any("a sample of 100.00%, 5 versions" in line for line in result.said())


def test_failed_status_is_a_difference_of_the_sample(world: World, tmp_path: Path) -> None:
    """A version that is in both buckets and whose replication has failed since is found by a close look."""
    world.link()
    world.put("apne1", "k")
    direction = world.direction()
    world.fail(direction, error_code="DstPutTaggingNotPermitted")
    s3 = world.clients.client("s3", direction.source)
    assert "COMPLETED" == s3.head_object(Bucket=direction.source_bucket, Key="k")["ReplicationStatus"]
    world.start("apne1", Settings(statuses=("COMPLETED",)), again=True)
    world.watch("apne1")
    assert verified(world, tmp_path).is_equal
    (difference,) = verified(world, tmp_path, sample=1.0).differences()
    assert (Kind.STATUS, "FAILED in apne1") == (difference.kind, difference.detail)


def test_second_verification_at_the_same_time_is_refused(world: World, tmp_path: Path) -> None:
    """Two at once would write over each other's progress."""
    world.link()

    def second(_progress: object) -> None:
        verified(world, tmp_path)

    with pytest.raises(BackfillError, match="another verification"):
        verified(world, tmp_path, announce=second)


def test_one_direction_is_said_to_be_one(world: World, tmp_path: Path) -> None:
    """Out of Tokyo alone, what only Osaka has is no difference, and that is said."""
    world.put("apne3", "old")
    world.link()
    (pair,) = pairs([world.direction("apne1")])
    result = verify_pair(world.clients, pair, folder=tmp_path)
    assert result.is_equal
    assert any("only what apne1 has was looked for" in line for line in result.said())

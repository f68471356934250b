"""Where a multi-Region key stands after a promotion."""

from __future__ import annotations

from modules.aws_cli import aws_cli
from modules.estate import Estate
from modules.kms.inputs import KeyInputs
from modules.kms.operate import NOUN, KeyObservation
from modules.operation import Seen
from modules.reconciliation import Reconciliation, Standing, unknown
from regions import Region


def reconcile(
    estate: Estate, name: str, inputs: KeyInputs, seen: Seen, right: Region | None
) -> Reconciliation:
    """Where the key stands: whether its primary is where Terraform made it.

    A primary that has moved is a pair like any other, but one that Terraform can't read: it refreshes
    ``aws_kms_key`` by asking for a primary. There is no resource for "the replica that was the primary".
    """
    first, second = (seen[region.code] for region in estate.pair)
    if not isinstance(first, KeyObservation) or not isinstance(second, KeyObservation):
        return unknown(NOUN, name, seen) or Reconciliation(NOUN, name, Standing.UNKNOWN, "not looked at")
    absent = [region.city for region, its in zip(estate.pair, (first, second), strict=True) if not its.exists]
    if absent:
        return Reconciliation(NOUN, name, Standing.BROKEN, f"there is no key in {' and '.join(absent)}")
    if first.key_id != second.key_id:
        return Reconciliation(
            NOUN, name, Standing.BROKEN, "the two Regions have two keys, and not one in both"
        )
    if first.is_primary:
        return Reconciliation(NOUN, name, Standing.SETTLED, f"the primary is in {estate.pair.first.city}")
    here, there = estate.pair
    return Reconciliation(
        NOUN,
        name,
        Standing.MOVED,
        f"the primary is in {there.city}; the key works in both Regions",
        terraform={"keys": 'no plan: the refresh fails with "is not a multi-Region primary key"'},
        mending=(
            aws_cli(
                there,
                "kms",
                "update-primary-region",
                *("--key-id", second.key_id, "--primary-region", here.code),
                expected="nothing; a few seconds later the key in the pair's first Region is PRIMARY again",
            ),
        ),
        caution=f"no terraform state rm in {estate.names.stack('keys')}: Terraform would make a second key, "
        "under which nothing can be read",
    )

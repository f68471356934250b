"""Where a global database stands after a promotion."""

from __future__ import annotations

from modules.aurora.inputs import DatabaseInputs
from modules.aurora.promotion.database import NOUN, Database
from modules.aurora.promotion.observation import DatabaseObservation
from modules.aurora.rebuilding import rebuilding
from modules.consistency import home_of
from modules.estate import Estate
from modules.operation import Seen
from modules.reconciliation import Reconciliation, Standing, unknown
from regions import Region

_CALM = "an empty plan, for memberships are left alone: nothing there says that the replica is missing"


def reconcile(
    estate: Estate, name: str, inputs: DatabaseInputs, seen: Seen, right: Region | None
) -> Reconciliation:
    """Where the database stands: who writes it in its global cluster, or that there is no pair any more."""
    silent = unknown(NOUN, name, seen)
    sights = {code: each for code, each in seen.items() if isinstance(each, DatabaseObservation)}
    if silent is not None or len(sights) < len(seen):
        return silent or Reconciliation(NOUN, name, Standing.UNKNOWN, "it was not looked at")
    database = Database(estate, name, inputs)
    members = {each.code: _is_member(database, sights[each.code], each) for each in estate.pair}
    if not all(members.values()):
        return _broken(database, sights, members, right)
    writer = next((region for region in estate.pair if _writes(database, sights[region.code], region)), None)
    home = home_of(estate, inputs) or estate.home
    if writer is None:
        return Reconciliation(NOUN, name, Standing.UNKNOWN, "neither Region of the pair writes")
    if writer == home:
        return Reconciliation(NOUN, name, Standing.SETTLED, f"{writer.city} writes")
    return Reconciliation(
        NOUN, name, Standing.MOVED, f"{writer.city} writes, the spec says {home.city}", home=writer.code
    )


def _is_member(database: Database, sight: DatabaseObservation, region: Region) -> bool:
    topology = sight.topology
    return sight.exists and topology is not None and topology.member(database.cluster_arn(region)) is not None


def _writes(database: Database, sight: DatabaseObservation, region: Region) -> bool:
    member = sight.topology.member(database.cluster_arn(region)) if sight.topology else None
    return member is not None and member.writes


def _broken(
    database: Database,
    sights: dict[str, DatabaseObservation],
    members: dict[str, bool],
    right: Region | None,
) -> Reconciliation:
    """There is no pair. That a cluster stands outside does not tell which of the two is right."""
    estate = database.estate
    gone = [region for region in estate.pair if not sights[region.code].exists]
    outside = [region for region in estate.pair if not members[region.code] and region not in gone]
    parted = [f"{region.city}'s cluster stands outside of the global database" for region in outside]
    seen = "; ".join([*parted, *(f"{region.city} has no cluster" for region in gone)])
    if right is None or gone or len(outside) != 1:
        caution = "find out which cluster holds what counts; then: futago reconcile --right REGION"
        return Reconciliation(NOUN, database.name, Standing.BROKEN, seen, caution=caution)
    other = estate.pair.other(right)
    home = home_of(estate, database.inputs) or estate.home
    return Reconciliation(
        NOUN,
        database.name,
        Standing.BROKEN,
        f"{seen}: there is no replica",
        home=None if home == right else right.code,
        terraform={region.short_code: _CALM for region in estate.pair},
        mending=tuple(rebuilding(database, right, dissolved=members[right.code])),
        caution=f"{right.city} is taken to be right: make sure first that nobody needs what only "
        f"{other.city}'s old cluster has. No apply of {estate.names.stack(other.short_code)} before the end",
    )

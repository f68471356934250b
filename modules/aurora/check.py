"""What is wrong with a database that takes the estate, the pair or one Region's values to see."""

from __future__ import annotations

from collections.abc import Iterable

from futago.names import CLUSTER_MAX, CLUSTER_PATTERN, ROLE_MAX
from modules.aurora.inputs import DatabaseInputs
from modules.aurora.instance_class import alternative, family_of
from modules.aurora.reserved_words import RESERVED_WORDS
from modules.aurora.values import INSTANCES_MAX
from modules.aurora.windows import overlap
from modules.consistency import check_home
from modules.estate import Estate
from modules.kind import Finding
from modules.kms.inputs import check_key
from regions import Region


def check(estate: Estate, name: str, inputs: DatabaseInputs) -> Iterable[Finding]:
    """Every finding of the database ``name``."""
    yield from check_home(estate, inputs)
    yield from check_key(estate, inputs.key)
    yield from _check_names(estate, name, inputs)
    yield from _check_first_database(name, inputs)
    for region in estate.pair:
        yield from _check_version(inputs, region)
        yield from _check_class(estate, inputs, region)
        yield from _check_capacity(inputs, region)
    yield from dict.fromkeys(finding for region in estate.pair for finding in _check_windows(inputs, region))


def _check_names(estate: Estate, name: str, inputs: DatabaseInputs) -> Iterable[Finding]:
    label = estate.names.label(name, inputs.name)
    path = ("name",) if inputs.name else ()
    if not CLUSTER_PATTERN.fullmatch(label):
        yield Finding(
            path,
            f"'{label}' is no cluster name",
            "allowed are lower-case letters, digits and single hyphens, a letter first",
        )
        return
    for region in estate.pair:
        cluster = estate.names.cluster(label, region.short_code)
        for what, made, most in (
            ("instance", estate.names.instance(cluster, INSTANCES_MAX), CLUSTER_MAX),
            ("role", estate.names.role(label, "monitoring", region.short_code), ROLE_MAX),
        ):
            if len(made) > most:
                yield Finding(
                    path, f"{what} '{made}' has {len(made)} characters", f"at most {most} are allowed"
                )
                return
    if inputs.name is None:
        return
    for other, its in estate.sections["databases"].items():
        if other != name and estate.names.label(other, its.name) == label:
            yield Finding(
                path, f"database '{other}' is named '{label}' too", "allowed is a name that no other has"
            )


def _check_first_database(name: str, inputs: DatabaseInputs) -> Iterable[Finding]:
    database = inputs.first_database(name)
    if database.lower() in inputs.the_engine.reserved_databases | RESERVED_WORDS:
        yield Finding(
            ("database_name",) if inputs.database_name else (),
            f"a database can't be called '{database}', a word that {inputs.engine} has for itself",
            "give another database_name",
        )


def _check_version(inputs: DatabaseInputs, region: Region) -> Iterable[Finding]:
    floors = region.aurora_global_minimum.get(inputs.engine, {})
    if not inputs.the_engine.version(inputs.engine_version).reaches(floors):
        yield Finding(
            ("engine_version",),
            f"{region.city} ({region}) has no global database with {inputs.engine} {inputs.engine_version}",
            f"allowed there are {inputs.the_engine.written(floors)}",
        )


def _check_class(estate: Estate, inputs: DatabaseInputs, region: Region) -> Iterable[Finding]:
    wanted = inputs.in_region(region).instance_class
    if wanted is not None and family_of(wanted) in region.missing_instance_families:
        yield Finding(
            _path(inputs, region, "instance_class"),
            f"{region.city} ({region}) has no {wanted}",
            f"the nearest that both Regions have is {alternative(wanted, tuple(estate.pair))}",
        )


def _check_capacity(inputs: DatabaseInputs, region: Region) -> Iterable[Finding]:
    override = inputs.regions.get(region.code)
    floors = inputs.the_engine.serverless_v2
    if override is None or override.serverless_v2 is None:
        return
    if not inputs.the_engine.version(inputs.engine_version).reaches(floors):
        yield Finding(
            ("regions", region.code, "serverless_v2"),
            f"{inputs.engine} {inputs.engine_version} has no serverless_v2",
            f"it takes {inputs.the_engine.written(floors)}",
        )


def _check_windows(inputs: DatabaseInputs, region: Region) -> Iterable[Finding]:
    here = inputs.in_region(region)
    if overlap(here.preferred_backup_window, here.preferred_maintenance_window):
        yield Finding(
            _path(inputs, region, "preferred_maintenance_window", "preferred_backup_window"),
            f"the maintenance window {here.preferred_maintenance_window} overlaps the backup window "
            f"{here.preferred_backup_window}",
            "allowed are two that share no minute (RDS refuses others)",
        )


def _path(inputs: DatabaseInputs, region: Region, *fields: str) -> tuple[str, ...]:
    """Where the spec says one of ``fields`` for ``region``: among its overrides, or the first for both."""
    override = inputs.regions.get(region.code)
    said_there = override.model_fields_set if override else set()
    return next((("regions", region.code, field) for field in fields if field in said_there), (fields[0],))

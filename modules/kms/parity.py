"""A multi-Region key in both Regions beside its spec."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from modules.estate import Estate
from modules.kms.inputs import KeyInputs
from modules.kms.key_policy import key_statements
from modules.kms.operate import KeyObservation, observed_key
from modules.kms.seen_key import LIST_ALIASES, MOST_A_PAGE, alias_of, seen_key_arn
from modules.parity import Aspect, Call, Fact, Found, GoneError, Look, Reader, Setting
from modules.policy_structure import policy_fact
from modules.tags import GET_RESOURCES, tagged_arns, tags_seen, tags_wanted
from regions import Region

_KEYS = "arn:aws:kms:{region}:{account}:key/*"
_GONE = ("NotFoundException",)
DESCRIBE_KEY = Call("kms", "describe_key", "kms:DescribeKey", _KEYS, gone=_GONE)
GET_KEY_POLICY = Call("kms", "get_key_policy", "kms:GetKeyPolicy", _KEYS, gone=_GONE)
GET_ROTATION = Call("kms", "get_key_rotation_status", "kms:GetKeyRotationStatus", _KEYS, gone=_GONE)
LIST_GRANTS = Call("kms", "list_grants", "kms:ListGrants", _KEYS, items="Grants", gone=_GONE)
CALLS = (LIST_ALIASES, DESCRIBE_KEY, GET_KEY_POLICY, GET_ROTATION, LIST_GRANTS, GET_RESOURCES)

ALIAS = Setting("alias", ("aws_kms_alias.name", "aws_kms_alias.target_key_id"), stack="keys", spec="name")
STATE = Setting(
    "state",
    stack="",
    remedy="aws kms enable-key, or cancel-key-deletion first; no apply while a deletion is pending, for "
    "Terraform would make another key",
)
MULTI_REGION = Setting(
    "multi_region",
    ("aws_kms_key.multi_region", "aws_kms_replica_key.primary_key_arn"),
    stack="keys",
    spec="multi_region",
)
KEY_ID = Setting("key id", stack="keys")
KIND_OF_KEY = Setting("specification", stack="")
DESCRIPTION = Setting(
    "description",
    ("aws_kms_key.description", "aws_kms_replica_key.description"),
    stack="keys",
    spec="description",
)
ROTATION = Setting(
    "enable_key_rotation",
    ("aws_kms_key.enable_key_rotation",),
    stack="keys",
    spec="enable_key_rotation",
    shared=True,
)
ROTATION_PERIOD = Setting(
    "rotation_period_in_days",
    ("aws_kms_key.rotation_period_in_days",),
    stack="keys",
    spec="rotation_period_in_days",
    shared=True,
)
POLICY = Setting("policy", ("aws_kms_key.policy", "aws_kms_replica_key.policy"), stack="keys")
GRANTS = Setting(
    "grants",
    tuple(f"aws_kms_grant.{each}" for each in ("name", "key_id", "grantee_principal", "operations")),
    stack="keys",
    spec="grants",
)
TAGS = Setting("tags", ("aws_kms_key.tags", "aws_kms_replica_key.tags"), stack="keys", spec="tags")

EXEMPT = {
    "aws_kms_key.deletion_window_in_days": "a parameter of ScheduleKeyDeletion: a key that lives has none",
    "aws_kms_replica_key.deletion_window_in_days": "likewise",
}


def observe(look: Look) -> KeyObservation:
    """The key behind the Region's alias."""
    if seen_key_arn(look, look.name) is None:
        return KeyObservation(look.region.code, exists=False)
    try:
        return observed_key(look.region, _described(look))
    except GoneError:
        return KeyObservation(look.region.code, exists=False)


def _key(look: Look) -> str:
    found = seen_key_arn(look, look.name)
    if found is None:
        raise GoneError
    return found


def _described(look: Look) -> Mapping[str, Any]:
    answer = look.reader.one(DESCRIBE_KEY, KeyId=_key(look))
    metadata: Mapping[str, Any] = (answer or {})["KeyMetadata"]
    return metadata


def _see_key(look: Look) -> Iterator[Fact]:
    its, inputs = _described(look), look.here
    alias = alias_of(look.estate, look.name)
    yield Fact(ALIAS, alias, alias)
    yield Fact(STATE, its.get("KeyState"), "Enabled")
    yield Fact(MULTI_REGION, its.get("MultiRegion", False), wanted=True)
    yield Fact(KEY_ID, its["KeyId"])
    yield Fact(
        KIND_OF_KEY,
        {"spec": its.get("KeySpec"), "usage": its.get("KeyUsage"), "origin": its.get("Origin")},
        {"spec": "SYMMETRIC_DEFAULT", "usage": "ENCRYPT_DECRYPT", "origin": "AWS_KMS"},
    )
    described = inputs.description or f"{look.estate.names.prefix}: {look.name}"
    yield Fact(DESCRIPTION, its.get("Description"), described)


def _see_policy(look: Look) -> Iterator[Fact]:
    answer = look.reader.one(GET_KEY_POLICY, KeyId=_key(look), PolicyName="default")
    statements: Any = key_statements(look.estate, look.here, look.region)
    yield policy_fact(POLICY, (answer or {}).get("Policy"), statements)


def _see_rotation(look: Look) -> Iterator[Fact]:
    """Rotation is the set's: KMS keeps it equal, whichever key is asked (GetKeyRotationStatus)."""
    if not look.is_first:
        return
    answer = look.reader.one(GET_ROTATION, KeyId=_key(look)) or {}
    inputs: KeyInputs = look.here
    yield Fact(ROTATION, answer.get("KeyRotationEnabled", False), inputs.enable_key_rotation)
    if inputs.enable_key_rotation and answer.get("KeyRotationEnabled"):
        yield Fact(ROTATION_PERIOD, answer.get("RotationPeriodInDays"), inputs.rotation_period_in_days)


def _see_grants(look: Look) -> Iterator[Fact]:
    """The spec's grants. AWS's services make grants of their own on the same key: these are not judged."""
    wanted = look.here.grants
    if not wanted and not any(override.grants for override in look.inputs.regions.values()):
        return
    seen = {
        grant["Name"]: {
            "grantee_principal": grant.get("GranteePrincipal"),
            "operations": sorted(grant.get("Operations", ())),
        }
        for grant in look.reader.all(LIST_GRANTS, KeyId=_key(look))
        if grant.get("Name") in {*wanted, *look.inputs.grants}
    }
    yield Fact(
        GRANTS,
        seen,
        {
            name: {"grantee_principal": its.grantee_principal, "operations": sorted(its.operations)}
            for name, its in wanted.items()
        },
    )


def _see_tags(look: Look) -> Iterator[Fact]:
    yield Fact(TAGS, tags_seen(look, _key(look)), tags_wanted(look))


ASPECTS = (
    Aspect((ALIAS, STATE, MULTI_REGION, KEY_ID, KIND_OF_KEY, DESCRIPTION), _see_key),
    Aspect((POLICY,), _see_policy),
    Aspect((ROTATION, ROTATION_PERIOD), _see_rotation),
    Aspect((GRANTS,), _see_grants),
    Aspect((TAGS,), _see_tags),
)


def inventory(reader: Reader, estate: Estate, region: Region) -> Iterable[Found]:
    """Aliases with the estate's name, and keys with its tag, by their alias where they have one."""
    tagged = tagged_arns(reader, estate, "kms")
    pointed: dict[str, str] = {}
    for each in reader.all(LIST_ALIASES, Limit=MOST_A_PAGE):
        alias, arn = each["AliasName"], estate.names.key_arn(each.get("TargetKeyId", ""), region.code)
        pointed[arn] = alias
        if (
            alias.startswith(estate.names.key_alias(f"{estate.names.prefix}-"))
            and tagged.get(arn) is not False
        ):
            yield Found(alias, arn, tagged=arn in tagged)
    for arn, is_own in tagged.items():
        if is_own and arn.startswith(estate.names.key_arn("", region.code)):
            yield Found(pointed.get(arn, arn), arn, tagged=True)


def known(estate: Estate, name: str, inputs: KeyInputs, region: Region) -> Iterable[str]:  # noqa: ARG001 # every kind's signature
    """The key's alias."""
    yield alias_of(estate, name)

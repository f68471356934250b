"""A replicated secret in both Regions beside its spec; never its value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from modules.estate import Estate
from modules.kms.inputs import key_of
from modules.kms.seen_key import LIST_ALIASES, alias_of, seen_key_arn
from modules.parity import Aspect, Call, Fact, Found, GoneError, Left, Look, Reader, Setting, Value
from modules.policy_structure import policy_fact
from modules.secrets.inputs import RotationInputs, SecretInputs
from modules.secrets.promotion.observation import SecretObservation, observed_secret
from modules.tags import is_own, tags_as_mapping, tags_wanted
from regions import Region

_SECRETS = "arn:aws:secretsmanager:{region}:{account}:secret:*"
_GONE = ("ResourceNotFoundException",)
LIST_SECRETS = Call("secretsmanager", "list_secrets", "secretsmanager:ListSecrets", items="SecretList")
DESCRIBE_SECRET = Call(
    "secretsmanager", "describe_secret", "secretsmanager:DescribeSecret", _SECRETS, gone=_GONE
)
GET_POLICY = Call(
    "secretsmanager", "get_resource_policy", "secretsmanager:GetResourcePolicy", _SECRETS, gone=_GONE
)
CALLS = (LIST_SECRETS, DESCRIBE_SECRET, GET_POLICY, LIST_ALIASES)


def _setting(path: str, *arguments: str, spec: str | None = None) -> Setting:
    return Setting(
        path,
        tuple(f"aws_secretsmanager_{each}" for each in arguments),
        stack="first",
        spec=path if spec is None else spec,
    )


SECRET = _setting(
    "secret", "secret.name", "secret_rotation.secret_id", "secret_version.secret_id", spec="name"
)
DESCRIPTION = _setting("description", "secret.description")
KEY = _setting("encryption key", "secret.kms_key_id", spec="key")
REPLICA = Setting("replica", ("aws_secretsmanager_secret.replica",), stack="")
ROTATION = _setting(
    "rotation",
    *("secret_rotation.rotation_lambda_arn", "secret_rotation.rotation_rules"),
)
POLICY = Setting("resource policy", stack="", remedy="aws secretsmanager delete-resource-policy", shared=True)
VALUE = Setting("a current value", ("aws_secretsmanager_secret_version.version_stages",), stack="")
DELETION = Setting("to be deleted", stack="", remedy="aws secretsmanager restore-secret")
TAGS = _setting("tags", "secret.tags")

SECRET_SETTINGS = (SECRET, DESCRIPTION, KEY, REPLICA, VALUE, DELETION, TAGS)

EXEMPT = {
    "aws_secretsmanager_secret.recovery_window_in_days": "a parameter of DeleteSecret alone",
    "aws_secretsmanager_secret_version.secret_string_wo": "a value, which nobody reads here",
    "aws_secretsmanager_secret_version.secret_string_wo_version": "Terraform's own counter, nothing in AWS",
    "aws_secretsmanager_secret_rotation.rotate_immediately": "what happens once, when rotation is set up",
}


def observe(look: Look) -> SecretObservation:
    """The Region's copy, and in the pair's first Region how its replicas are."""
    return observe_secret(look, _name(look.estate, look.name, look.inputs))


def observe_secret(look: Look, secret: str) -> SecretObservation:
    """``observe`` of a secret by its name in AWS."""
    try:
        return observed_secret(look.region, _seen(look, secret))
    except GoneError:
        return SecretObservation(look.region.code, exists=False)


def _name(estate: Estate, name: str, inputs: SecretInputs) -> str:
    return estate.names.secret(name, inputs.name)


def _described(look: Look, secret: str) -> Mapping[str, Any]:
    return look.reader.one(DESCRIBE_SECRET, SecretId=secret) or {}


def _seen(look: Look, secret: str) -> Mapping[str, Any]:
    """The secret as it is described; a replica, as the Region lists it for all of them at once.

    Only the primary's description says where it replicates to and how that goes. The listing may be five
    minutes old (API Reference, ListSecrets): whatever is not as it should be there is asked of the secret.
    """
    if look.is_first:
        return _described(look, secret)
    listed = look.reader.index(LIST_SECRETS, "Name").get(secret, {})
    if listed.get("PrimaryRegion") != look.estate.pair.first.code:
        return _described(look, secret)
    return {**listed, "VersionIdsToStages": listed.get("SecretVersionsToStages")}


def secret_facts(look: Look, secret: str, *, key: str | None, description: str) -> tuple[Fact, ...]:
    """What every secret of an estate has, whoever's it is.

    Args:
        look: the resource to which it belongs, in one Region.
        secret: its name in AWS.
        key: the key of the spec that encrypts it.
        description: what it is described as.
    """
    facts = tuple(_facts(look, _seen(look, secret), secret, key, description))
    if any(fact.wanted not in (fact.seen, Left.TO_AWS) for fact in facts):
        facts = tuple(_facts(look, _described(look, secret), secret, key, description))
    return facts


def _facts(
    look: Look, its: Mapping[str, Any], secret: str, key: str | None, description: str
) -> Iterator[Fact]:
    yield Fact(SECRET, its.get("Name"), secret)
    yield Fact(DESCRIPTION, its.get("Description"), description)
    yield Fact(KEY, _key_arn(look, its.get("KmsKeyId"), key), seen_key_arn(look, key))
    yield from _see_replica(look, its)
    # Which version it is says the promotion's observation; each copy has to have one at all.
    stages = (its.get("VersionIdsToStages") or {}).values()
    yield Fact(VALUE, any("AWSCURRENT" in each for each in stages))
    yield Fact(DELETION, "DeletedDate" in its, wanted=False)
    yield Fact(TAGS, tags_as_mapping(its.get("Tags") or ()), tags_wanted(look))


def _see_replica(look: Look, its: Mapping[str, Any]) -> Iterator[Fact]:
    first = look.estate.pair.first.code
    if look.is_first:
        replicas: dict[str, Value] = {
            each["Region"]: each.get("Status") for each in its.get("ReplicationStatus") or ()
        }
        yield Fact(REPLICA, replicas, {look.other.code: "InSync"})
    else:
        yield Fact(REPLICA, {"primary": its.get("PrimaryRegion")}, {"primary": first})


def _key_arn(look: Look, seen: str | None, key: str | None) -> str | None:
    """The key's ARN, however the service names it: by ARN, id or alias (API Reference, CreateSecret)."""
    if seen is None or seen.startswith("arn:"):
        return seen
    name = key_of(look.estate, key)
    if name is not None and seen == alias_of(look.estate, name):
        return seen_key_arn(look, key)
    return look.estate.names.key_arn(seen, look.region.code)


def _see_secret(look: Look) -> Iterator[Fact]:
    inputs: SecretInputs = look.inputs
    description = inputs.description or f"{look.estate.names.prefix}: {look.name}"
    secret = _name(look.estate, look.name, inputs)
    for fact in secret_facts(look, secret, key=inputs.key, description=description):
        if fact.setting is not VALUE:
            yield fact
        elif inputs.generate is not None:
            yield Fact(VALUE, fact.seen, wanted=True)
        else:  # people set it; both copies have one or none
            yield fact


def _see_rotation(look: Look) -> Iterator[Fact]:
    """Rotation runs where the primary is (User Guide, "Replicate Secrets Manager secrets across Regions")."""
    if not look.is_first:
        return
    its = _described(look, _name(look.estate, look.name, look.inputs))
    rules = its.get("RotationRules") or {}
    seen: dict[str, Value] | None = None
    if its.get("RotationEnabled"):
        seen = {
            "lambda_arn": its.get("RotationLambdaARN"),
            "automatically_after_days": rules.get("AutomaticallyAfterDays"),
            "schedule_expression": rules.get("ScheduleExpression"),
            "duration": rules.get("Duration"),
        }
    yield Fact(ROTATION, seen, _wanted_rotation(look.inputs.rotation))


def _wanted_rotation(rotation: RotationInputs | None) -> dict[str, Value] | None:
    return rotation.model_dump(exclude={"rotate_immediately"}) if rotation is not None else None


def see_policy(look: Look, secret: str) -> Iterator[Fact]:
    """None: who may read it, the applications' roles say.

    Policies are replicated with the secret (User Guide, "Replicate Secrets Manager secrets across Regions").
    """
    if not look.is_first:
        return
    answer = look.reader.one(GET_POLICY, SecretId=secret) or {}
    yield policy_fact(POLICY, answer.get("ResourcePolicy"), None)


def _see_policy(look: Look) -> Iterator[Fact]:
    yield from see_policy(look, _name(look.estate, look.name, look.inputs))


ASPECTS = (
    Aspect(SECRET_SETTINGS, _see_secret),
    Aspect((ROTATION,), _see_rotation),
    Aspect((POLICY,), _see_policy),
)


def inventory(reader: Reader, estate: Estate, region: Region) -> Iterable[Found]:  # noqa: ARG001 # every kind's signature
    """Secrets with the estate's tag, or its name where no tag says that it is another's."""
    for each in reader.all(LIST_SECRETS):
        own = is_own(estate, tags_as_mapping(each.get("Tags") or ()))
        named = each["Name"].startswith((f"{estate.names.prefix}/", f"{estate.names.prefix}-"))
        if own or (own is None and named):
            yield Found(each["Name"], each["ARN"], tagged=bool(own))


def known(estate: Estate, name: str, inputs: SecretInputs, region: Region) -> Iterable[str]:  # noqa: ARG001 # every kind's signature
    """The secret, of the same name in both Regions."""
    yield _name(estate, name, inputs)

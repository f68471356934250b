"""A secret where everybody who reads the resource reads it."""

import base64
from collections.abc import Iterator, Mapping, Sequence

from futago.review.plan.redaction import json_in
from futago.review.plan.secret_text import is_reference, looks_secret, names_a_secret
from modules.review import MAKING, Change, Concern, Level, Path, Plans, Rule, Value

USER_DATA: Sequence[Path] = (("user_data",), ("user_data_base64",))
ENVIRONMENTS: Mapping[str, Sequence[Path]] = {
    "aws_apprunner_service": (("source_configuration",),),
    "aws_batch_job_definition": (("container_properties",),),
    "aws_codebuild_project": (("environment", 0, "environment_variable"),),
    "aws_ecs_task_definition": (("container_definitions",),),
    "aws_elastic_beanstalk_environment": (("setting",),),
    "aws_glue_job": (("default_arguments",),),
    "aws_instance": USER_DATA,
    "aws_lambda_function": (("environment", 0, "variables"),),
    "aws_launch_configuration": USER_DATA,
    "aws_launch_template": USER_DATA,
}
TAGS = ("tags", "tags_all")
SHORTEST = 8
"""Characters of a value that its name alone makes a secret; shorter ones are switches and counts."""


def _planted(change: Change, _plans: Plans) -> Iterator[Concern]:
    if change.after is None:
        return
    if any(change.after.get(attribute) for attribute in TAGS):
        yield from _in_tags(change)
    if change.type == "aws_ssm_parameter":
        yield from _in_parameter(change)
    for path in ENVIRONMENTS.get(change.type, ()):
        if change.changes(*path) and _holds_secret(_decoded(change.will_be(*path)), ""):
            yield Concern(path, "something in it looks like a secret")


def _in_tags(change: Change) -> Iterator[Concern]:
    for attribute in TAGS:
        tags = change.will_be(attribute)
        if not isinstance(tags, dict) or tags == change.was(attribute):
            continue
        found = [
            Concern((attribute, key), "a tag looks like a secret")
            for key, value in tags.items()
            if change.changes(attribute, key) and _is_secret(key, value)
        ]
        yield from found
        if found:
            return  # tags_all repeats what tags say


def _in_parameter(change: Change) -> Iterator[Concern]:
    if change.will_be("type") == "SecureString":
        return
    name = str(change.will_be("name")).rpartition("/")[2]
    for attribute in ("value", "insecure_value"):
        value = change.will_be(attribute)
        if change.changes(attribute) and _is_secret(name, value):
            yield Concern((attribute,), "a parameter that is not encrypted looks like a secret")


def _is_secret(name: str, value: Value) -> bool:
    if not isinstance(value, str) or is_reference(value):
        return False
    return looks_secret(value, name) or (len(value) >= SHORTEST and names_a_secret(name))


def _holds_secret(value: Value, name: str) -> bool:
    if isinstance(value, dict):
        # Blocks of name and value: the name of the variable is a value itself.
        label = value.get("name")
        named = isinstance(label, str) and _is_secret(label, value.get("value"))
        return named or any(_holds_secret(each, str(key)) for key, each in value.items())
    if isinstance(value, list):
        return any(_holds_secret(each, name) for each in value)
    inner = json_in(value) if isinstance(value, str) else None
    return _is_secret(name, value) if inner is None else _holds_secret(inner, name)


def _decoded(value: Value) -> Value:
    """User data out of base64, where it is in there."""
    try:
        return base64.b64decode(value, validate=True).decode() if isinstance(value, str) else value
    except ValueError:
        return value


RULE = Rule(
    id="secret-in-plain-text",
    level=Level.ERROR,
    title="A secret stands in plain text",
    why=(
        "Tags, parameters of type String, environments and user data are neither encrypted nor hidden: "
        "whoever may describe the resource reads them, and so does Terraform's state (AWS General Reference, "
        "'Tagging AWS resources': don't store sensitive data in tags)."
    ),
    remedy="Change the secret, for it is known by now; keep it in Secrets Manager and pass its ARN.",
    types=frozenset(),
    find=_planted,
    actions=MAKING,
)

from pathlib import Path
from typing import Any

import pytest

from tests.review.plan.planted import change, plan, provider, read

TOKYO, OSAKA = "ap-northeast-1", "ap-northeast-3"


def region(folder: Path, entry: dict[str, Any], **configuration: Any) -> str | None:
    return read(folder, plan(entry, **configuration)).files[0].changes[0].region


def configured(expression: Any, **rest: Any) -> dict[str, Any]:
    """A queue whose provider has this expression for its Region."""
    resource = {"address": "aws_sqs_queue.work", "provider_config_key": "aws.x", "expressions": {}}
    root = {"resources": [resource], **rest.pop("root", {})}
    return {
        "configuration": {"provider_config": {"aws.x": provider(expression)}, "root_module": root},
        **rest,
    }


@pytest.mark.parametrize(
    ("expression", "rest"),
    [
        ({"constant_value": OSAKA}, {}),
        ({"references": ["var.r"]}, {"variables": {"r": {"value": OSAKA}}}),
        ({"references": ["var.r"]}, {"root": {"variables": {"r": {"default": OSAKA}}}}),
        ({"constant_value": "${var.r}", "references": ["var.r"]}, {"variables": {"r": {"value": OSAKA}}}),
        ({"references": ["var.r.dr", "var.r"]}, {"variables": {"r": {"value": {"dr": OSAKA}}}}),
        ({"references": ['var.r["dr"]', "var.r"]}, {"variables": {"r": {"value": {"dr": OSAKA}}}}),
    ],
)
def test_provider_tells_the_region(tmp_path: Path, expression: Any, rest: dict[str, Any]) -> None:
    """The Region comes from the provider's constant, variable, default, or a part of a variable."""
    assert OSAKA == region(tmp_path, change(), **configured(expression, **rest))


def test_local_value_as_region_leaves_it_to_arns(tmp_path: Path) -> None:
    """Where the provider's Region is a local value, which no plan holds, the ARN tells it."""
    entry = change(before={"arn": f"arn:aws:sqs:{OSAKA}:1:work"}, after={})
    assert OSAKA == region(tmp_path, entry, **configured({"references": ["local.region"]}))


def test_variable_of_a_module_is_followed_to_the_root(tmp_path: Path) -> None:
    """A provider that a module configures by a variable has the Region that the call gives it."""
    module = {"resources": [{"address": "aws_sqs_queue.work", "provider_config_key": "module.m:aws"}]}
    call = {"expressions": {"region": {"references": ["var.dr"]}}, "module": module}
    configuration = {
        "provider_config": {
            "module.m:aws": provider({"references": ["var.region"]}, module_address="module.m")
        },
        "root_module": {"module_calls": {"m": call}, "variables": {"dr": {"default": OSAKA}}},
    }
    assert OSAKA == region(
        tmp_path, change('module.m["a.b"].aws_sqs_queue.work'), configuration=configuration
    )


def test_neighbours_tell_where_the_environment_has_the_region(tmp_path: Path) -> None:
    """Without a Region in the code, the ARNs of the same provider's other resources tell it."""
    known = change("aws_sqs_queue.old", before={"arn": f"arn:aws:sqs:{OSAKA}:1:old"}, after={})
    resources = [
        {"address": f"aws_sqs_queue.{name}", "provider_config_key": "aws"} for name in ("old", "new")
    ]
    root = {"provider_config": {"aws": provider(None)}, "root_module": {"resources": resources}}
    new = change("aws_sqs_queue.new", ("create",), after={"name": "new"})
    files = read(tmp_path, plan(new, known, configuration=root)).files
    assert [OSAKA, OSAKA] == [each.region for each in files[0].changes]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (change(before={"region": OSAKA}, after={}), OSAKA),
        (change(before={"id": f"arn:aws:sns:{OSAKA}:1:x"}, after={}), OSAKA),
        (change(before={"availability_zone": f"{OSAKA}a"}, after={}), OSAKA),
        (change(before={"kms_key_arn": f"arn:aws:kms:{OSAKA}:1:key/x"}, after={}), OSAKA),
        (
            change(
                "aws_kms_replica_key.x", before={"primary_key_arn": f"arn:aws:kms:{TOKYO}:1:key/x"}, after={}
            ),
            None,
        ),
        (change("aws_sqs_queue.work_apne3"), OSAKA),
        (change("module.osaka.aws_sqs_queue.work"), OSAKA),
        (change('aws_sqs_queue.work["ap-northeast-3"]'), OSAKA),
        (change("aws_sqs_queue.tokyo_to_osaka"), None),
        (change(before={"name": "work-ap_northeast_3"}, after={}), OSAKA),
        (change("aws_iam_role.osaka"), "aws-global"),
        (change("aws_route53_resolver_rule.osaka"), OSAKA),
        (change("aws_wafv2_web_acl.x", before={"scope": "CLOUDFRONT"}, after={}), "aws-global"),
        (change("terraform_data.osaka"), OSAKA),
        (change(), None),
    ],
)
def test_without_code_values_and_names_tell(
    tmp_path: Path, entry: dict[str, Any], expected: str | None
) -> None:
    """A resource that is gone from the code has the Region of its ARN, its zone or its name, or none."""
    assert expected == region(tmp_path, entry)


def test_real_plan_has_every_region(tmp_path: Path) -> None:
    """In real plans with an alias by a variable and with modules every AWS resource has its Region."""
    for name in (
        "aliases-create",
        "aliases-change",
        "aliases-destroy",
        "modules-create",
        "modules-one-sided",
    ):
        for each in read(tmp_path, name).files[0].changes:
            if each.type.startswith("aws_"):
                in_osaka = "osaka" in each.address or each.address in OSAKAN
                expected = "aws-global" if each.type == "aws_iam_role" else OSAKA if in_osaka else TOKYO
                assert (each.address, expected) == (each.address, each.region)


OSAKAN = ("aws_kms_replica_key.main", "aws_s3_bucket.found", "aws_ecs_task_definition.app")

"""A secret in every position of a plan."""

import base64
import json
from typing import Any

from tests.review.plan.planted import change, plan, provider

CANARY = "canary-7f3a9c-tail"
SCRIPT = f"#!/bin/sh\nexport TOKEN={CANARY}\ncurl -u {CANARY} x\n"
ENCODED = base64.b64encode(SCRIPT.encode()).decode()


def updated(kind: str, after: dict[str, Any], **marks: Any) -> dict[str, Any]:
    """An update that plants a canary; before it, everything was empty."""
    return change(f"{kind}.x", before=dict.fromkeys(after), after=after, **marks)


PLANTED = {
    "marked attribute": updated("aws_x", {"a": CANARY}, after_sensitive={"a": True}),
    "marked before only": change(
        before={"a": CANARY}, after={"a": CANARY + "2"}, before_sensitive={"a": True}
    ),
    "marked after only": change(before={"a": CANARY}, after={"a": CANARY + "2"}, after_sensitive={"a": True}),
    "marked as a whole": change(before={"a": CANARY}, after={"a": 1}, before_sensitive=True),
    "marked in a block": updated(
        "aws_x", {"a": [{"b": [{"c": CANARY}]}]}, after_sensitive={"a": [{"b": [{"c": True}]}]}
    ),
    "marked list": updated("aws_x", {"a": [CANARY]}, after_sensitive={"a": True}),
    "marked in the second block": updated(
        "aws_x", {"a": [{"b": "x"}, {"b": CANARY}]}, after_sensitive={"a": [{}, {"b": True}]}
    ),
    "marked in a block that moves": change(
        before={"a": [{"b": CANARY}, {"b": "y"}]},
        after={"a": [{"b": "z"}, {"b": CANARY}]},
        before_sensitive={"a": [{"b": True}, {}]},
        after_sensitive={"a": [{}, {"b": True}]},
    ),
    "key of a marked map": updated("aws_x", {"a": {CANARY: "x"}}, after_sensitive={"a": True}),
    "mark dropped from output": change(
        "terraform_data.x",
        before={"input": {"v": CANARY}, "output": {"v": CANARY}},
        after={"input": {"v": "new"}, "output": {"v": "other"}},
        before_sensitive={"input": {"v": True}, "output": {}},
        after_sensitive={"input": {"v": True}, "output": {}},
    ),
    "marked JSON whose part is copied": change(
        before={"a": json.dumps({"p": CANARY}), "b": f"http://x/{CANARY}"},
        after={"a": "", "b": ""},
        before_sensitive={"a": True},
    ),
    "delete": change(actions=("delete",), before={"a": CANARY}, before_sensitive={"a": True}),
    "create": change(actions=("create",), after={"a": CANARY}, after_sensitive={"a": True}),
    "Lambda environment": updated("aws_lambda_function", {"environment": [{"variables": {"A": CANARY}}]}),
    "Lambda variable called name": updated(
        "aws_lambda_function", {"environment": [{"variables": {"name": CANARY}}]}
    ),
    "container definitions": updated(
        "aws_ecs_task_definition",
        {
            "container_definitions": json.dumps(
                [{"name": "a", "environment": [{"name": "A", "value": CANARY}]}]
            )
        },
    ),
    "container properties, pretty": updated(
        "aws_batch_job_definition",
        {"container_properties": json.dumps({"environment": [{"name": "A", "value": CANARY}]}, indent=2)},
    ),
    "CodeBuild": updated(
        "aws_codebuild_project", {"environment": [{"environment_variable": [{"name": "A", "value": CANARY}]}]}
    ),
    "App Runner": updated("aws_apprunner_service", {"c": [{"runtime_environment_variables": {"A": CANARY}}]}),
    "Beanstalk": updated(
        "aws_elastic_beanstalk_environment",
        {
            "setting": [
                {"namespace": "aws:elasticbeanstalk:application:environment", "name": "A", "value": CANARY}
            ]
        },
    ),
    "user data": updated("aws_instance", {"user_data": SCRIPT}),
    "user data in base64": updated("aws_launch_template", {"user_data": ENCODED}),
    "user data of one word": updated(
        "aws_instance", {"user_data_base64": base64.b64encode(CANARY.encode()).decode()}
    ),
    "SSM String": updated("aws_ssm_parameter", {"value": CANARY}),
    "SSM insecure value": updated("aws_ssm_parameter", {"insecure_value": CANARY}),
    "object": updated("aws_s3_object", {"content": CANARY}),
    "stack parameters": updated("aws_cloudformation_stack", {"parameters": {"A": CANARY}}),
    "password": updated("aws_x", {"master_password": CANARY}),
    "camel case": updated("aws_x", {"a": {"dbPassword": CANARY}}),
    "token in a tag": updated("aws_x", {"tags": {"ApiToken": CANARY}}),
    "secret block": updated("aws_x", {"secrets": {"one": {"two": CANARY}}}),
    "private key": updated("aws_x", {"a": f"-----BEGIN RSA PRIVATE KEY-----\n{CANARY}"}),
    "connection string": updated("aws_x", {"a": f"postgres://app:{CANARY}@db:5432/x"}),
    "ADO connection string": updated("aws_x", {"a": f"Server=db;Password={CANARY};"}),
    "pair of name and value": updated("aws_x", {"a": [{"name": "DB_PASSWORD", "value": CANARY}]}),
    "secret called by its name": updated("aws_x", {"passwords": [{"name": CANARY}]}),
    "JSON in a string": updated("aws_x", {"a": json.dumps({"b": {"password": CANARY}})}),
    "JSON in JSON": updated("aws_x", {"a": json.dumps({"b": json.dumps({"password": CANARY})})}),
    "URL with a signature": updated("aws_x", {"a": f"https://x/y?sig={CANARY}"}),
    "Slack": updated("aws_x", {"a": f"https://hooks.slack.com/services/{CANARY}"}),
    "several lines": change(before={"a": "x\ny"}, after={"a": f"x\npassword: {CANARY}"}),
    "key with an assignment": updated("aws_x", {"a": {f"password={CANARY}": "x"}}),
    "key of for_each": change(f'aws_x.y["password={CANARY}"]', ("create",), after={}),
    "key of a module": change(f'module.m["token={CANARY}"].aws_x.y', ("create",), after={}),
    "moved from": change(actions=("no-op",), previous_address=f'aws_x.y["secret={CANARY}"]'),
    "import": change(actions=("no-op",), importing={"id": f"postgres://a:{CANARY}@b"}),
    "unknown afterwards": change(before={"password": CANARY}, after={}, after_unknown={"password": True}),
    "forced replacement": change(
        actions=("delete", "create"),
        before={"password": CANARY},
        after={"password": "x"},
        replace_paths=[["password"]],
    ),
}

MARKED = updated("aws_x", {"a": CANARY}, after_sensitive={"a": True})
ELSEWHERE = {
    "variable": plan(
        updated("aws_x", {"a": CANARY}),
        variables={"v": {"value": CANARY}},
        configuration={"root_module": {"variables": {"v": {"sensitive": True}}}},
    ),
    "default of a variable": plan(
        updated("aws_x", {"a": CANARY}),
        configuration={"root_module": {"variables": {"v": {"sensitive": True, "default": CANARY}}}},
    ),
    "constants of the code": plan(
        configuration={"root_module": {"resources": [{"expressions": {"a": {"constant_value": CANARY}}}]}}
    ),
    "provider": plan(
        updated("aws_x", {"a": CANARY}),
        configuration={
            "provider_config": {"aws": {"expressions": {"secret_key": {"constant_value": CANARY}}}}
        },
    ),
    "provider's name and version": plan(
        configuration={
            "provider_config": {"aws": {**provider(None), "version_constraint": f"password={CANARY}"}}
        }
    ),
    "planned values": plan(planned_values={"outputs": {"a": {"value": CANARY, "sensitive": True}}}),
    "prior state": plan(prior_state={"values": {"outputs": {"a": {"value": CANARY}}}}),
    "drift": plan(resource_drift=[MARKED]),
    "deferred": plan(deferred_changes=[{"reason": f"password={CANARY}", "resource_change": MARKED}]),
    "output": plan(
        output_changes={
            "a": {"actions": ["create"], "after": CANARY, "before": None, "after_sensitive": True}
        }
    ),
    "output by its name": plan(output_changes={"password": {"actions": ["create"], "after": CANARY}}),
    "output of an environment": plan(
        output_changes={"environment": {"actions": ["create"], "after": {"A": CANARY}}}
    ),
    "key of for_each that is marked elsewhere": plan(
        MARKED, change(f'aws_x.y["{CANARY}"]', ("create",), after={})
    ),
    "key of a tag that is marked elsewhere": plan(MARKED, updated("aws_x", {"tags": {CANARY: "x"}})),
    "text around a marked value": plan(MARKED, updated("aws_x", {"description": f"for {CANARY}!"})),
    "id of an import that is marked elsewhere": plan(
        MARKED, change(actions=("no-op",), importing={"id": CANARY})
    ),
    "problem of a check": plan(
        MARKED,
        checks=[
            {
                "status": "fail",
                "address": {"to_display": "check.x"},
                "instances": [{"status": "fail", "problems": [{"message": f"is {CANARY}"}]}],
            }
        ],
    ),
    "reason": plan(change(action_reason=f"password={CANARY}")),
    "Terraform's version and time": plan(
        terraform_version=f"password={CANARY}", timestamp=f"password={CANARY}"
    ),
}

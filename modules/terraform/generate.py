"""Writes ``modules/terraform/aws/``: typed arguments of just the types that the modules use.

Run ``python -m modules.terraform.generate SCHEMA.json``, with what ``terraform providers schema -json``
prints for the provider version in ``stacks/providers.py``. The result is checked in; a test generates it
anew and compares where Terraform and the provider are at hand.
"""

from __future__ import annotations

import json
import keyword
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PROVIDER = "registry.terraform.io/hashicorp/aws"
SCHEMAS = {
    "Resource": "resource_schemas",
    "DataSource": "data_source_schemas",
    "Ephemeral": "ephemeral_resource_schemas",
}
TYPES: Mapping[str, tuple[str, ...]] = {
    "Resource": (
        *("aws_appautoscaling_policy", "aws_appautoscaling_target", "aws_cloudwatch_composite_alarm"),
        *("aws_cloudwatch_dashboard", "aws_cloudwatch_log_group", "aws_cloudwatch_metric_alarm"),
        *("aws_db_parameter_group", "aws_db_subnet_group", "aws_default_security_group"),
        *("aws_dynamodb_resource_policy", "aws_dynamodb_table", "aws_dynamodb_table_replica"),
        *("aws_eks_pod_identity_association", "aws_iam_instance_profile", "aws_iam_role"),
        *("aws_iam_role_policy", "aws_s3_access_point", "aws_s3control_access_point_policy"),
        *("aws_iam_role_policy_attachment", "aws_kms_alias", "aws_kms_grant", "aws_kms_key"),
        *("aws_kms_replica_key", "aws_rds_cluster", "aws_rds_cluster_instance"),
        *("aws_rds_cluster_parameter_group", "aws_rds_global_cluster", "aws_route_table"),
        *("aws_route_table_association", "aws_s3_bucket", "aws_s3_bucket_lifecycle_configuration"),
        *("aws_s3_bucket_object_lock_configuration", "aws_s3_bucket_ownership_controls"),
        *("aws_s3_bucket_policy", "aws_s3_bucket_public_access_block"),
        *("aws_s3_bucket_replication_configuration", "aws_s3_bucket_server_side_encryption_configuration"),
        *("aws_s3_bucket_versioning", "aws_secretsmanager_secret", "aws_secretsmanager_secret_rotation"),
        *("aws_secretsmanager_secret_version", "aws_security_group", "aws_ssm_parameter", "aws_subnet"),
        *("aws_vpc", "aws_vpc_security_group_ingress_rule"),
    ),
    "DataSource": ("aws_kms_alias",),
    "Ephemeral": ("aws_secretsmanager_random_password",),
}
SCALARS = {"string": "str", "bool": "bool | Reference", "number": "int | float | Reference"}


def class_name(base: str, type_name: str) -> str:
    """``aws_kms_key`` as ``KmsKey``; a data source or ephemeral resource has that said behind it."""
    name = "".join(word.capitalize() for word in type_name.removeprefix("aws_").split("_"))
    return name + {"Resource": "", "DataSource": "Data", "Ephemeral": "Ephemeral"}[base]


def annotation(cty: Any) -> str:
    """The Python type of a value of Terraform type ``cty``: a name, or a list as ``["map", "string"]``."""
    if isinstance(cty, str):
        return SCALARS.get(cty, "object")
    if cty[0] == "map":
        return f"Mapping[str, {annotation(cty[1])}]"
    if cty[0] in {"list", "set"}:
        return f"Sequence[{annotation(cty[1])}] | Reference"
    return "Mapping[str, object]"


def arguments(block: Mapping[str, Any], name: str, *, top: bool) -> Iterator[str]:
    """The TypedDicts of a block, nested ones first, for a later one names them."""
    fields: dict[str, str] = {}
    for attribute, schema in sorted(block.get("attributes", {}).items()):
        if top and attribute == "id":
            continue
        if schema.get("required"):
            fields[attribute] = f"Required[{annotation(schema['type'])}]"
        elif schema.get("optional"):
            fields[attribute] = f"{annotation(schema['type'])} | None" if top else annotation(schema["type"])
    for nested, schema in sorted(block.get("block_types", {}).items()):
        inner = name.removesuffix("Arguments") + "".join(word.capitalize() for word in nested.split("_"))
        yield from arguments(schema["block"], inner, top=False)
        many = schema["nesting_mode"] in {"list", "set"} and schema.get("max_items") != 1
        kind = f"Sequence[{inner}]" if many else inner
        required = schema.get("min_items", 0) > 0
        fields[nested] = f"Required[{kind}]" if required else (f"{kind} | None" if top else kind)
    if any(map(keyword.iskeyword, fields)):
        lines = [f'    "{field}": {kind},' for field, kind in fields.items()]
        yield "\n".join(
            [
                f'{name} = TypedDict(\n    "{name}",\n    {{',
                *[f"    {line}" for line in lines],
                "    },\n    total=False,\n)",
            ]
        )
    else:
        lines = [f"    {field}: {kind}" for field, kind in fields.items()] or ["    pass"]
        yield "\n".join([f"class {name}(TypedDict, total=False):", *lines])


def source(base: str, type_name: str, block: Mapping[str, Any], version: str) -> str:
    """The module of one type."""
    name = class_name(base, type_name)
    attributes = sorted(
        attribute for attribute, schema in block["attributes"].items() if schema.get("computed")
    )
    typed = "\n\n\n".join(arguments(block, f"{name}Arguments", top=True))
    words = {"Resource": "resource", "DataSource": "data source", "Ephemeral": "ephemeral resource"}
    mapping = "Mapping, " if "Mapping[" in typed else ""
    reference = "from modules.terraform.reference import Reference\n" if "Reference" in typed else ""
    imports = ", ".join(sorted({"Block", base, "Lifecycle"}))
    required = "Required, " if "Required[" in typed else ""
    # No "from __future__ import annotations" here: it would hide Required from TypedDict in Python 3.11.
    return f'''"""{type_name}, a {words[base]} of hashicorp/aws {version}; by modules.terraform.generate."""

from collections.abc import {mapping}Sequence
from typing import {required}TypedDict, Unpack

from modules.terraform.block import {imports}
{reference}from modules.terraform.stack import Part


{typed}


class {name}({base}):
    """The {words[base]} ``{type_name}``."""

    TYPE = "{type_name}"
    ARGUMENTS = {name}Arguments
    ATTRIBUTES = frozenset(
        {{
{chr(10).join(f'            "{attribute}",' for attribute in attributes)}
        }}
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[{name}Arguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
'''


def modules(schema: Mapping[str, Any], version: str) -> Iterator[tuple[str, str]]:
    """Every file of ``aws/`` as (name, text)."""
    schemas = schema["provider_schemas"][PROVIDER]
    exports: dict[str, str] = {}
    for base, types in TYPES.items():
        for type_name in types:
            suffix = {"Resource": "", "DataSource": "_data", "Ephemeral": "_ephemeral"}[base]
            file = type_name.removeprefix("aws_") + suffix
            block = schemas[SCHEMAS[base]][type_name]["block"]
            exports[file] = class_name(base, type_name)
            yield f"{file}.py", source(base, type_name, block, version)
    imports = "\n".join(
        f"from modules.terraform.aws.{file} import {name}" for file, name in sorted(exports.items())
    )
    names = "\n".join(f'    "{name}",' for name in sorted(exports.values()))
    package = (
        f'"""The types of hashicorp/aws {version} in use; by modules.terraform.generate."""\n\n'
        f"{imports}\n\n__all__ = [\n{names}\n]\n"
    )
    yield "__init__.py", package


def main(schema_file: str, version: str) -> None:
    """Write the package anew."""
    folder = Path(__file__).parent / "aws"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.py"):
        old.unlink()
    for name, text in modules(json.loads(Path(schema_file).read_text()), version):
        (folder / name).write_text(text)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

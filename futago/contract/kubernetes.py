"""An environment as Kubernetes takes it."""

from __future__ import annotations

from typing import Any

import yaml

from futago.contract.environment import Environment
from modules.applications.inputs import ServiceAccountInputs


class _Value(str):
    """Text that is quoted whatever it looks like: YAML 1.1 and 1.2 differ in what they take for numbers."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes values quoted, and the rest as it is usual."""


_Dumper.add_representer(
    _Value, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"')
)


def kubernetes(environment: Environment) -> str:
    """A ConfigMap, for ``envFrom``; and the service account where its annotation is what gives it the role.

    With EKS Pod Identity the association gives it (EKS User Guide, "Assign IAM roles to Kubernetes service
    accounts"). The ConfigMap is called after the application, for one that runs elsewhere too.
    """
    account = environment.inputs.service_account
    metadata: dict[str, Any] = {"name": f"{environment.application}-environment"}
    if account is not None:
        metadata["namespace"] = account.namespace
    data = {name: _Value(value) for name, value in environment.known.items()}
    documents: list[dict[str, Any]] = [
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": data}
    ]
    if account is not None and account.oidc_providers:
        documents.append(_annotated(account, _role_arn(environment)))
    return yaml.dump_all(documents, Dumper=_Dumper, sort_keys=False, width=1000)


def _annotated(account: ServiceAccountInputs, role_arn: str) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": {
            "name": account.name,
            "namespace": account.namespace,
            "annotations": {"eks.amazonaws.com/role-arn": _Value(role_arn)},
        },
    }


def _role_arn(environment: Environment) -> str:
    names, short_code = environment.estate.names, environment.region.short_code
    label = names.label(environment.application, environment.inputs.name)
    return names.role_arn(names.application_role(label, short_code), names.application_path(short_code))

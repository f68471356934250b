"""The master user's first password: random, in the cluster and in a replicated secret, and nowhere else."""

from __future__ import annotations

import json

from modules.aurora.inputs import DatabaseInputs
from modules.estate import Estate
from modules.kms.alias import key_arn
from modules.secrets.construct import replicated_secret
from modules.secrets.value import generated_version
from modules.terraform.aws import (
    RdsCluster,
    SecretsmanagerRandomPasswordEphemeral,
    SecretsmanagerSecret,
)
from modules.terraform.reference import Reference, expression
from modules.terraform.stack import Part


class MasterPassword:
    """A password that Terraform makes anew in every run and hands over only when its version is raised.

    An ephemeral value reaches write-only arguments alone, so that no plan and no state holds it (Terraform
    language, "Ephemeral resources"). Since each run makes another one, cluster and secret must get theirs
    in the same run: the secret is there before the cluster, so that its name can't fail later; its value
    comes after the cluster, so that a cluster that could not be made leaves no wrong value behind.

    Args:
        part: the part of the first Region's stack.
        estate: the estate.
        name: the database's name in the spec.
        inputs: the database's inputs there.
    """

    def __init__(self, part: Part, estate: Estate, name: str, inputs: DatabaseInputs) -> None:
        self._part = part
        self._name = name
        self._inputs = inputs
        self._password = SecretsmanagerRandomPasswordEphemeral(
            part,
            "master",
            # Up to 41 characters, and none of these (RDS API Reference, CreateDBCluster; the last two
            # are left out for the sake of shells).
            password_length=40,
            exclude_characters="/\"@'\\",
        )
        other = estate.pair.other(part.region)
        self.secret: SecretsmanagerSecret = replicated_secret(
            part,
            "master",
            name=estate.names.master_secret(estate.names.label(name, inputs.name)),
            description=f"Master user of the database {name}",
            key_arn=key_arn(estate, inputs.key, part.region),
            replica_region=other,
            replica_key_arn=key_arn(estate, inputs.key, other),
            recovery_window_in_days=inputs.master_secret_recovery_window_in_days,
            tags=inputs.tags or None,
        )

    @property
    def value(self) -> Reference:
        """The password, for write-only arguments."""
        return self._password.random_password

    @property
    def version(self) -> int:
        """What has to be raised for the value to be handed over again."""
        return self._inputs.master_password_version

    def keep(self, cluster: RdsCluster) -> None:
        """Write the password that ``cluster`` got into the secret, and again when the cluster is made anew.

        The JSON is that of Secrets Manager's own rotation (Secrets Manager User Guide, "JSON structure of
        AWS Secrets Manager secrets"); no host is in it, for each Region has its own endpoints.
        """
        fields = {
            "dbname": json.dumps(self._inputs.first_database(self._name)),
            "engine": json.dumps(self._inputs.engine),
            "password": f"{self._password.address}.random_password",
            "port": str(self._inputs.listening_port),
            "username": json.dumps(self._inputs.master_username),
        }
        generated_version(
            self._part,
            "master",
            secret=self.secret,
            value=expression(
                f"jsonencode({{{', '.join(f'{field} = {value}' for field, value in fields.items())}}})"
            ),
            value_version=self.version,
            after=[cluster],
            replaced_with=[f"{cluster.address}.cluster_resource_id"],
        )

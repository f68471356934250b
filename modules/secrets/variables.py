"""What an application is told of a secret: never its value."""

from __future__ import annotations

from collections.abc import Iterator

from futago.names import variable
from modules.secrets.inputs import SecretInputs
from modules.variable import Variable, Whereabouts


def variables(around: Whereabouts, name: str, inputs: SecretInputs) -> Iterator[Variable]:
    """Its name, which GetSecretValue takes and which is the same in both Regions.

    Not its ARN: that ends in six characters that Secrets Manager chooses, and that the second Region's stack
    does not know.
    """
    secret = around.estate.names.secret(name, inputs.name)
    yield Variable(variable("secret", name, "name"), f"name of secret {name}", secret)

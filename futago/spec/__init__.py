"""The spec: one YAML file in, an Estate out, or every problem with its place."""

from futago.spec.loading import Loaded, environments, load, validate
from futago.spec.location import find_spec
from futago.spec.schema import schema

__all__ = ["Loaded", "environments", "find_spec", "load", "schema", "validate"]

"""What the lint's tests share."""

from tests.lint.trees import tree as tree  # noqa: PLC0414 # a fixture for all of them

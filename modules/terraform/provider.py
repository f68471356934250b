"""The AWS provider that the bindings were generated from and that every stack pins."""

SOURCE = "hashicorp/aws"
VERSION = "5.100.0"
"""Pinned to the patch: the facts that the constructs rest on were tried with this one."""

"""futago: one spec of an estate becomes Terraform for a pair of AWS Regions, and runs the pair."""

__version__ = "0.1.0"

"""The contract between the estate and its applications: what each finds in its environment."""

"""Finds what ties an application to one Region: literals that belong into its environment."""

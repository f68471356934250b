"""Findings for people, for scripts and for code scanning."""

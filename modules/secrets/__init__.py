"""Secrets of Secrets Manager, replicated to the pair's second Region."""

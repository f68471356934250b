"""Makes a secret and its replica, its first value, and its rotation."""

from __future__ import annotations

from modules.secrets.replicated import replicated_secret

__all__ = ["replicated_secret"]

"""``futago lint`` of what is named, as the command does it; findings are no failure here."""

from __future__ import annotations

import sys

from futago.cli import run

sys.exit(0 if run(["lint", *sys.argv[1:]]) in (0, 1) else 2)

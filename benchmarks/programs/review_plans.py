"""Reviews plan files with every rule; prints how many resources change."""

from __future__ import annotations

import sys
from pathlib import Path

from futago.review.catalog import rules
from futago.review.plan.reading import read_plans
from futago.review.review import review

plans = read_plans(map(Path, sys.argv[1:]))
found = review(plans, rules())
print(sum(sum(actions.values()) for actions in found.counts.values()))

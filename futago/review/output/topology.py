"""The picture of the pair: which services change in which Region, and where the two sides part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from futago.review.model import GLOBAL_REGION, UNKNOWN_REGION, Review
from futago.review.output.words import COUNTED, DEEDS, place
from modules.review import Action

SERVICES_MAX = 8
"""Lines of the picture; what is left is drawn as one more."""
_SERVICES = {
    "db": "RDS",
    "rds": "RDS",
    "dynamodb": "DynamoDB",
    "kms": "KMS",
    "secretsmanager": "Secrets Manager",
    "s3": "S3",
    "s3control": "S3",
    "iam": "IAM",
    "vpc": "VPC",
    "subnet": "VPC",
    "security": "VPC",
    "route": "VPC",
    "route53": "Route 53",
    "cloudwatch": "CloudWatch",
    "lb": "Load balancing",
    "lambda": "Lambda",
    "ecs": "ECS",
    "ecr": "ECR",
    "sqs": "SQS",
    "sns": "SNS",
    "ssm": "SSM",
    "cloudfront": "CloudFront",
    "instance": "EC2",
    "launch": "EC2",
    "appautoscaling": "Auto Scaling",
}
_OTHERS = "Others"

Tally = Mapping[Action, int]
"""How many resources each action hits."""


@dataclass(frozen=True)
class Link:
    """One line of the picture.

    Attributes:
        service: the service.
        left: what changes of it in the left Region.
        right: what changes of it in the right one.
    """

    service: str
    left: Tally
    right: Tally

    @property
    def state(self) -> str:
        """``lossy`` where something is destroyed or replaced, else ``even`` or ``uneven``."""
        if any(
            tally.get(action)
            for tally in (self.left, self.right)
            for action in (Action.DELETE, Action.REPLACE)
        ):
            return "lossy"
        return "even" if self.left == self.right else "uneven"


@dataclass(frozen=True)
class Topology:
    """The picture.

    Attributes:
        regions: one or two Regions' codes; the panels from left to right.
        links: the lines, the most hit services first.
        elsewhere: what changes outside of the panels, by Region's code.
    """

    regions: tuple[str, ...]
    links: tuple[Link, ...]
    elsewhere: tuple[tuple[str, Tally], ...]

    @property
    def in_words(self) -> str:
        """The picture for those who cannot see it."""
        sentences = []
        for link in self.links:
            sides = zip(self.regions, (link.left, link.right), strict=False)
            sentences.append(
                f"{link.service}: " + "; ".join(f"{place(code)} {told(tally)}" for code, tally in sides)
            )
        sentences += [f"{place(code)}: {told(tally)}" for code, tally in self.elsewhere]
        return ". ".join(sentences)


def topology(review: Review) -> Topology | None:
    """The picture of a review; None where no Region changes."""
    regions = tuple(code for code in review.regions if code not in (GLOBAL_REGION, UNKNOWN_REGION))[:2]
    tallies: dict[str, dict[str, Counter[Action]]] = {}
    for row in review.rows:
        for code, entry in row.sides.items():
            if code in regions and entry.action in COUNTED:
                service = tallies.setdefault(service_of(entry.type), {})
                service.setdefault(code, Counter())[entry.action] += 1
    if not regions or not tallies:
        return None
    links = sorted(
        (_link(service, sides, regions) for service, sides in tallies.items()), key=_weight, reverse=True
    )
    if len(links) > SERVICES_MAX:
        kept, rest = links[: SERVICES_MAX - 1], links[SERVICES_MAX - 1 :]
        links = [*kept, Link(_OTHERS, _sum(link.left for link in rest), _sum(link.right for link in rest))]
    elsewhere = tuple(
        (code, tally) for code, tally in review.counts.items() if code not in regions and any(tally.values())
    )
    return Topology(regions, tuple(links), elsewhere)


def service_of(kind: str) -> str:
    """The AWS service that a resource type belongs to: ``aws_s3_bucket`` is ``S3``."""
    words = kind.split("_")
    if len(words) > 1 and words[0] == "aws":
        return _SERVICES.get(words[1], words[1].capitalize())
    return _OTHERS


def told(tally: Tally) -> str:
    """``1 destroy, 2 add``, or ``unchanged``."""
    parts = [f"{tally[action]:,} {DEEDS[action].word}" for action in COUNTED if tally.get(action)]
    return ", ".join(parts) or "unchanged"


def signs(tally: Tally) -> list[tuple[str, str]]:
    """The tally as words (for style sheets) and signs: ``("destroy", "-1")``, worst first."""
    return [
        (DEEDS[action].word, f"{DEEDS[action].sign}{tally[action]:,}")
        for action in COUNTED
        if tally.get(action)
    ]


def _link(service: str, sides: Mapping[str, Tally], regions: Sequence[str]) -> Link:
    left, right = (*(sides.get(code, Counter()) for code in regions), Counter[Action]())[:2]
    return Link(service, left, right)


def _weight(link: Link) -> tuple[bool, bool, int]:
    return link.state == "lossy", link.state == "uneven", sum(link.left.values()) + sum(link.right.values())


def _sum(tallies: Iterable[Tally]) -> Tally:
    found: Counter[Action] = Counter()
    for tally in tallies:
        found.update(tally)
    return found

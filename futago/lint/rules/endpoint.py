"""Hosts that name a Region, an account or something of the estate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from futago.lint.document import Line
from futago.lint.interpolation import INTERPOLATION
from futago.lint.region_codes import CODES
from futago.lint.rule import Rule, Search, Span
from futago.lint.sought import Sought

RULE = Rule(
    id="endpoint",
    title="A host with a Region, an account or a name of the estate",
    why="The host answers from one Region only. After a promotion it is the wrong one, and in a disaster it "
    "does not answer at all.",
    remedy="Let the SDK find the endpoint of FUTAGO_REGION, or read the endpoint's variable of the contract.",
)

AWS_HOST = re.compile(
    r"(?:\.|^)(?:amazonaws\.(?:com(?:\.cn)?|eu)|amazonwebservices\.(?:com\.cn|eu)|api\.aws|on\.aws|aws\.amazon\.com"
    r"|awsapprunner\.com|amazoncognito\.com|elasticbeanstalk\.com|compute\.internal"
    r"|(?:c2s|aws)\.ic\.gov|(?:sc2s\.sgov|hci\.ic)\.gov|aws\.scloud|adc-e\.uk)$",
    re.IGNORECASE,
)
"""Ends of AWS's hosts: the DNS suffixes of botocore's ``partitions.json``, and domains of single services."""

_HOST = re.compile(
    rf"(?<![A-Za-z0-9_.%-])(?:(?<=://)|(?<=@)|(?<![/\\]))(?:{INTERPOLATION}|[A-Za-z0-9_*-])"
    rf"(?:{INTERPOLATION}|[A-Za-z0-9_.*-])*"
)
_DOMAINS = frozenset(
    "com net org io dev cloud internal local lan jp co app svc corp intra example test invalid".split()  # noqa: SIM905 # read as words
)
"""Last labels that make a host of dotted words which no scheme precedes."""
_SCHEME = re.compile(r"(?<!\bs3)(?<!\bs3a)(?<!\bs3n)(?<!\bgs)(?<!\bfile)://(?:[^\s/@\"']*@)?$")
_PATH = re.compile(rf"(?::\d+)?[/?](?:{INTERPOLATION}|[A-Za-z0-9_:/.@+=,%&?~#-])*")
_SERVICE_NAME = re.compile(
    rf"(?<![\w.-])(?:cn\.com|com|eu)\.amazonaws\.(?:vpce\.)?(?:{'|'.join(CODES)})\.[a-z0-9][\w.-]*(?<![.-])"
)
"""The name of a VPC endpoint's service (AWS PrivateLink Guide, "AWS services that integrate")."""
_LABELS = 3


def _spans(line: Line, sought: Sought) -> Iterator[Span]:
    text = line.spaced
    if "." not in text:
        return
    if ".amazonaws." in text:
        yield from (each.span() for each in _SERVICE_NAME.finditer(text))
    for found in _HOST.finditer(text):
        host = found[0].rstrip(".-")
        if "." not in host:
            continue
        start, end = found.start(), found.start() + len(host)
        is_aws = AWS_HOST.search(host) is not None
        if not is_aws and not _is_host(text, start, host):
            continue
        tied = sought.ties(text, start, end)
        # What a path says, as that of a queue's URL, belongs to the same literal.
        path = _PATH.match(text, end)
        last = sought.ties(text, end, path.end()) if path and (tied or is_aws) else 0
        if tied or last:
            yield start, max(end, last)


def _is_host(text: str, start: int, host: str) -> bool:
    labels = host.split(".")
    if _SCHEME.search(text, max(0, start - 60), start):
        return True
    return len(labels) >= _LABELS and labels[-1] in _DOMAINS and labels[0] not in _DOMAINS


SEARCH = Search(RULE, _spans)

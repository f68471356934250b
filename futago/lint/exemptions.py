"""What looks like a literal of a Region and ties nothing to it."""

from __future__ import annotations

import re

from futago.lint.document import Line
from futago.lint.keys import keys_around, keys_of
from futago.lint.rule import Span
from futago.lint.rules import endpoint

_EXAMPLE = re.compile(
    r"\b(?:e\.?g\.|eg:|i\.e\.|for\ example|for\ instance|examples?|sample|such\ as|docs?|documentation"
    r"|usage:|placeholder)(?![\w-])|(?:^|\W)(?:例|サンプル)",
    re.IGNORECASE | re.VERBOSE,
)
"""What a comment says that is an example or documentation."""
_COMMENT_MARK = re.compile(r"\s*(?:#+|//+|;+|--|%+)?(?P<indent>\s*)")
_WITH_EXAMPLE = re.compile(r"\d\S*(?<![\\,:=([{|&-])\s*$")
"""How a line that says example ends if it has one and does not go on; whatever ties has a digit."""
_FOR_EXAMPLE = re.compile(
    r"(?:\b(?:e\.g\.|for example|for instance|such as)\s|例えば|例:)"
    r"(?:[^\"'`*]|\*(?!/)|(?<=\w)'(?=\w))*[\"'`]?$",
    re.IGNORECASE,
)
"""What a text for people says before an example; the text's end ends that."""
_URL = re.compile(r"https?://(?P<host>[^\s/\"'`<>)\]}:?#]+)(?P<rest>[^\s\"'`<>)\]}]*)")
_DOCUMENTATION_HOST = re.compile(
    r"^(?:docs?|documentation|developers?|wiki|help|support|learn|blog|registry\.terraform|www)\."
    r"|^(?:aws\.amazon\.com|repost\.aws|boto3\.amazonaws\.com|calculator\.aws|github\.com|gitlab\.com|"
    r"bitbucket\.org|stackoverflow\.com|medium\.com|qiita\.com|zenn\.dev)$"
    r"|\.(?:readthedocs\.(?:io|org)|github\.io|wikipedia\.org|github\.com)$",
    re.IGNORECASE,
)
_DOCUMENTATION_PATH = re.compile(r"/(?:docs?|documentation|wiki|blog|manual|guide)(?:/|$)", re.IGNORECASE)
_NEAR = 1000
"""Characters on either side of a literal that are looked at; a minified file's line has no end."""
_PRINCIPAL_KEYS = frozenset(
    "service principal principals identifiers serviceprincipal awsserviceprincipal service-principal".split()  # noqa: SIM905 # read as words
)
_EXAMPLE_KEYS = frozenset({"example", "examples"})
_EXAMPLE_KEY = re.compile(r"(?<![\w.-])[\"']?examples?[\"']?\s*[:=]")
_RELATIVE_PATH = re.compile(r"(?:^|[\s\"'`(=:])\.{1,2}/[^\s\"'`]*$")


def is_exempt(line: Line, span: Span, rule: str) -> bool:
    """Whether a literal ties nothing: a principal, documentation, an import, an example, prose.

    Args:
        line: its line.
        span: where in the line.
        rule: the id of the rule that found it.
    """
    document, at = line.document, line.start + span[0]
    return (
        document.is_prose_at(at)
        or document.imports_at(line, span[0])
        or _is_documentation_url(line.text, span)
        or _is_called_example(line, span)
        or (rule == "endpoint" and _is_service_principal(line, span))
        or (
            rule == "estate-name"
            and _RELATIVE_PATH.search(line.text, max(0, span[0] - _NEAR), span[0]) is not None
        )
        or _is_in_comment_of_examples(line, at)
    )


def _is_in_comment_of_examples(line: Line, at: int) -> bool:
    comment = line.document.comment_at(at)
    if comment is None:
        return False
    if comment.kind == "doc":
        return True
    # A link to documentation makes no example of what stands around it.
    said = _URL.sub("", line.document.said_before(comment, at))
    if comment.kind != "line":
        return _EXAMPLE.search(said) is not None
    *before, own = said.split("\n")
    return _EXAMPLE.search(own) is not None or any(_announces(each, own) for each in before)


def _announces(before: str, comment: str) -> bool:
    """Whether a line of comment says that one below is an example: not if it has its own and ends there."""
    says = _EXAMPLE.search(before)
    if says is None:
        return False
    return not _WITH_EXAMPLE.search(before, says.end()) or _indent(comment) > _indent(before)


def _indent(comment: str) -> int:
    mark = _COMMENT_MARK.match(comment)
    return len(mark["indent"]) if mark else 0


def _is_documentation_url(text: str, span: Span) -> bool:
    for url in _URL.finditer(text, max(0, span[0] - _NEAR), span[1] + _NEAR):
        if not url.start() <= span[0] < url.end():
            continue
        host = url["host"]
        if (
            endpoint.AWS_HOST.search(host)
            and span[0] < url.end("host")
            and host not in ("docs.aws.amazon.com", "aws.amazon.com", "boto3.amazonaws.com")
        ):
            return False
        is_path_of_documents = span[0] >= url.end("host") and _DOCUMENTATION_PATH.search(url["rest"])
        return bool(
            _DOCUMENTATION_HOST.search(host) or (is_path_of_documents and not endpoint.AWS_HOST.search(host))
        )
    return False


def _is_called_example(line: Line, span: Span) -> bool:
    """Whether a key, as in JSON Schema, or the words before it in the same text say that it is an example."""
    if _FOR_EXAMPLE.search(line.text, max(0, span[0] - _NEAR), span[0]):
        return True
    if not line.document.speaks_of_examples:
        return False
    # Of the line's own words only what is written as a key counts: classes and comments say it, too.
    is_key = _EXAMPLE_KEY.search(line.text, max(0, span[0] - _NEAR), span[0])
    keys = keys_of(line.document, line.start + span[0]) if is_key else keys_around(line)
    return not _EXAMPLE_KEYS.isdisjoint(keys)


def _is_service_principal(line: Line, span: Span) -> bool:
    """Whether a host stands where IAM wants a service: its name is the same wherever it is written."""
    if line.text[max(0, span[0] - 2) : span[0]].endswith(("//", "@")):
        return False
    for key in keys_of(line.document, line.start + span[0]):
        name = key.rpartition(".")[2]
        return name == "Service" or name.lower() in _PRINCIPAL_KEYS - {"service"}
    return False

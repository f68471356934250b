"""``futago review``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from futago.cli.options import ENVIRONMENT, warn
from futago.cli.review_comment import CommentPlace
from futago.cli.review_comment import check_fresh as compare
from futago.cli.review_comment import post as post_comment
from futago.cli.review_outputs import FORMATS, outputs, page_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from futago.review.model import Policy, Review
    from modules.estate import Estate

LEVELS = ("note", "warning", "error")
NEVER = "never"
POLICY_FILE = Path("futago-review.yaml")
"""Where the policy is looked for when nobody names a file."""


def _explain(_context: click.Context, _option: click.Parameter, rule: str | None) -> None:
    """Explain a rule in place of reviewing, as ``--help`` helps."""
    if rule is None:
        return
    from futago.cli.review_rules import show  # noqa: PLC0415 # imports every rule

    show(rule)
    raise click.exceptions.Exit(0)


@click.command("review")
@click.argument(
    "plans", nargs=-1, required=True, metavar="PLAN.json …", type=click.Path(path_type=Path, allow_dash=False)
)
@click.option(
    "--estate",
    "spec",
    metavar="SPEC",
    type=click.Path(path_type=Path),
    help="The spec of the estate that the plans are of: its names pair the resources of both Regions.",
)
@ENVIRONMENT
@click.option("--format", "named", type=click.Choice(list(FORMATS)), help="The format.  [default: by --out]")
@click.option(
    "--out",
    "files",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Write here, in the format that the ending tells: .txt, .md, .html, .json, .sarif. "
    "May be given many times; - is stdout, in text.  [default: -]",
)
@click.option(
    "--fail-on",
    type=click.Choice([*LEVELS, NEVER]),
    default="error",
    show_default=True,
    help="The lowest level of a finding, not waived, that makes the exit code 1.",
)
@click.option(
    "--policy",
    "policy_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The project's levels and waivers.  [default: futago-review.yaml, where there is one]",
)
@click.option("--post", type=click.Choice(["github"]), help="Create or update the pull request's comment.")
@click.option(
    "--check-fresh", is_flag=True, help="Review nothing; fail unless these very plans have been reviewed."
)
@click.option(
    "--reviewed",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="For --check-fresh: the review's JSON, in place of the pull request's comment.",
)
@click.option(
    "--name",
    metavar="NAME",
    help="Tells the comment from those of other reviews of the pull request.  [default: the estate]",
)
@click.option(
    "--github-url",
    envvar="GITHUB_API_URL",
    show_envvar=True,
    default="https://api.github.com",
    show_default=True,
    metavar="URL",
    help="The REST API; https://HOST/api/v3 on GitHub Enterprise Server.",
)
@click.option(
    "--repository", envvar="GITHUB_REPOSITORY", show_envvar=True, metavar="OWNER/NAME", help="The repository."
)
@click.option(
    "--pull-request",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    help="The pull request.  [default: the one that the GitHub Actions run is about, or came with]",
)
@click.option(
    "--explain",
    metavar="RULE",
    is_eager=True,
    expose_value=False,
    callback=_explain,
    help="Say why a rule is there and what to do, and end; all lists the rules.",
)
def command(
    *,
    plans: tuple[Path, ...],
    spec: Path | None,
    environment: str | None,
    named: str | None,
    files: tuple[Path, ...],
    fail_on: str,
    policy_file: Path | None,
    post: str | None,
    reviewed: Path | None,
    name: str | None,
    github_url: str,
    repository: str | None,
    pull_request: int | None,
    check_fresh: bool,
) -> int:
    """Review Terraform plans of both Regions as one change.

    Takes what `terraform show -json` writes, of any number of stacks, from futago or any other Terraform.
    Shows Tokyo and Osaka side by side, what is dangerous, what makes the Regions differ, and no secret.

    Exit codes: 0 nothing at --fail-on or above; 1 findings, an errored plan, stale plans (--check-fresh), or
    GitHub refused; 2 bad input. The token of --post and --check-fresh comes from GITHUB_TOKEN alone.

    \b
    Examples:
      futago review plan.json
      futago review plans/*.json --estate estate.yaml --fail-on warning
      futago review plans/*.json --out review.html --out review.json --post github
      futago review plans/*.json --check-fresh && terraform apply tfplan
      futago review --explain s3-versioning-suspended
    """
    if check_fresh and (post or files or named):
        raise click.UsageError("--check-fresh reviews nothing: give it without --post, --out and --format")
    if reviewed and not check_fresh:
        raise click.UsageError("--reviewed is for --check-fresh")
    written = outputs(files, named)
    estate = _estate(spec, environment)
    place = CommentPlace(
        github_url, repository, pull_request, name or (estate.names.prefix if estate else "")
    )
    if check_fresh:
        from futago.review.plan.fingerprint import fingerprint  # noqa: PLC0415 # only here
        from futago.review.plan.reading import read_plans  # noqa: PLC0415 # only here

        compare(fingerprint(read_plans(plans)), place, reviewed)
        return 0
    review = _review(plans, estate, policy_file)
    page = page_of(written)
    for output in written:
        output.write(review, page)
    if post:
        post_comment(review, place, page)
    return _exit_code(review, fail_on)


def _estate(spec: Path | None, environment: str | None) -> Estate | None:
    if spec is None:
        return None
    from futago.spec import find_spec, load  # noqa: PLC0415 # costs a tenth of a second

    loaded = load(find_spec(spec), environment)
    warn(loaded.warnings)
    return loaded.estate


def _review(plans: Sequence[Path], estate: Estate | None, policy_file: Path | None) -> Review:
    from futago.review.catalog import rules  # noqa: PLC0415 # imports every rule
    from futago.review.plan.reading import read_plans  # noqa: PLC0415 # only here
    from futago.review.review import review  # noqa: PLC0415 # only here

    return review(read_plans(plans), rules(), estate, _policy(policy_file))


def _policy(file: Path | None) -> Policy | None:
    if file is None and not POLICY_FILE.exists():
        return None
    from futago.review.policy import load_policy  # noqa: PLC0415 # the reading of YAML takes a tenth of a second

    return load_policy(file or POLICY_FILE)


def _exit_code(review: Review, fail_on: str) -> int:
    """1 where a finding is as bad as that, or a plan failed half-way; people are told which."""
    if fail_on == NEVER:
        return 0
    lowest = LEVELS.index(fail_on) + 1
    bad = sum(not finding.waived and finding.level >= lowest for finding in review.findings)
    if bad:
        click.echo(
            f"{bad} {'finding' if bad == 1 else 'findings'} at --fail-on {fail_on} or above.", err=True
        )
    errored = [plan.path for plan in review.plans if plan.errored]
    for path in errored:
        click.echo(f"{path}: planning failed half-way, so nobody knows what else it would do.", err=True)
    return 1 if bad or errored else 0

"""What is wrong with an application that takes the estate to see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from futago.names import POLICY_MAX, ROLE_MAX
from modules.applications.entitlements import policy_size
from modules.applications.inputs import ApplicationInputs, ServiceAccountInputs, applications_of, regions_of
from modules.applications.store_use import UseOfStore
from modules.applications.variables_check import check_variables
from modules.consistency import DataStoreInputs
from modules.estate import Estate
from modules.kind import Finding

Path = tuple[str, ...]
_ROLE_NAME = re.compile(r"[A-Za-z0-9_+=,.@-]+")
"""IAM API Reference, CreateRole."""


def check(estate: Estate, name: str, inputs: ApplicationInputs) -> Iterable[Finding]:
    """Every finding of an application."""
    findings = [*_name(estate, name, inputs), *_regions(estate, inputs)]
    yield from findings
    if inputs.service_account is not None:
        yield from _service_account(estate, inputs, inputs.service_account)
        yield from _other_role(estate, name, inputs.service_account)
    unusable = False
    for section, resource, use in inputs.uses.each():
        its = estate.sections.get(section, {}).get(resource)
        path = ("uses", section, resource)
        if its is None:
            unusable = True
            yield _unknown(estate, section, resource, path)
        elif isinstance(its, DataStoreInputs):
            yield from UseOfStore(estate, name, inputs, path, use, its).check()
    if not unusable and not findings:
        yield from _policy(estate, name, inputs)
        yield from check_variables(estate, name, inputs)


def _name(estate: Estate, name: str, inputs: ApplicationInputs) -> Iterator[Finding]:
    path = ("name",) if inputs.name is not None else ()
    label = estate.names.label(name, inputs.name)
    role = estate.names.application_role(label, estate.pair.first.short_code)
    if len(role) > ROLE_MAX:
        yield Finding(
            path,
            f"role name '{role}' has {len(role)} characters",
            f"at most {ROLE_MAX} are allowed: shorten {'name' if path else 'it, or say a shorter name'}",
        )
    if inputs.name is None:
        return
    if not _ROLE_NAME.fullmatch(role):
        yield Finding(
            path, f"'{role}' is no name for a role", "allowed are letters, digits and _+=,.@- without a space"
        )
    # Names of roles are not distinguished by case (IAM API Reference, CreateRole).
    for other, its in applications_of(estate).items():
        theirs = estate.names.label(other, its.name)
        if other != name and theirs.lower() == label.lower():
            but_for_case = f", and IAM takes '{label}' for the same" if theirs != label else ""
            wrong = f"application '{other}' is named '{theirs}'{but_for_case or ' too'}"
            yield Finding(path, wrong, "allowed is a name that no other has")


def _regions(estate: Estate, inputs: ApplicationInputs) -> Iterator[Finding]:
    codes = tuple(region.code for region in estate.pair)
    runs_in = inputs.runs_in or ()
    for number, code in enumerate(runs_in):
        if code not in codes:
            yield Finding(
                ("runs_in",), f"'{code}' is not a Region of the pair", f"allowed are {', '.join(codes)}"
            )
        elif code in runs_in[:number]:
            yield Finding(("runs_in",), f"'{code}' is there twice", "each Region may be there once")


def _service_account(
    estate: Estate, inputs: ApplicationInputs, account: ServiceAccountInputs
) -> Iterator[Finding]:
    field = "clusters" if account.clusters else "oidc_providers"
    path = ("service_account", field)
    for region in regions_of(estate, inputs):
        if region.code not in account.by_region:
            yield Finding(
                path,
                f"{field} says nothing of {region.code}, where it runs",
                "each Region it runs in is needed",
            )
    for code, value in account.by_region.items():
        if code not in {region.code for region in regions_of(estate, inputs)}:
            yield Finding((*path, code), f"it does not run in {code}", "allowed are the Regions it runs in")
        elif account.oidc_providers:
            yield from _provider(estate, code, value, (*path, code))


def _other_role(estate: Estate, name: str, account: ServiceAccountInputs) -> Iterator[Finding]:
    """A service account has one role (EKS API Reference, CreatePodIdentityAssociation)."""
    for other, its in applications_of(estate).items():
        theirs = its.service_account
        if other == name or theirs is None:
            continue
        same = (account.namespace, account.name) == (theirs.namespace, theirs.name)
        if same and account.by_region.items() & theirs.by_region.items():
            yield Finding(
                ("service_account", "name"),
                f"'{account.name}' in namespace {account.namespace} is application '{other}' too",
                "a service account has one role: give each application its own",
            )


def _provider(estate: Estate, code: str, arn: str, path: Path) -> Iterator[Finding]:
    account, issuer = arn.split(":")[4:6]
    if account != estate.account:
        yield Finding(
            path,
            f"the provider is in account {account}",
            f"allowed is one in {estate.account}, where the role is",
        )
    if f"oidc.eks.{code}." not in issuer:
        yield Finding(
            path,
            f"'{issuer.split('/')[1]}' is not in {code}",
            f"allowed is the provider of the cluster in {code}",
        )


def _unknown(estate: Estate, section: str, resource: str, path: Path) -> Finding:
    noun = section.removesuffix("s")
    there = sorted(estate.sections.get(section, {}))
    near = get_close_matches(resource, there, n=1)
    guess = f"did you mean '{near[0]}'? " if near else ""
    listed = f"the estate's {section} are {', '.join(there)}" if there else f"the estate has no {section}"
    return Finding(path, f"there is no {noun} '{resource}'", f"{guess}{listed}")


def _policy(estate: Estate, name: str, inputs: ApplicationInputs) -> Iterator[Finding]:
    size = max(
        (policy_size(estate, name, inputs, region) for region in regions_of(estate, inputs)), default=0
    )
    if size > POLICY_MAX:
        yield Finding(
            ("uses",),
            f"the role's policy has {size:,} characters",
            f"IAM allows {POLICY_MAX:,}: split the application in two",
        )

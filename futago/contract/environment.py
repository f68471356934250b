"""An application's environment in one Region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from futago.errors import ContractError
from modules.applications.inputs import ApplicationInputs, applications_of, regions_of
from modules.applications.variables import variables
from modules.estate import Estate
from modules.variable import Variable, Whereabouts
from regions import Region


@dataclass(frozen=True)
class Environment:
    """The variables of an application in a Region.

    Attributes:
        estate: the estate.
        application: the application's name in the spec.
        region: where it runs.
        variables: in the order of the spec; what only AWS knows has no value until somebody has asked.
    """

    estate: Estate
    application: str
    region: Region
    variables: tuple[Variable, ...]

    @property
    def inputs(self) -> ApplicationInputs:
        """The application's inputs in the Region."""
        return applications_of(self.estate)[self.application].in_region(self.region)

    @property
    def known(self) -> Mapping[str, str]:
        """Values by the variables' names."""
        return {each.name: each.value for each in self.variables if each.value is not None}

    @property
    def unknown(self) -> tuple[str, ...]:
        """The variables without a value."""
        return tuple(each.name for each in self.variables if each.value is None)

    def parameter(self, variable: str) -> str:
        """The parameter of Systems Manager that holds a variable."""
        return self.estate.names.parameter(self.application, variable)


def environment_of(estate: Estate, application: str, region_code: str | None = None) -> Environment:
    """The environment of an application in a Region, as far as the spec tells it.

    Args:
        estate: the estate.
        application: the application's name in the spec.
        region_code: the Region; may be left out where the application runs in one only.

    Raises:
        ContractError: there is no such application, or it does not run there.
    """
    region = _region(estate, application, inputs_of(estate, application), region_code)
    around = Whereabouts(estate, region, lambda _database, _endpoint: None)
    inputs = inputs_of(estate, application).in_region(region)
    return Environment(estate, application, region, variables(around, application, inputs))


def inputs_of(estate: Estate, application: str) -> ApplicationInputs:
    """The inputs of an application.

    Raises:
        ContractError: there is no such application.
    """
    found = applications_of(estate)
    if application in found:
        return found[application]
    near = get_close_matches(application, found, n=1)
    guess = f"did you mean '{near[0]}'? " if near else ""
    names = ", ".join(sorted(found))
    listed = f"the estate's are {names}" if names else "the estate has none: add applications"
    raise ContractError(
        f"there is no application '{application}' in {estate.names.prefix}; {guess}{listed}",
        next_command="futago uses",
    )


def _region(estate: Estate, application: str, inputs: ApplicationInputs, code: str | None) -> Region:
    runs_in = {region.code: region for region in regions_of(estate, inputs)}
    if code is None and len(runs_in) == 1:
        return next(iter(runs_in.values()))
    if code in runs_in:
        return runs_in[code]
    wrong = "runs in several Regions: say --region" if code is None else f"does not run in '{code}'"
    raise ContractError(f"application '{application}' {wrong}; allowed are {' and '.join(runs_in)}")

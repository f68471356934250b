"""What only AWS knows is read from the parameters of the application's Region."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from futago.aws import Clients
from futago.contract.environment import Environment, environment_of
from futago.contract.observe import observe
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from futago.errors import ContractError
from tests.contract.contracts import OSAKA, TOKYO, shop


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clients]:
    """SDK clients of an embedded AWS that holds nothing."""
    estate = shop()
    folder = tmp_path_factory.mktemp("embedded")
    with Emulator.start(folder, [TOKYO, OSAKA], estate.account, detached=False) as emulator:
        yield Clients(partial(client_endpoint, emulator.endpoints), estate.account)


@pytest.fixture
def environment(clients: Clients) -> Iterator[Environment]:
    """Osaka's, whose cluster has its parameters there."""
    found = environment_of(shop(), "shop-api", OSAKA)
    ssm: Any = clients.client("ssm", found.region)
    for name in found.unknown:
        ssm.put_parameter(Name=found.parameter(name), Type="String", Value=f"host-of-{name}")
    yield found
    ssm.delete_parameters(Names=[found.parameter(name) for name in found.unknown])


def test_values_come_from_parameters(clients: Clients, environment: Environment) -> None:
    """Each has its own, and what was known stays as it was."""
    found = observe(environment, clients)
    expected = {name: f"host-of-{name}" for name in environment.unknown}
    assert ({**environment.known, **expected}, ()) == (found.known, found.unknown)


def test_says_which_parameter_is_missing(clients: Clients, environment: Environment) -> None:
    """Where the stack was not applied, it is said which, and nothing is made up."""
    (writer, *_) = environment.unknown
    clients.client("ssm", environment.region).delete_parameter(Name=environment.parameter(writer))
    with pytest.raises(ContractError) as missing:
        observe(environment, clients)
    assert (
        "shop-api in ap-northeast-3: AWS has no parameter /shop/applications/shop-api/"
        "FUTAGO_DATABASE_ORDERS_WRITER_ENDPOINT; apply the stack shop-apne3, which makes it, or leave out "
        "what only AWS knows with --offline"
    ) == missing.value.message


@pytest.mark.usefixtures("environment")
def test_other_regions_parameters_are_not_taken(clients: Clients) -> None:
    """Osaka's parameters say nothing of Tokyo."""
    with pytest.raises(ContractError, match="shop-api in ap-northeast-1"):
        observe(environment_of(shop(), "shop-api", TOKYO), clients)

"""The ``promotion`` setting; what is refused is in tests/spec/broken/promotion-*.yaml."""

from __future__ import annotations

from modules.promotion.inputs import PromotionInputs, promotion_of
from tests.estates import WITHOUT_ALARMS, an_estate, loaded

SHOP = {"estate": "shop", "account": "123456789012"}


def test_left_out_there_is_no_target() -> None:
    """Without the setting a promotion has no targets and no contacts, and may verify by writing."""
    assert PromotionInputs() == promotion_of(loaded(SHOP))
    assert (None, None, (), True) == tuple(PromotionInputs().model_dump().values())


def test_contacts_stay_in_their_order() -> None:
    """Contacts are read in the order in which they are to be reached."""
    contacts = [
        {"name": "Bank desk", "role": "tells the banks", "reach": "1"},
        {"name": "On call", "role": "incident commander", "reach": "2", "decides": True},
    ]
    read = promotion_of(loaded({**SHOP, "promotion": {"contacts": contacts}}))
    assert ["Bank desk", "On call"] == [contact.name for contact in read.contacts]
    assert [False, True] == [contact.decides for contact in read.contacts]


def test_makes_nothing() -> None:
    """Besides thresholds of alarms it is nothing in AWS: with and without it the same stacks come out."""
    from tests.estates import synthesized  # noqa: PLC0415 # cdktf is imported only by tests that synthesize

    with_targets = an_estate(
        settings=WITHOUT_ALARMS | {"promotion": PromotionInputs(rto_seconds=60, rpo_seconds=0)}
    )
    assert synthesized(an_estate(settings=WITHOUT_ALARMS)) == synthesized(with_targets)

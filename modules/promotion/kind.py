"""The promotion, as the catalog lists it."""

from modules.kind import Kind

KIND = Kind(
    section="promotion",
    noun="promotion",
    shape="modules.promotion.inputs:PromotionInputs",
    checker="modules.promotion.inputs:check",
    construct="modules.promotion.construct",
    parity="modules.promotion.parity",
    single=True,
)

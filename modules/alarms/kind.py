"""The alarms, as the catalog lists them: after all that they are about."""

from modules.kind import Kind

KIND = Kind(
    section="alarms",
    noun="alarms",
    shape="modules.alarms.inputs:AlarmsInputs",
    checker="modules.alarms.inputs:check",
    construct="modules.alarms.construct",
    parity="modules.alarms.parity",
    review="modules.alarms.review",
    single=True,
)

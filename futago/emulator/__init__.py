"""The embedded AWS: MiniStack with this project's additions, one loopback port a Region.

* :class:`futago.emulator.process.Emulator` starts, darkens, lights, resets and stops one.
* :class:`futago.emulator.endpoints.Endpoints` is the record of where one listens.
* :mod:`futago.emulator.provider` points Terraform's AWS provider and SDK clients at one.

``python -m futago.emulator`` is the server itself; people start it through ``Emulator``.
"""

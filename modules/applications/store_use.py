"""What is wrong with the use of a data store: what can't hold, given where the store has its home."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from modules.applications.entitlements import database_user
from modules.applications.inputs import ApplicationInputs, applications_of, regions_of
from modules.applications.reserved_users import reservation
from modules.applications.uses import DatabaseUse, StoreUse, Use
from modules.aurora.inputs import DatabaseInputs
from modules.consistency import DataStoreInputs, foreseen, home_of
from modules.estate import Estate
from modules.kind import Finding
from regions import Region

DATABASE_USER_MAX = 32
"""Characters; MySQL Reference Manual, "Account User Names and Passwords". PostgreSQL takes 63."""


@dataclass(frozen=True)
class UseOfStore:
    """An application's use of a data store.

    Attributes:
        estate: the estate.
        application: the application's name.
        inputs: its inputs.
        path: where the use stands: ``uses``, the section, the store's name.
        use: the use.
        store: the store's inputs.
    """

    estate: Estate
    application: str
    inputs: ApplicationInputs
    path: tuple[str, str, str]
    use: Use
    store: DataStoreInputs

    def check(self) -> Iterator[Finding]:
        """Every finding of the use."""
        if self.store.home is not None and self.store.home not in {each.code for each in self.estate.pair}:
            return  # said already; what may be done where follows from it
        yield from [*self.of_home()] or self._after_a_promotion()
        if isinstance(self.use, DatabaseUse) and isinstance(self.store, DatabaseInputs):
            yield from self._connection(self.use, self.store)

    @property
    def _what(self) -> str:
        return f"{self.path[1].removesuffix('s')} '{self.path[2]}'"

    @property
    def _home(self) -> Region | None:
        return home_of(self.estate, self.store)

    @property
    def _running(self) -> tuple[Region, ...]:
        return regions_of(self.estate, self.inputs)

    def of_home(self) -> Iterator[Finding]:
        """What can't hold with the home where it is."""
        yield from self._writer()
        if isinstance(self.use, StoreUse) and self.use.strong_reads != "nowhere":
            yield from self._strong_reads(self.use)

    def _after_a_promotion(self) -> Iterator[Finding]:
        if self._home is None:
            return
        promoted = self.estate.pair.other(self._home)
        moved = replace(self, store=self.store.model_copy(update={"home": promoted.code}))
        for each in moved.of_home():
            yield foreseen(promoted, each.path, each.wrong, f"then {each.allowed}")

    def _writer(self) -> Iterator[Finding]:
        """One that writes and never runs at home would be a second Region that writes."""
        home, running = self._home, self._running
        if not self.use.writes or home is None or not running or home in running:
            return
        if isinstance(self.store, DatabaseInputs) and self.store.write_forwarding:
            return  # the database hands its writes on to home, where they are made
        writers = [
            f"'{name}'"
            for name, its in applications_of(self.estate).items()
            if name != self.application and its.runs_in_region(home) and self._is_written_by(its)
        ]
        beside = f" with {' and '.join(writers)}" if writers else ""
        yield Finding(
            self.path,
            f"it runs in {running[0].code} only, and the writer of {self._what} is {home.code}{beside}: "
            "two Regions that write can't agree on what is current",
            f"allowed are access: read, and runs_in with {home.code}"
            if isinstance(self.store, DatabaseInputs)  # none is eventual
            else f"allowed are access: read, runs_in with {home.code}, or a store with consistency: eventual",
        )

    def _is_written_by(self, inputs: ApplicationInputs) -> bool:
        return any(
            (section, name) == self.path[1:] and use.writes for section, name, use in inputs.uses.each()
        )

    def _strong_reads(self, use: StoreUse) -> Iterator[Finding]:
        path, home = (*self.path, "strong_reads"), self._home
        away = [region for region in self._running if region != home]
        if not use.reads:
            yield Finding(path, f"strong_reads with access {use.access}", "allowed with access that reads")
        elif home is None:
            yield Finding(
                path,
                f"{self._what} is eventual: both Regions write, and a read sees its own Region's writes only",
                "say consistency: strong there, or leave strong_reads out",
            )
        elif use.strong_reads == "everywhere" and away:
            at_home = f"runs_in: [{home.code}]"
            yield Finding(
                path,
                f"in {away[0].code} a read of {self._what} doesn't see what {home.code}, its home, has just "
                "written: replication between Regions is asynchronous",
                f"allowed are home, and everywhere with {at_home}"
                if home in self._running
                else f"leave strong_reads out, or say {at_home}",
            )
        elif home not in self._running:
            yield Finding(
                path,
                f"{self._what} has its home in {home.code}, where the application does not run",
                f"add {home.code} to runs_in, or leave strong_reads out",
            )

    def _connection(self, use: DatabaseUse, store: DatabaseInputs) -> Iterator[Finding]:
        user = database_user(self.application, use)
        path = (*self.path, "user") if use.user is not None else self.path
        if not store.iam_database_authentication_enabled:
            yield Finding(
                self.path,
                f"{self._what} has iam_database_authentication_enabled: false, so no role can connect to it",
                "set it to true, or let the application read the secret of its user and leave this out",
            )
        if user == store.master_username:
            yield Finding(
                path, f"'{user}' is the master user of {self._what}", "allowed is a user of its own"
            )
        if len(user) > DATABASE_USER_MAX:
            wrong = f"user '{user}' has {len(user)} characters"
            yield Finding(path, wrong, f"at most {DATABASE_USER_MAX} are allowed: say user")
        reserved = reservation(store.engine, user)
        if reserved is not None and use.user is not None:
            yield Finding(path, f"'{user}' {reserved}", "allowed is another")
        elif reserved is not None:
            yield Finding(path, f"'{user}', its user by default, {reserved}", "allowed is another: say user")
        yield from self._same_user(user, use, path)

    def _same_user(self, user: str, use: DatabaseUse, path: tuple[str, ...]) -> Iterator[Finding]:
        """IAM says who connects as whom and no more (Aurora User Guide, "IAM database authentication")."""
        for other, its in applications_of(self.estate).items():
            theirs = its.uses.databases.get(self.path[2])
            if other == self.application or theirs is None or theirs.access == use.access:
                continue
            if database_user(other, theirs) == user:
                yield Finding(
                    path,
                    f"application '{other}' connects to {self._what} as '{user}' too, with access "
                    f"{theirs.access} and not {use.access}: what may be done is granted to the user in the "
                    "database, whoever connects as it",
                    "allowed are a user of its own, and the same access",
                )

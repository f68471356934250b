"""Users of a database as which no application can connect: AWS has them, or the engine refuses them."""

from __future__ import annotations

from modules.aurora.reserved_words import RESERVED_USERS

_OF_EITHER = frozenset({"rdsproxyadmin", "rdswriteforwarduser"})
"""RDS Proxy's user (Aurora User Guide, "Quotas and limitations for RDS Proxy"), and that of write forwarding,
which no guide names and clusters of both engines have."""
_MASTERS_ALONE = frozenset({"admin"})
"""What RDS refuses as the master user's name, and PostgreSQL as nobody's."""
_NAMES = {
    # PostgreSQL takes neither "none" nor "public" for a role, in quotes or not (src/backend/parser/gram.y,
    # RoleSpec). rdsrepladmin and rdstopmgr are in pg_roles of every cluster, and in no guide.
    "aurora-postgresql": frozenset({"none", "rdsrepladmin", "rdstopmgr"}),
    # A role is an account in MySQL (Aurora User Guide, "Role-based privilege model").
    "aurora-mysql": frozenset({"rds_superuser_role"}),
}
_PREFIXES = {
    # PostgreSQL refuses roles that begin with pg_ (CREATE ROLE: 'role name "pg_x" is reserved'). Those of RDS
    # begin with rds_: rds_iam, rds_superuser, rds_password, rds_replication, rds_ad and whatever else comes
    # (Aurora User Guide, "Understanding PostgreSQL roles and permissions").
    "aurora-postgresql": ("pg_", "rds_"),
}


def reservation(engine: str, user: str) -> str | None:
    """Why ``user`` is not for an application, as the end of the sentence "'user' …"; None where it is.

    The words that SQL reserves are no reason: in quotes they are names of users as any other.
    """
    names = _NAMES.get(engine, frozenset()) | RESERVED_USERS.get(engine, frozenset()) | _OF_EITHER
    if user in names - _MASTERS_ALONE:
        return f"is a name that {engine} has for itself"
    for prefix in _PREFIXES.get(engine, ()):
        if user.startswith(prefix):
            return f"begins with {prefix}, which {engine} has for itself"
    return None

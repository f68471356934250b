"""Words that a master user or a database can't be called."""

RESERVED_WORDS = frozenset(
    {
        # Reserved in both engines (PostgreSQL, Appendix C "SQL Key Words"; MySQL Reference Manual,
        # "Keywords and Reserved Words"), as far as they are letters only.
        *("all", "analyze", "and", "as", "asc", "both", "case", "check", "collate", "column"),
        *("constraint", "create", "default", "desc", "distinct", "else", "except", "false", "fetch"),
        *("for", "foreign", "from", "grant", "group", "having", "in", "intersect", "into", "lateral"),
        *("leading", "limit", "localtime", "not", "null", "on", "or", "order", "primary", "references"),
        *("select", "table", "then", "to", "trailing", "true", "union", "unique", "user", "using"),
        *("when", "where", "window", "with"),
    }
)
RESERVED_USERS = {
    # RDS has these for itself (Aurora User Guide, "Master user account privileges"); admin is refused
    # by Aurora PostgreSQL ("MasterUsername admin cannot be used as it is a reserved word").
    "aurora-postgresql": frozenset({"admin", "public", "rdsadmin"}),
    "aurora-mysql": frozenset({"mysql", "rdsadmin", "rdsrepladmin"}),
}

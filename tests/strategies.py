"""Hypothesis strategies, all in one place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st

from modules.operation import Phase as OperationPhase
from regions import PAIRS
from tests.spec_files import EXAMPLES

_PIECES = (
    *("estate", "account", "keys", "databases", "main", "regions", "ap-northeast-3", "<<", "*a", "&a "),
    *(": ", "- ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", ", ", '"', "'", "|", ">", "#", "? ", "!t "),
    *("1", "-1", "0.5", "true", "null", "~", ".nan", "1e999", "\t", "\0", "é", "\u202e", "---\n", "%"),
)

yaml_like = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)
"""Text that a YAML parser takes seriously, and that is hardly ever a spec."""


@st.composite
def mangled_examples(draw: st.DrawFn) -> str:
    """An example with a piece of it replaced by something else."""
    text = draw(st.sampled_from(EXAMPLES)).read_text(encoding="utf-8")
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 30)))
    return text[:start] + draw(yaml_like) + text[end:]


# Estates, as documents that a user could have written.

_PROFILE = settings.default or settings()
synthesizing = settings(max_examples=_PROFILE.max_examples // 4, phases=set(_PROFILE.phases) - {Phase.shrink})
"""For tests whose every example costs a synthesis or two, a tenth of a second and more each: few examples,
and one that fails is shown as it is, for making it smaller would take minutes."""

CODES = tuple(region.code for region in PAIRS[0])
HOSTILE = (
    *('${file("/etc/passwd")}', "%{ for x in [1] }${x}%{ endfor }", "$${a}", "%%{b}", "$${", "$%{", "${"),
    *('"quoted"', "two\nlines", "back\\slash", "${TfToken[TOKEN.0]}", "#{TfToken[TOKEN.1]}", "__proto__"),
    *("東京 と 大阪", "\u202e", "*/", "//", "<<EOT", "~{x}", "$jsii.byref", "true", "1e9"),
)
"""Text that Terraform, cdktf, Node or JSON would take for something else, if it were let."""

printable = st.characters(exclude_categories=["Cs", "Cc"])
free_text = st.one_of(st.sampled_from(HOSTILE), st.text(printable, max_size=20))
"""What a description may be."""

_names = st.from_regex(r"(?!aws|ssm|none|pg-|rds-)[a-z][a-z0-9]{0,3}(-[a-z0-9]{1,4})?", fullmatch=True)
_principals = st.sampled_from(
    [f"arn:aws:iam::123456789012:{end}" for end in ("root", "role/admin", "user/ops/ann")]
)
_tags = st.dictionaries(
    st.text("abcAZ09 _.:/=+-@東京", min_size=1, max_size=12).filter(
        lambda key: not key.lower().startswith(("aws:", "futago:"))
    ),
    st.text("abcAZ09 _.:/=+-@東京", max_size=12),
    max_size=2,
)
_table_timeouts = st.fixed_dictionaries({}, optional=dict.fromkeys(("create", "update"), st.just("90m")))
_bucket_timeouts = st.fixed_dictionaries({}, optional={"delete_minutes": st.integers(1, 1440)})


def _some(**optional: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with some of these."""
    return st.fixed_dictionaries({}, optional=optional)


def _regions(overrides: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """What one Region or both have otherwise."""
    return st.dictionaries(st.sampled_from(CODES), overrides, max_size=2)


_grants = st.dictionaries(
    _names,
    st.fixed_dictionaries(
        {
            "grantee_principal": _principals,
            "operations": st.sampled_from([["Decrypt"], ["Encrypt", "Decrypt"]]),
        }
    ),
    max_size=2,
)
_key_policies = {
    "administrators": st.lists(_principals, max_size=2),
    "users": st.lists(_principals, max_size=2),
    "grants": _grants,
    "tags": _tags,
}
keys = _some(
    description=free_text,
    enable_key_rotation=st.booleans(),
    rotation_period_in_days=st.integers(90, 2560),
    deletion_window_in_days=st.integers(7, 30),
    regions=_regions(_some(**_key_policies)),
    **_key_policies,
)

_sizes = st.one_of(
    st.sampled_from(["db.r6g.large", "db.r7g.2xlarge", "db.x2g.large"]).map(
        lambda it: {"instance_class": it}
    ),
    st.sampled_from([0.5, 8]).map(lambda it: {"serverless_v2": {"min_capacity": it, "max_capacity": 64}}),
)
_database_settings = {
    "instances": st.integers(1, 3),
    "preferred_backup_window": st.sampled_from(["13:00-13:30", "17:00-17:30"]),
    "preferred_maintenance_window": st.sampled_from(["sun:18:00-sun:19:00", "mon:01:00-mon:01:30"]),
    "allowed_cidrs": st.lists(st.sampled_from(["10.0.0.0/8", "192.168.1.0/24"]), unique=True),
    "log_retention_in_days": st.sampled_from([1, 30, 365]),
    "tags": _tags,
    "timeouts": _table_timeouts,
}
_engines = st.sampled_from(
    [
        ("aurora-postgresql", "17.7"),
        ("aurora-postgresql", "16.6"),
        ("aurora-mysql", "8.0.mysql_aurora.3.08.0"),
    ]
)


@st.composite
def databases(draw: st.DrawFn) -> dict[str, Any]:
    """A database."""
    engine, version = draw(_engines)
    overrides = st.builds(
        lambda some, size: {**some, **size}, _some(**_database_settings), st.one_of(st.just({}), _sizes)
    )
    optional = _some(
        database_name=st.just("ledger"),
        master_password_version=st.integers(1, 3),
        master_secret_recovery_window_in_days=st.sampled_from([0, 7, 30]),
        port=st.integers(1150, 65535),
        storage_type=st.sampled_from(["aurora", "aurora-iopt1"]),
        write_forwarding=st.booleans(),
        parameters=st.dictionaries(
            st.sampled_from(["log_statement", "max_connections"]), free_text, max_size=2
        ),
        instance_parameters=st.just({"log_rotation_age": {"value": 60, "apply_method": "immediate"}}),
        backup_retention_period=st.integers(1, 35),
        deletion_protection=st.booleans(),
        skip_final_snapshot=st.booleans(),
        performance_insights_enabled=st.booleans(),
        monitoring_interval=st.sampled_from([0, 60]),
        enabled_cloudwatch_logs_exports=st.sampled_from([[], ["instance"]]),
        regions=_regions(overrides),
        **_database_settings,
    )
    # Not "orders" and the like: engines have words for themselves, which a first database can't be called.
    required = {"engine": engine, "engine_version": version, "consistency": "strong", "database_name": "main"}
    return {**required, **draw(_sizes), **draw(optional)}


_consistencies = st.sampled_from(["strong", "eventual"])
_capacities = st.integers(1, 50).map(lambda low: {"min": low, "max": low * 2})
_projections: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{}, {"projection": "KEYS_ONLY"}, {"projection": "INCLUDE", "non_key_attributes": ["a", "${b}"]}]
)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """A table, on demand or provisioned, with or without indexes."""
    provisioned = draw(st.booleans())
    capacities = {"read_capacity": _capacities, "write_capacity": _capacities} if provisioned else {}
    made: dict[str, Any] = {
        "consistency": draw(_consistencies),
        "partition_key": draw(st.sampled_from(["pk", "${pk}"])),
    }
    if draw(st.booleans()):
        made["sort_key"] = {"name": "sk", "type": draw(st.sampled_from("SNB"))}
        local = _projections.map(lambda its: {"sort_key": {"name": "local", "type": "N"}, **its})
        made["local_secondary_indexes"] = draw(st.dictionaries(st.sampled_from(["by-a", "By_B"]), local))
    index = st.builds(
        lambda its, own: {"partition_key": "indexed", **its, **own}, _projections, _some(**capacities)
    )
    made["global_secondary_indexes"] = draw(st.dictionaries(st.sampled_from(["by-c", "By_D"]), index))
    if provisioned:
        made["billing_mode"] = "PROVISIONED"
        made |= {name: draw(capacity) for name, capacity in capacities.items()}
    override = {
        "table_class": st.sampled_from(["STANDARD", "STANDARD_INFREQUENT_ACCESS"]),
        "tags": _tags,
        "timeouts": _table_timeouts,
    }
    its_own = {**override, "read_capacity": _capacities} if provisioned else override
    optional = _some(
        ttl=st.sampled_from(["expires", {"attribute_name": "expires", "enabled": False}]),
        point_in_time_recovery=st.booleans(),
        deletion_protection=st.booleans(),
        regions=_regions(_some(**its_own)),
        **override,
    )
    return {**made, **draw(optional)}


secrets = _some(
    description=free_text,
    generate=st.one_of(
        st.sampled_from([True]),
        _some(
            username=st.sampled_from(["app", "a@b.c"]),
            length=st.integers(8, 64),
            exclude_characters=st.sampled_from(["$", "${", "%{"]),
            include_space=st.booleans(),
        ),
    ),
    value_version=st.integers(1, 3),
    recovery_window_in_days=st.sampled_from([0, 7, 30]),
    tags=_tags,
)

_lifecycles = st.dictionaries(
    st.sampled_from(["old", "cold", "Rule 3"]),
    st.sampled_from(
        [
            {"expiration_days": 30, "noncurrent_expiration_days": 7},
            {"prefix": "${a}/", "transitions": [{"days": 90, "storage_class": "STANDARD_IA"}]},
            {"tags": {"a": "%{b}"}, "noncurrent_expiration_days": 9, "noncurrent_versions": 3},
            {"enabled": False, "expired_object_delete_marker": True},
        ]
    ),
    max_size=2,
)


@st.composite
def buckets(draw: st.DrawFn) -> dict[str, Any]:
    """A bucket."""
    override = {"lifecycle": _lifecycles, "tags": _tags, "timeouts": _bucket_timeouts}
    optional = _some(
        object_lock=st.sampled_from([{"mode": "GOVERNANCE", "years": 7}, {"mode": "GOVERNANCE", "days": 1}]),
        replication=_some(
            time_control=st.booleans(),
            replica_modifications=st.booleans(),
            delete_markers=st.booleans(),
            storage_class=st.sampled_from(["STANDARD", "GLACIER_IR"]),
            prefix=st.sampled_from(["", "in/", "%{x}/"]),
        ),
        force_destroy=st.booleans(),
        regions=_regions(_some(**override)),
        **override,
    )
    return {"consistency": draw(_consistencies), **draw(optional)}


_PLATFORMS: dict[str, dict[str, Any]] = {
    "ecs": {},
    "ec2": {},
    "pods": {"service_account": {"namespace": "a", "name": "b.c", "clusters": dict.fromkeys(CODES, "c")}},
    "web": {
        "service_account": {
            "namespace": "a",
            "name": "b.d",
            "oidc_providers": {
                code: f"arn:aws:iam::123456789012:oidc-provider/oidc.eks.{code}.amazonaws.com/id/{'0A' * 16}"
                for code in CODES
            },
        }
    },
}
applications = st.builds(
    lambda platform, some: {
        "runs_on": platform if platform in {"ecs", "ec2"} else "eks",
        **_PLATFORMS[platform],
        **some,
    },
    st.sampled_from(sorted(_PLATFORMS)),
    _some(tags=_tags, regions=_regions(_some(tags=_tags))),
)
"""Applications that use nothing yet."""

_ACCESSES = {"secrets": ["read"], "keys": ["read", "write", "read-write"]}


def _of_regions(account: dict[str, Any], codes: Sequence[str]) -> dict[str, Any]:
    """A service account of the clusters in these Regions."""
    return {
        key: {code: value[code] for code in codes} if isinstance(value, dict) else value
        for key, value in account.items()
    }


@st.composite
def _uses(draw: st.DrawFn, sections: dict[str, dict[str, Any]], *, everywhere: bool) -> dict[str, Any]:
    """Uses of some of the resources, such as can hold wherever home is.

    An application of both Regions may do everything; one of a single Region may be away from home, and reads.
    """
    uses: dict[str, Any] = {}
    for section in sections.keys() & {"databases", "tables", "buckets", "secrets", "keys"}:
        chosen = (
            draw(st.lists(st.sampled_from(sorted(sections[section])), unique=True))
            if sections[section]
            else []
        )
        for name in chosen:
            accesses = _ACCESSES.get(section, ["read", "write", "read-write"])
            access = draw(st.sampled_from(accesses)) if everywhere else "read"
            strong = (
                everywhere and sections[section][name].get("consistency") == "strong" and access != "write"
            )
            at_home = {"access": access, "strong_reads": "home"}
            use = draw(st.sampled_from([access, at_home])) if strong else access
            uses.setdefault(section, {})[name] = use
    return uses


KINDS = {
    "keys": keys,
    "databases": databases(),
    "tables": tables(),
    "secrets": secrets,
    "buckets": buckets(),
    "applications": applications,
}
WITHOUT_KEY = ("keys", "applications")
"""Sections whose resources name no key that encrypts them."""
_networks = st.sampled_from(
    [
        {},
        {"ap-northeast-1": {"cidr": "10.1.0.0/16"}},
        {
            "ap-northeast-3": {
                "vpc_id": "vpc-0a",
                "subnet_ids": ["subnet-0a", "subnet-0b"],
                "cidr": "10.2.0.0/20",
            }
        },
    ]
)


def _topics(*names: str) -> dict[str, list[str]]:
    """A topic in each Region for each name."""
    return {code: [f"arn:aws:sns:{code}:123456789012:{name}" for name in names] for code in CODES}


_alarms = _some(
    enabled=st.booleans(),
    notify=st.sampled_from([{}, _topics("on-call"), _topics("on-call", "desk")]),
    notify_each=st.sampled_from([{}, _topics("chat")]),
)


def _name_of(length: int) -> st.SearchStrategy[str]:
    return st.text("abc09", min_size=length - 1, max_size=length - 1).map(lambda rest: f"n{rest}")


@st.composite
def long_named_estates(draw: st.DrawFn) -> dict[str, Any]:
    """A spec with one of each kind, whose names are about as long as AWS lets them be, or too long."""
    estate = draw(st.integers(3, 30))
    longest = 43 - estate  # what the limit of buckets leaves, which is the least
    name = draw(_name_of(draw(st.integers(max(1, longest - 4), min(41, longest + 2)))))
    database = {"engine": "aurora-postgresql", "engine_version": "17.7", "instance_class": "db.r7g.large"}
    return {
        "estate": draw(_name_of(estate)),
        "account": "123456789012",
        "keys": {name: {}},
        "databases": {name: {**database, "consistency": "strong", "database_name": "main"}},
        "tables": {name: {"consistency": "eventual", "partition_key": "id"}},
        "secrets": {name: {}},
        "buckets": {name: {"consistency": draw(_consistencies)}},
        "applications": {name: {"runs_on": "ec2"}},
    }


@st.composite
def estates(draw: st.DrawFn) -> dict[str, Any]:
    """A spec, valid, with up to two resources of each kind, which all name their key."""
    sections = {
        section: draw(st.dictionaries(_names, its, min_size=section == "keys", max_size=2))
        for section, its in KINDS.items()
    }
    key = next(iter(sections["keys"]))
    for section in sections.keys() - set(WITHOUT_KEY):
        for its in sections[section].values():
            its["key"] = key
    for name, its in sections["applications"].items():
        codes = draw(st.sampled_from([CODES, CODES[:1], CODES[1:]]))
        if codes != CODES:
            its["runs_in"] = list(codes)
        its["uses"] = draw(_uses(sections, everywhere=codes == CODES))
        if "service_account" in its:
            its["service_account"] = _of_regions({**its["service_account"], "name": name}, codes)
    pair = draw(st.permutations(CODES))
    head: dict[str, Any] = {"estate": draw(_names), "pair": pair, "tags": draw(_tags)}
    head |= draw(_some(home=st.sampled_from(CODES), network=_networks, alarms=_alarms))
    account: dict[str, Any] = {"account": "123456789012"}
    if draw(st.booleans()):
        account = {"environments": {draw(_names): account}}
    return {**head, **account, **sections}


# Texts of a plan, which whoever opens a pull request writes.

_ACTING = (
    *(
        "`",
        "``",
        "```\n",
        "~~~",
        "|",
        "\\|",
        "\n",
        "\r\n",
        "\n\n",
        "\n---\n",
        "<",
        ">",
        "&lt;",
        "&#64;",
        "-->",
    ),
    *("</details>", "</summary>", "</code>", "</pre>", "</td></tr></table>", "<!--", "]]>", "</script>"),
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '" onclick="alert(1)',
        "' x='",
        "</style>",
    ),
    *("{{ 7 * 7 }}", "{% x %}", "{0}", "[bold red]", "[/]", "", " ", "東京", "x", "e" + "\u0301" * 9),
    *(
        "@octocat",
        "@org/team",
        "#123",
        "org/repo#1",
        "GH-1",
        "!12",
        "~bug",
        "%1",
        "&4",
        "$9",
        "JIRA-7",
        ":tada:",
    ),
    *("https://evil.example", "www.evil.example", "a@b.example", "[click](https://evil.example)"),
    *("![x](//evil.example)", "[x]: https://evil.example", "<https://evil.example>", "**b**"),
    *("\n/close", "\n# big", "\n> quote", "\n- [ ] task", "0123456789abcdef0123456789abcdef01234567"),
    *("\x1b[2J", "\x1b]8;;https://evil.example\x07", "\x9b31m", "\x00", "\x07", "\x08", "\x7f", "\x85"),
    *("\u2028", "\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad", "\ud800", "\U000e0041", "\ufe0f", "\u3164"),
)
_acting_or_not = st.one_of(st.sampled_from(_ACTING), st.text(max_size=6))
hostile_text = st.lists(_acting_or_not, min_size=1, max_size=6).map("".join)
"""Text that would act in markdown, HTML or a terminal, if it were let."""

_moments = st.integers(1_577_836_800, 1_893_456_000).map(
    lambda second: dt.datetime.fromtimestamp(second, dt.UTC)
)
_job_texts = st.text(printable, min_size=1, max_size=20)
_job_filters = _some(
    EligibleForReplication=st.booleans(),
    CreatedAfter=_moments,
    CreatedBefore=_moments,
    ObjectReplicationStatuses=st.lists(
        st.sampled_from(["NONE", "FAILED", "COMPLETED", "REPLICA"]), max_size=4
    ),
    KeyNameConstraint=_some(MatchAnyPrefix=st.lists(_job_texts, max_size=2)),
    ObjectSizeGreaterThanBytes=st.integers(0, 2**40),
    MatchAnyStorageClass=st.lists(st.sampled_from(["STANDARD", "GLACIER"]), max_size=2),
    MatchAnyObjectEncryption=st.just([{"SSEKMS": {"BucketKeyEnabled": True}}]),
)
job_requests = st.fixed_dictionaries(
    {
        "AccountId": st.just("111122223333"),
        "Operation": st.just({"S3ReplicateObject": {}}),
        "Report": st.fixed_dictionaries({"Enabled": st.booleans()}, optional={"Prefix": _job_texts}),
        "ClientRequestToken": _job_texts,
        "Priority": st.integers(0, 2**31 - 1),
        "RoleArn": st.just("arn:aws:iam::111122223333:role/batch"),
        "ManifestGenerator": st.fixed_dictionaries(
            {
                "S3JobManifestGenerator": st.fixed_dictionaries(
                    {"SourceBucket": st.just("arn:aws:s3:::docs"), "EnableManifestOutput": st.booleans()},
                    optional={"Filter": _job_filters},
                )
            }
        ),
    },
    optional={"ConfirmationRequired": st.booleans(), "Description": _job_texts},
)
"""Parameters of S3 Control's CreateJob, as an SDK takes them."""


# Steps of a promotion, as graphs.

_PROMOTING = (OperationPhase.PROMOTE, OperationPhase.VERIFY)


@st.composite
def _step_graphs(draw: st.DrawFn) -> list[tuple[float, list[int], OperationPhase]]:
    """Steps as (seconds, earlier steps that it needs, phase): what rejoins, then fences, then others."""
    rejoining = draw(st.integers(0, 2))
    fences = draw(st.integers(0, 3))
    steps: list[tuple[float, list[int], OperationPhase]] = []
    for number in range(draw(st.integers(0, 14))):
        earlier = range(number)
        needs = draw(st.lists(st.sampled_from(earlier), max_size=3, unique=True)) if number else []
        if number < rejoining:
            phase = OperationPhase.REJOIN
        elif number < rejoining + fences:
            phase = OperationPhase.FENCE
        else:
            phase = draw(st.sampled_from(_PROMOTING))
        steps.append((draw(st.sampled_from([0.0, 0.5, 3.0, 30.0, 240.0])), needs, phase))
    return steps


step_graphs = _step_graphs()


WORDS_LOOKED_FOR = ('"""', "'''", "/*", "`", "efault", "EFAULT")
"""Words that a lint asks texts for."""
texts_around_words = st.lists(
    st.sampled_from((*WORDS_LOOKED_FOR, "D", "Efault", '"', "'", "*", "/", "\n", "東京", "\udc80", "\0")),
    max_size=12,
).map("".join)
"""Texts with such words, nearly such words, and what is no UTF-8."""

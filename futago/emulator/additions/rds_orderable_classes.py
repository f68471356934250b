"""RDS ``DescribeOrderableDBInstanceOptions``: the classes that an Aurora global database may have.

MiniStack lists burstable and general-purpose classes only, none of which may join one. Here, for Aurora's
engines, the memory-optimized classes and db.serverless are added in each Region that offers their family, in
the Region's zones (the facts of ``regions``), a page at a time.

AWS: RDS API Reference, DescribeOrderableDBInstanceOptions (MaxRecords 20 to 100, Marker); Aurora User Guide,
"Supported DB engines for DB instance classes".
"""

from __future__ import annotations

from typing import Any

from ministack.core.responses import get_region
from ministack.services import rds

from futago.emulator.additions.around import OK, Response, Wrapper, around
from regions import OSAKA, TOKYO

_ENGINES = ("aurora-mysql", "aurora-postgresql")
_FAMILIES = ("r5", "r6g", "r6i", "r7g", "r7i", "r8g", "x2g")
_SIZES = ("large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge")
_PAGE = 100


@around(rds, "_describe_orderable_options")
def describe_orderable_options(describe: Wrapper, params: Any) -> Response:
    """Answer for Aurora's engines; leave the others to MiniStack, and a wrong version too."""
    others: Response = describe(params)
    engine = rds._p(params, "Engine")
    if engine not in _ENGINES or others[0] != OK:
        return others
    wanted = rds._p(params, "DBInstanceClass")
    classes = [each for each in _classes() if not wanted or each == wanted]
    start, size = int(rds._p(params, "Marker") or 0), int(rds._p(params, "MaxRecords") or _PAGE)
    page = "".join(
        _option(engine, rds._p(params, "EngineVersion"), each) for each in classes[start : start + size]
    )
    marker = f"<Marker>{start + size}</Marker>" if start + size < len(classes) else ""
    answer: Response = rds._xml(
        200,
        "DescribeOrderableDBInstanceOptionsResponse",
        f"<DescribeOrderableDBInstanceOptionsResult><OrderableDBInstanceOptions>{page}"
        f"</OrderableDBInstanceOptions>{marker}</DescribeOrderableDBInstanceOptionsResult>",
    )
    return answer


def _classes() -> list[str]:
    region = _region()
    missing = region.missing_instance_families if region else frozenset()
    sized = [f"db.{family}.{size}" for family in _FAMILIES if family not in missing for size in _SIZES]
    return ["db.serverless", *sized]


def _option(engine: str, version: str, instance_class: str) -> str:
    region = _region()
    zones = region.zones if region else (f"{get_region()}a",)
    listed = "".join(f"<AvailabilityZone><Name>{zone}</Name></AvailabilityZone>" for zone in zones)
    return (
        f"<OrderableDBInstanceOption><Engine>{engine}</Engine><EngineVersion>{version}</EngineVersion>"
        f"<DBInstanceClass>{instance_class}</DBInstanceClass><AvailabilityZones>{listed}</AvailabilityZones>"
        "<Vpc>true</Vpc><SupportsGlobalDatabases>true</SupportsGlobalDatabases>"
        "<SupportsClusters>true</SupportsClusters></OrderableDBInstanceOption>"
    )


def _region() -> Any:
    return next((each for each in (TOKYO, OSAKA) if each.code == get_region()), None)

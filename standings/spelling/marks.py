"""What stands in a cell for a status or a lane, on sheets and by people. Pure."""

from isuwc.text.slugs import fold

STATUSES = {
    "dnf": "DNF", "dns": "DNS", "dq": "DQ", "dsq": "DQ", "dqf": "DQ", "disq": "DQ", "wdr": "WDR", "wd": "WDR",
    "withdrew": "WDR", "withdrawn": "WDR", "did not finish": "DNF", "did not start": "DNS", "disqualified": "DQ",
}  # fmt: skip
LANES = {
    "i": "inner", "in": "inner", "inner": "inner", "inside": "inner",
    "o": "outer", "out": "outer", "outer": "outer", "outside": "outer",
    "finish": "finish", "finish straight": "finish", "f": "finish",
    "crossing": "crossing", "crossing straight": "crossing", "c": "crossing",
}  # fmt: skip


def status_of(text: str) -> str:
    """DNF, DNS, DQ or WDR, however it is written; "" for anything else."""
    return STATUSES.get(fold(text).replace(".", "").strip(), "")


def lane_of(text: str) -> str:
    """inner, outer, finish or crossing; "" for anything else."""
    return LANES.get(fold(text).strip(" ()."), "")

"""What the audit of packages says: a package that could not be asked about is never counted as sound."""

import pytest

from tools.audit import verdict

SOUND = {"name": "a", "version": "1", "vulns": []}
WEAK = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]}
UNMENDED = {"name": "c", "version": "3", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]}
UNKNOWN = {"name": "d", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("packages", "code", "lines"),
    [
        ([SOUND], 0, ["1 packages audited, 0 weaknesses known."]),
        ([SOUND, UNKNOWN], 0, ["1 packages audited, 0 weaknesses known. Of 1 nothing could be learned."]),
        ([UNKNOWN], 2, ["Not audited: the package index says nothing about the 1 packages of requirements.txt."]),
        (
            [WEAK, SOUND, UNMENDED],
            1,
            [
                "b 2: PYSEC-1, mended in 2.1",
                "c 3: PYSEC-2, mended in none yet",
                "3 packages audited, 2 weaknesses known.",
            ],
        ),
    ],
)
def test_verdict(packages, code, lines):
    assert verdict(packages) == (code, lines)

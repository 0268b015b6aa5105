from tests.isuwc.hostile.conftest import world

__all__ = ["world"]

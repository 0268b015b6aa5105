from typing import Any

from django.apps import AppConfig


class StandingsConfig(AppConfig):
    name = "standings"

    def ready(self) -> None:
        from events.calendar.programme.apply import results_reordered  # noqa: PLC0415 - models can't be imported earlier
        from standings.corrections import taken_back as corrections  # noqa: F401, PLC0415 - its receivers
        from standings.scoring import taken_back  # noqa: F401, PLC0415 - the same
        from standings.scoring.recompute import recompute  # noqa: PLC0415 - the same

        def follow(season: Any, **kwargs: Any) -> None:
            """There is a standing after every race: races in another order have other ones."""
            recompute(season)

        results_reordered.connect(follow, dispatch_uid="standings", weak=False)

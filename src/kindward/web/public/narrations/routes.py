"""Lines of a practice, from which a browser weaves any length."""

from collections.abc import Iterator

from starlette.routing import Route

from kindward.web.public.narrations.serve import KeptLines


def routes(kept: KeptLines) -> Iterator[Route]:
    """The addresses of this area."""
    yield Route("/narrations/{language}/{voice}/{name}", kept.serve)

"""What a connection is trusted by: the feed's token."""

from __future__ import annotations

from collections.abc import Mapping

from command_center.model.settings import FeedSettings


class NoToken(Exception):
    """The feed's settings name an environment variable that is not set."""


def token(settings: FeedSettings, environment: Mapping[str, str]) -> str | None:
    """The feed's token, None when it has none. Raises NoToken, naming the variable and never its content."""
    name = settings.token_env
    if name is None:
        return None
    found = environment.get(name, "")
    if not found:
        raise NoToken(f"the environment variable {name} is not set: the feed's token is missing")
    return found

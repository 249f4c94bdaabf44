"""Pictures named by a message: kept at once when they are inside it, noted to be fetched when they are not."""

from __future__ import annotations

from collections.abc import Sequence

from command_center.pipeline.pictures import NotAPicture, from_data_url
from command_center.store import pictures
from command_center.store.pictures import Link, LinkState
from command_center.store.unit import Unit

MOST_PER_MESSAGE = 20


def link_pictures(unit: Unit, owner_kind: str, owner: str, urls: Sequence[str], feed: str) -> None:
    """Have these pictures belong to `owner`; one that is no picture leaves a marked gap."""
    if len(urls) > MOST_PER_MESSAGE:
        why = f"{len(urls) - MOST_PER_MESSAGE} more pictures came with this message than are taken ({MOST_PER_MESSAGE})"
        pictures.link(unit.connection, Link(owner_kind, owner, None, feed, unit.now), LinkState.FAILED, why=why)
    for url in urls[:MOST_PER_MESSAGE]:
        outside = None if url.startswith("data:") else url
        link = Link(owner_kind, owner, outside, feed, unit.now)
        if outside is not None:
            pictures.link(unit.connection, link, LinkState.PENDING)
            continue
        try:
            picture = from_data_url(url)
        except NotAPicture as error:
            pictures.link(unit.connection, link, LinkState.FAILED, why=str(error))
            continue
        digest = pictures.put(unit.connection, picture.data, picture.media_type, unit.now)
        pictures.link(unit.connection, link, LinkState.STORED, sha256=digest)

"""What comes with a message: its pictures, kept at once or noted to be fetched; and the message itself, as it came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from command_center.pipeline.batch import Seen, written
from command_center.pipeline.pictures import NotAPicture, from_data_url
from command_center.store import pictures, raw
from command_center.store.pictures import Link, LinkState
from command_center.store.unit import Unit

MOST_PER_MESSAGE = 20


def link_pictures(
    unit: Unit, owner_kind: str, owner: str, urls: Sequence[str], feed: str, taken: datetime | None = None
) -> None:
    """Have these pictures belong to `owner`; one that is no picture leaves a marked gap.

    `taken` is by the source's clock.
    """
    if len(urls) > MOST_PER_MESSAGE:
        why = f"{len(urls) - MOST_PER_MESSAGE} more pictures came with this message than are taken ({MOST_PER_MESSAGE})"
        left_out = Link(owner_kind, owner, None, feed, unit.now, taken)
        pictures.link(unit.connection, left_out, LinkState.FAILED, why=why)
    for url in urls[:MOST_PER_MESSAGE]:
        outside = None if url.startswith("data:") else url
        link = Link(owner_kind, owner, outside, feed, unit.now, taken)
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


def keep_message(unit: Unit, owner_kind: str, owners: Sequence[str], seen: Seen) -> None:
    """Keep the message behind what it raised or went on, byte for byte: it may become evidence."""
    if not owners:
        return
    data, media_type = (seen.raw, "application/json") if seen.raw else (written(seen.what), raw.AS_UNDERSTOOD)
    raw.keep(
        unit.connection, owner_kind, list(dict.fromkeys(owners)), data, media_type,
        feed=seen.feed, told=seen.told, received=seen.received,
    )  # fmt: skip

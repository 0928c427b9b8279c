"""Room 5: tracks become what listeners use: index, feed, transcripts, covers, player, server."""

from audiobook.publish.publish import publish

__all__ = ["publish"]

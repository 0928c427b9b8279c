"""Room 5: tracks become what listeners use: index, feed, transcripts, covers, player, server."""

from audiobook.publish.publish import check, publish

__all__ = ["check", "publish"]

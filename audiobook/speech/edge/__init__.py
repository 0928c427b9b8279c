"""The voices of Microsoft Edge's read-aloud service, by the unmodified edge-tts package."""

from audiobook.speech.edge.engine import Edge

__all__ = ["Edge"]

"""Any server with OpenAI's speech API."""

from audiobook.speech.openai.engine import OpenAI

__all__ = ["OpenAI"]

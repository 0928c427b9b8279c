"""The engine: one request an utterance, few connections, and nothing counts that is not whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from audiobook.errors import EngineUnavailable, NoAudio, SpeechError, TextError, UnknownVoice
from audiobook.language.syllables import count_syllables
from audiobook.model import Mark, SpeechRequest, Utterance, Voice, VoiceInfo
from audiobook.speech.edge import voice_list as known
from audiobook.speech.engine import Capabilities, Speech, read_options
from audiobook.speech.network import Residence
from audiobook.speech.sanitize import sendable
from audiobook.system.value_rules import Matching, Within

if TYPE_CHECKING:
    from audiobook.speech.edge.session import Session

_VERSION = "1"
"""Of what we send; raised when the same text would sound different."""
_SLACK_MS = 100
"""The last word ends 0.8 s before the audio does; a decoder may lose a few frames of that."""
_MOST_CONNECTIONS = 4
"""Above a handful the service throttles or blocks its users."""
_REFUSALS_FIRST, _REFUSALS_LATER = 3, 6
"""So many refusals in a row, before the first answer and after it, are final."""

_SECONDS = Annotated[float, Within(0.01, 3600, "seconds")]
_SERVER = Annotated[str | None, Matching(r"(https?|wss?)://[^/\s]+/?", "scheme://host:port")]
_OPTIONS: dict[str, tuple[Any, Any]] = {
    "connections": (2, Annotated[int, Within(1, _MOST_CONNECTIONS, "connections, which is what the service bears")]),
    "proxy": (None, _SERVER),
    "endpoint": (None, _SERVER),
    "connect_seconds": (10.0, _SECONDS),
    "idle_seconds": (10.0, _SECONDS),
    "total_seconds": (120.0, _SECONDS),
}
"""Settings, what they are when nobody says, and what they may be."""


class Edge:
    """Settings in [engines.edge]: `connections` (1 to 4, default 2), `proxy` (default: the system's), `endpoint`
    (scheme://host:port in place of the service's), `connect_seconds` and `idle_seconds` (10 each) and
    `total_seconds` (120), after which a request counts as failed."""

    name = "edge"

    def __init__(self, options: Mapping[str, Any], cache: Path) -> None:
        self._options = read_options(self.name, options, _OPTIONS)
        self._remembered = known.Remembered(cache)
        self.capabilities = Capabilities(
            needs="network",
            takes="text",
            sample_rate=24_000,
            preferred_syllables=60,
            # the service ends an answer at ten minutes; a sentence is far from that
            max_syllables=400,
            workers=self._options["connections"],
            # a request may have to wait until those before it have had their time
            request_seconds=self._options["total_seconds"] * (self._options["connections"] + 1) + 10,
            sentence_marks=True,
        )
        self._start()

    def _start(self) -> None:
        self._service = Residence(self._session)
        self._voices: list[VoiceInfo] | None = None
        self._asked_for_voices = False
        self._answered = False
        self._refusals = 0
        """Since the last answer."""

    def __getstate__(self) -> dict[str, Any]:
        return {key: self.__dict__[key] for key in ("_options", "_remembered", "capabilities")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._start()

    # ----------------------------------------------------------------------------------------------- voices

    def voices(self) -> Sequence[VoiceInfo]:
        """The service's list, asked for once a day; without a network the last one, or the built-in Chinese ones."""
        remembered, fresh = self._remembered.read()
        if fresh:
            return remembered
        try:
            return self._ask_for_voices()
        except SpeechError:
            return remembered or known.built_in()

    def _ask_for_voices(self) -> list[VoiceInfo]:
        rows = self._run("voices")
        found = known.from_service(rows)
        if not found:
            raise EngineUnavailable("the service lists no voices")
        self._remembered.write(found)
        self._voices = None
        return found

    def default_voice(self) -> str:
        """A warm female one."""
        return known.DEFAULT

    def request(self, utterance: Utterance, voice: Voice) -> SpeechRequest:
        """The spoken text. Raises `UnknownVoice` naming the nearest one, `TextError`."""
        if self._voices is None:
            self._voices = self._remembered.read()[0] or known.built_in()
        wrong = known.complaint(voice.name, self._voices)
        if wrong:
            raise UnknownVoice(wrong)
        payload = sendable(utterance.spoken)
        syllables = count_syllables(payload)
        if syllables == 0:
            raise TextError(f"nothing to speak in {utterance.written!r}")
        return SpeechRequest(self.name, _VERSION, voice.name, voice.rate, payload, syllables, utterance.language)

    # ----------------------------------------------------------------------------------------------- speech

    def speak(self, request: SpeechRequest) -> Speech:
        """Audio of one request, with a mark for each word.

        Raises `NoAudio` if it is not whole, `EngineUnavailable`, and `UnknownVoice` if the voice was withdrawn.
        """
        from audiobook.speech.edge.decode import SAMPLE_RATE, decode
        from audiobook.speech.edge.failures import Refused

        try:
            answer = self._run("speech", request)
        except Refused as error:
            self._refusals += 1
            # edge-tts has already corrected the clock; a few more are for chance, then it is a wall
            error.final = self._refusals >= (_REFUSALS_LATER if self._answered else _REFUSALS_FIRST)
            raise
        except NoAudio as error:
            self._still_offered(request.voice, error)
            raise
        self._answered = True
        self._refusals = 0
        samples = decode(answer.mp3)
        duration_ms = len(samples) * 1000 // SAMPLE_RATE
        last = answer.marks[-1].end_ms if answer.marks else 0
        if last > duration_ms + _SLACK_MS:
            raise NoAudio(f"cut off: {duration_ms / 1000:.1f} s of {last / 1000:.1f} s of audio")
        marks = tuple(Mark(m.text, min(m.start_ms, duration_ms), min(m.end_ms, duration_ms)) for m in answer.marks)
        return Speech(samples, SAMPLE_RATE, marks)

    def _still_offered(self, voice: str, cause: NoAudio) -> None:
        """Raise `UnknownVoice` if the service does not list `voice` any more: it answers such requests with nothing.
        It is asked once, on the first failure."""
        if not self._asked_for_voices:
            self._asked_for_voices = True
            try:
                self._ask_for_voices()
            except SpeechError:
                return
        current, fresh = self._remembered.read()
        if fresh and voice not in {info.name for info in current}:
            others = [info.name for info in current if info.language == known.language(voice)]
            hint = f"; there are: {', '.join(others)}" if others else ""
            raise UnknownVoice(f"edge no longer has the voice {voice}{hint}") from cause

    def close(self) -> None:
        """End all connections now."""
        self._service.close()

    def check(self) -> list[tuple[str, bool, str]]:
        """For `audiobook doctor`: the service, and this machine's clock by the service's."""
        from audiobook.speech.edge.diagnose import examine

        return examine(self._options["endpoint"], self._options["proxy"])

    def _run(self, what: Literal["speech", "voices"], *arguments: Any) -> Any:
        return self._service.run(lambda session: getattr(session, what)(*arguments))

    def _session(self) -> Session:
        from audiobook.speech.edge.session import Session

        return Session(self._options, _MOST_CONNECTIONS)

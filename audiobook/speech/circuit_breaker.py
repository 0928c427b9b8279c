"""What a failure means for the requests still to come: go on, pause, or open the circuit and try nothing more.

    service unavailable   many in a row, or if it asks for it: all pause; no better after all tries of a request: open
    engine hangs          three in a row: open
    worker died           again: one request at a time; so many in a row without one clip: open
    voice lost            its requests are refused, others go on
    nothing works         after six requests from two places without one clip: open

An open circuit stays open: what is left is reported with the reason, and the next build tries again.
"""

from __future__ import annotations

_MOST_DEATHS = 8
"""So many deaths of workers in a row without one clip, and no more are started."""
_MOST_HUNG = 3
"""So many requests in a row that an engine did not come back from, each after its whole limit."""
_MOST_FAILED = 6
"""So many requests that failed for good and not one clip, and the rest is not tried."""


class CircuitBreaker:
    """Counts failures and successes of one run; times are seconds of one clock, which the caller reads."""

    def __init__(self, retries: int) -> None:
        """`retries`: how often a request is tried again when the service is unavailable."""
        self.open_reason = ""
        """Why nothing more is worth trying; empty while something is."""
        self._retries = retries
        self._paused_until = 0.0
        self._unavailable = 0
        """Failures of the service since it last answered."""
        self._deaths = 0
        """Of workers, since the last clip."""
        self._unexplained_deaths = 0
        """Of workers, since a request was last found to be the cause."""
        self._hung = 0
        """Requests that did not come back, since the last clip."""
        self._lost_voices: dict[str, str] = {}
        self._spoken = False
        self._failed = 0
        """Requests that failed for good while not one was spoken."""

    def open(self, reason: str) -> None:
        """Nothing more is worth trying."""
        self.open_reason = reason

    def refusal(self, voice: str) -> str:
        """Why a request with this voice need not be tried; empty if it is to be."""
        return self.open_reason or self._lost_voices.get(voice, "")

    def pause_s(self, now: float) -> float:
        """Seconds until something may be started; 0 for an open circuit, where nothing is."""
        return 0.0 if self.open_reason else max(0.0, self._paused_until - now)

    @property
    def one_at_a_time(self) -> bool:
        """After a second death each worker gets one request at a time, so that we learn which one it is."""
        return self._unexplained_deaths > 1

    def clip_came(self) -> None:
        """Service and workers are well."""
        self._spoken = True
        self._unavailable = self._deaths = self._hung = 0

    def service_answered(self) -> None:
        """If only with audio that is faulty."""
        self._unavailable = 0

    def service_unavailable(self, now: float, pause_s: float, *, connections: int, asked: bool) -> None:
        """A request was not answered and will be tried again in `pause_s`; `asked`: the service said how long. The
        others pause too if they are asked to, or fail just so: more in a row than there are connections."""
        self._unavailable += 1
        if asked or self._unavailable > connections:
            self._paused_until = max(self._paused_until, now + pause_s)

    def tries_used_up(self, reason: str) -> None:
        """The service answered none of a request's tries: it is gone, if nobody else was answered meanwhile."""
        if self._unavailable > self._retries:
            self.open(reason)

    def engine_hung(self, reason: str) -> None:
        """A request was given up, after the engine's own limit."""
        self._hung += 1
        if self._hung >= _MOST_HUNG:
            self.open(reason)

    def voice_lost(self, voice: str, reason: str) -> None:
        """There is no such voice, for good."""
        self._lost_voices[voice] = reason

    def worker_died(self, reason: str) -> None:
        """A worker process ended without a word."""
        self._deaths += 1
        self._unexplained_deaths += 1
        if self._deaths > _MOST_DEATHS:
            self.open(f"{reason} Every new one ends too (a script that uses audiobook needs a main guard)")

    def cause_of_death_found(self) -> None:
        """It was one request's fault, and that is not tried any more."""
        self._unexplained_deaths = 0

    def request_failed(self, reason: str) -> bool:
        """A request failed for good. True: not one was spoken yet, and it is time to try another place in the book,
        before the circuit opens."""
        if self._spoken or self.open_reason:
            return False
        self._failed += 1
        if self._failed == _MOST_FAILED:
            self.open(reason)
        return self._failed == _MOST_FAILED // 2

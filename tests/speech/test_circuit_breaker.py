"""When failures pause everything, and when nothing more is tried."""

from __future__ import annotations

from audiobook.speech.circuit_breaker import CircuitBreaker


def unavailable(breaker: CircuitBreaker, times: int, *, now: float = 100.0, pause_s: float = 5.0) -> None:
    """The service fails so many times in a row, on two connections."""
    for _ in range(times):
        breaker.service_unavailable(now, pause_s, connections=2, asked=False)


def test_failures_of_one_round_pause_nobody() -> None:
    """As many in a row as there are connections may be chance; one more pauses all, until its time has come."""
    breaker = CircuitBreaker(retries=4)
    unavailable(breaker, 2)
    assert breaker.pause_s(100.0) == 0
    unavailable(breaker, 1)
    assert [breaker.pause_s(now) for now in (100.0, 104.0, 105.0, 200.0)] == [5.0, 1.0, 0.0, 0.0]


def test_an_answer_ends_the_row() -> None:
    """Also an answer that is faulty."""
    for answer in (CircuitBreaker.clip_came, CircuitBreaker.service_answered):
        breaker = CircuitBreaker(retries=2)
        unavailable(breaker, 2)
        answer(breaker)
        unavailable(breaker, 2)
        breaker.tries_used_up("gone")
        assert (breaker.pause_s(100.0), breaker.open_reason) == (0, "")


def test_a_service_that_asks_for_a_pause_gets_it_at_once() -> None:
    """The longest pause counts, not the last."""
    breaker = CircuitBreaker(retries=4)
    breaker.service_unavailable(100.0, 60.0, connections=2, asked=True)
    breaker.service_unavailable(101.0, 1.0, connections=2, asked=True)
    assert breaker.pause_s(101.0) == 59.0


def test_a_service_that_is_gone_opens_the_circuit() -> None:
    """When a request's tries are used up and nobody was answered meanwhile; then nothing pauses any more."""
    breaker = CircuitBreaker(retries=2)
    unavailable(breaker, 3)
    assert breaker.refusal("any") == ""
    breaker.tries_used_up("gone")
    assert breaker.open_reason == breaker.refusal("any") == "gone"
    assert breaker.pause_s(100.0) == 0


def test_a_lost_voice_refuses_only_its_own() -> None:
    """Others go on."""
    breaker = CircuitBreaker(retries=2)
    breaker.voice_lost("old", "withdrawn")
    assert (breaker.refusal("old"), breaker.refusal("new"), breaker.open_reason) == ("withdrawn", "", "")


def test_after_a_second_death_one_request_at_a_time() -> None:
    """Until the request that workers die of is found."""
    breaker = CircuitBreaker(retries=2)
    seen = []
    for _ in range(2):
        breaker.worker_died("killed")
        seen.append(breaker.one_at_a_time)
    breaker.cause_of_death_found()
    assert [*seen, breaker.one_at_a_time] == [False, True, False]


def test_workers_that_all_die_open_the_circuit() -> None:
    """At the ninth death in a row without a clip; one clip, and the count begins anew."""
    breaker = CircuitBreaker(retries=2)
    for _ in range(8):
        breaker.worker_died("killed.")
    breaker.clip_came()
    for _ in range(8):
        breaker.worker_died("killed.")
    assert breaker.open_reason == ""
    breaker.worker_died("killed.")
    assert breaker.open_reason.startswith("killed. Every new one ends too")


def test_when_nothing_works_the_rest_is_not_tried() -> None:
    """After three requests another place is asked for, after six the circuit opens."""
    breaker = CircuitBreaker(retries=2)
    assert [breaker.request_failed("no") for _ in range(5)] == [False, False, True, False, False]
    assert breaker.open_reason == ""
    assert not breaker.request_failed("no")
    assert breaker.open_reason == "no"


def test_one_clip_proves_that_something_works() -> None:
    """However many fail afterwards, each is tried."""
    breaker = CircuitBreaker(retries=2)
    breaker.clip_came()
    assert not any(breaker.request_failed("no") for _ in range(20))
    assert breaker.open_reason == ""


def test_an_engine_that_hangs_again_and_again_is_not_asked_any_more() -> None:
    """Three in a row, each after its whole limit; a clip in between begins the row anew."""
    breaker = CircuitBreaker(retries=4)
    for _ in range(2):
        breaker.engine_hung("hangs")
    breaker.clip_came()
    for _ in range(2):
        breaker.engine_hung("hangs")
    assert breaker.open_reason == ""
    breaker.engine_hung("hangs")
    assert breaker.refusal("any voice") == "hangs"

"""What network engines share: the gate that learns, the loop that can be closed."""

from __future__ import annotations

import asyncio
import pickle
import threading

import pytest

from audiobook.errors import EngineUnavailable
from audiobook.speech.network import Gate, Loop
from tests.waiting import GUARD_S


def test_gate_halves_and_creeps_up() -> None:
    """A protest halves what is allowed, down to one; every eight good answers allow one more, up to the most."""

    async def scene() -> list[int]:
        gate = Gate(4)
        limits = []

        async def visit(act: str) -> None:
            async with gate.enter():
                await asyncio.sleep(0)
                getattr(gate, act)()

        await asyncio.gather(*(visit("protest") for _ in range(4)))
        limits.append(gate.limit)
        for _ in range(4):
            await asyncio.gather(*(visit("success") for _ in range(8)))
            limits.append(gate.limit)
        return limits

    assert asyncio.run(scene()) == [1, 2, 3, 4, 4]


def test_gate_counts_those_inside() -> None:
    """Never more inside than allowed, also when visitors are cancelled while they wait or inside."""

    async def scene() -> tuple[int, int]:
        gate = Gate(3)
        inside = most = 0

        async def visit() -> None:
            nonlocal inside, most
            async with gate.enter():
                inside += 1
                most = max(most, inside)
                try:
                    await asyncio.sleep(0.001)
                finally:
                    inside -= 1

        tasks = [asyncio.create_task(visit()) for _ in range(30)]
        await asyncio.sleep(0)
        for task in tasks[::2]:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return most, inside

    assert asyncio.run(scene()) == (3, 0)


def test_loop_runs_again_after_close() -> None:
    """A closed loop ends what waits in it, and starts anew when asked."""
    loop = Loop()
    waiting = threading.Event()

    async def wait() -> None:
        waiting.set()
        await asyncio.Event().wait()

    async def answer() -> int:
        return 42

    errors: list[BaseException] = []

    def run() -> None:
        try:
            loop.run(wait())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert waiting.wait(GUARD_S)
    loop.close()
    thread.join(GUARD_S)
    assert [type(error) for error in errors] == [EngineUnavailable]
    assert loop.run(answer()) == 42
    assert pickle.loads(pickle.dumps(loop)).run(answer()) == 42
    loop.close()
    loop.close()


def test_errors_come_through() -> None:
    """What the work raises, the caller sees."""

    async def fail() -> None:
        raise KeyError("x")

    loop = Loop()
    with pytest.raises(KeyError):
        loop.run(fail())
    loop.close()

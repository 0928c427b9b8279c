"""Serving: 10,000 requests from four clients at once, and what 200 slow clients cost, in time and memory.

Every answer is checked. The bare limit is the same four clients against a loop that sends a fixed answer.
"""

from __future__ import annotations

import concurrent.futures
import http.client
import multiprocessing
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from audiobook.model import Index, Track
from audiobook.publish import index

REQUESTS, CLIENTS, SLOW = 10_000, 4, 200
CHUNK = 4096
SERVE = """
import pathlib, sys
from audiobook.publish.server.run import serve
serve(pathlib.Path(sys.argv[1]), port=0, ready=lambda url: print(url, flush=True))
"""
BARE = """
import asyncio
async def answer(reader, writer):
    try:
        while await reader.readuntil(b"\\r\\n\\r\\n"):
            writer.write(b"HTTP/1.1 206 X\\r\\nContent-Length: 4096\\r\\n\\r\\n" + bytes(4096))
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()
async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


def client(port: int, number: int, count: int, data: bytes | None) -> int:
    """`count` ranges of 4 kB over one connection; how many were right."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    right = 0
    for at in range(count):
        start = (at * 7919 + number * 104_729) % 1_000_000
        connection.request("GET", "/tone.mp3", headers={"Range": f"bytes={start}-{start + CHUNK - 1}"})
        response = connection.getresponse()
        body = response.read()
        right += response.status == 206 and (data is None or body == data[start : start + CHUNK])
    connection.close()
    return right


def memory_mb(process: int) -> float:
    """Resident memory of a process; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    if not status.is_file():
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmRSS"))


def port_of(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline().rstrip("/\n").rpartition(":")[2])


def storm(port: int, data: bytes | None) -> float:
    """Seconds for all requests; fails unless all were right."""
    fork = multiprocessing.get_context("fork")  # a new interpreter would not find this file, which is no module
    with concurrent.futures.ProcessPoolExecutor(CLIENTS, mp_context=fork) as pool:
        list(pool.map(abs, range(CLIENTS)))  # started before the clock is
        began = time.perf_counter()
        jobs = [pool.submit(client, port, number, REQUESTS // CLIENTS, data) for number in range(CLIENTS)]
        assert sum(job.result() for job in jobs) == REQUESTS
        return time.perf_counter() - began


def run() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        data = os.urandom(1_100_000)
        tone = Path(folder) / "tone.mp3"
        tone.write_bytes(data)
        track = Track(1, "tone", tone, 60_000, len(data), -16.0, -1.0, 44_100, 96, (), ())
        index.write(Index("tone", (track,), engine="silence", voice="silent"), Path(folder))
        with subprocess.Popen([sys.executable, "-c", BARE], stdout=subprocess.PIPE, text=True) as bare:
            limit = storm(port_of(bare), None)
            bare.kill()
        with subprocess.Popen([sys.executable, "-c", SERVE, folder], stdout=subprocess.PIPE, text=True) as process:
            port = port_of(process)
            client(port, 0, 200, data)
            before = memory_mb(process.pid)
            seconds = storm(port, data)
            after = memory_mb(process.pid)
            slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(SLOW)]
            for connection in slow:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                connection.sendall(b"GET /tone.mp3 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            for _ in range(3):
                time.sleep(1.0)
                for connection in slow:
                    connection.recv(1)
            assert client(port, 0, 100, data) == 100
            crowded = memory_mb(process.pid)
            for connection in slow:
                connection.close()
            process.terminate()
    return {
        "serve_requests_per_s": REQUESTS / seconds,
        "serve_over_bare_loop_ratio": seconds / limit,
        "serve_memory_growth_after_10000_requests_mb": after - before,
        "serve_memory_growth_with_200_slow_clients_mb": crowded - after,
    }

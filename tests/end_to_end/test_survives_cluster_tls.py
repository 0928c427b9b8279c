"""A cluster whose scheduler and workers speak only to those who show a certificate of its authority."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run
from tests.end_to_end.test_build import state
from tests.tools import package
from tests.waiting import until

distributed = package("distributed")
dask = package("dask")
trustme = package("trustme")

BUILD = ("build", "issue.txt", "--engine", "silence", "-q")
ROLES = ("client", "scheduler", "worker")
WORKER = "import sys; from distributed.cli.dask_worker import main; main(sys.argv[1:])"


def certificates(folder: Path) -> dict[str, str]:
    """A new authority and a certificate of it, in files; by their names in dask's settings."""
    folder.mkdir()
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    issued = authority.issue_cert("127.0.0.1")
    issued.private_key_and_cert_chain_pem.write_to_path(folder / "both.pem")
    names = {"distributed.comm.tls.ca-file": str(folder / "ca.pem"), "distributed.comm.require-encryption": "true"}
    for role in ROLES:
        names |= {f"distributed.comm.tls.{role}.{part}": str(folder / "both.pem") for part in ("cert", "key")}
    return names


def environment(names: dict[str, str]) -> dict[str, str]:
    """The same as users set them: docs/scaling.md."""
    return {f"DASK_{name.replace('.', '__').replace('-', '_').upper()}": value for name, value in names.items()}


@contextmanager
def cluster(names: dict[str, str], folder: Path) -> Iterator[Any]:
    """A scheduler and a worker that require certificates."""
    with dask.config.set(names):
        security = distributed.Security()
        local = distributed.LocalCluster(
            n_workers=0, processes=False, protocol="tls", host="127.0.0.1", security=security,
            dashboard_address="127.0.0.1:0",
        )  # fmt: skip
    with local:
        command = [
            sys.executable,
            "-c",
            WORKER,
            local.scheduler_address,
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
        ]
        worker = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environment(names), "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until(lambda: local.scheduler.workers)
        yield local
        worker.kill()
        worker.wait()


def test_only_with_a_certificate(
    issue: Path, audiobook: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With certificates of the same authority the book is the one this machine makes alone; without, with those of
    another, and without encryption nobody gets in, and one line says so."""
    ours, theirs = certificates(tmp_path / "ours"), certificates(tmp_path / "theirs")
    monkeypatch.setattr("audiobook.speech.cluster._ANSWER_S", 3)
    with cluster(ours, tmp_path) as local:
        address = local.scheduler_address
        assert address.startswith("tls://")
        for names, place in (({}, address), (theirs, address), ({}, address.replace("tls://", "tcp://"))):
            with dask.config.set(names):
                assert audiobook(*BUILD, "--cluster", place, "-o", "refused") == 1
            lines = capsys.readouterr().err.strip().splitlines()
            assert len(lines) == 1, lines
            assert "certificate" in lines[0]
        with dask.config.set(ours):
            assert audiobook(*BUILD, "--cluster", address) == 0
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(tmp_path / "alone"))
    assert audiobook(*BUILD, "-o", "alone") == 0
    assert state(Path("alone")) == state(Path("output"))

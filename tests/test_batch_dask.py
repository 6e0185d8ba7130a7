"""The engine dask: a real scheduler and four workers in processes of their own."""

import os
import socket
import subprocess
import sys
import time

import pytest
from test_batch import LIGHT, lines, made

pytest.importorskip("distributed")
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def free_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]


def dask(*arguments, folder):
    quiet = {"DASK_DISTRIBUTED__WORKER__DAEMON": "False", "DASK_LOGGING__DISTRIBUTED": "error"}
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
        cwd=folder,
        env={**os.environ, **quiet},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def cluster(tmp_path):
    """Address of a scheduler, and its four workers."""
    address = f"tcp://127.0.0.1:{free_port()}"
    scheduler = dask("dask_scheduler", "--host", address, "--no-dashboard", "--no-show", folder=tmp_path)
    worker = (
        "dask_worker",
        address,
        "--nthreads",
        "1",
        "--no-nanny",
        "--no-dashboard",
        "--death-timeout",
        "60",
    )
    workers = [
        dask(*worker, "--local-directory", str(tmp_path / "scratch"), folder=tmp_path) for _ in range(4)
    ]
    yield address, workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def batch(folder, *arguments):
    command = [sys.executable, "-m", "briefing", "batch", "wire.jsonl", *arguments, *LIGHT]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE)


def test_dask_makes_the_same_bytes_and_a_killed_worker_costs_nothing(cluster, tmp_path):
    address, workers = cluster
    lines(tmp_path / "wire.jsonl", range(200))
    serial = batch(tmp_path, "-o", "serial", "--engine", "serial")
    run = batch(tmp_path, "-o", "dask", "--engine", "dask", "--scheduler", address)
    assert (serial.communicate()[1], serial.returncode) == (b"", 0)
    while not (tmp_path / "dask").exists() or len(made(tmp_path / "dask")) < 20:
        assert run.poll() is None
        time.sleep(0.02)
    workers[0].kill()
    assert len([w for w in workers[1:] if w.poll() is None]) == 3
    _, words = run.communicate()
    assert ("failed" in words.decode(), run.returncode) == (False, 0)
    assert made(tmp_path / "dask") == made(tmp_path / "serial")


def test_no_scheduler_is_one_sentence(monkeypatch):
    from briefing.batch.cluster import Cluster
    from briefing.errors import UsageError

    monkeypatch.setattr("briefing.batch.cluster.PATIENCE", 0.2)
    with pytest.raises(UsageError, match="no scheduler of Dask answers there"):
        Cluster(f"tcp://127.0.0.1:{free_port()}")

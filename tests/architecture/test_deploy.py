"""What stands under deploy/ is well formed, as far as this machine can tell, and names what exists."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from config.settings import Settings
from tests.architecture.sources import ROOT

DEPLOY = ROOT / "deploy"


@pytest.mark.parametrize("unit", ["shifandai.service", "shifandai.socket"])
def test_systemd_understands_every_line(unit: str, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        print("systemd-analyze was not found: the units are only read")
        assert re.search(r"^\[(Service|Socket)\]$", (DEPLOY / unit).read_text(encoding="utf-8"), re.M)
        return
    for file in DEPLOY.glob("shifandai.*"):
        text = file.read_text(encoding="utf-8").replace("/srv/shifandai/.venv/bin/python", "/bin/true")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / unit], capture_output=True, text=True, check=False
    )
    assert "shifandai" not in done.stderr, done.stderr


def test_compose_sets_only_what_is_a_setting() -> None:
    named = set(re.findall(r"\b(BOT_[A-Z_]+)\b", (DEPLOY / "compose.yaml").read_text(encoding="utf-8")))
    assert named <= {f"BOT_{name.upper()}" for name in Settings.model_fields}


def test_compose_is_understood(tmp_path: Path) -> None:
    if shutil.which("docker") is None:
        print("docker was not found: the compose file is not checked")
        return
    (tmp_path / "deploy").mkdir()
    shutil.copy(DEPLOY / "compose.yaml", tmp_path / "deploy")
    (tmp_path / ".env").write_text("")
    done = subprocess.run(
        ["docker", "compose", "--file", tmp_path / "deploy" / "compose.yaml", "config", "--services"],
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "POSTGRES_PASSWORD": "x", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    if "unknown" in done.stderr or "not a docker command" in done.stderr:
        print("docker compose was not found: the compose file is not checked")
        return
    services = ["database", "migrate", "proxy", "web-1", "web-2", "worker-1", "worker-2"]
    assert (done.returncode, sorted(done.stdout.split())) == (0, services), done.stderr


def test_the_proxy_takes_nobody_out_for_one_failure() -> None:
    """While one web process restarts and the other is busy, nginx would else answer 502 for ten seconds."""
    servers = re.findall(r"^\s*server web-.*$", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"), re.M)
    assert len(servers) == 2
    assert all("max_fails=0" in line for line in servers)

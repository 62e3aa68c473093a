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


def _lines_to_type(heading: str) -> list[str]:
    """Return the lines of the shell that stand under a heading of the technician's manual."""
    manual = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
    section = manual.partition(f"### {heading}\n")[2].partition("\n#")[0]
    return re.findall(r"```sh\n(.*?)```", section, re.S)[0].splitlines()


@pytest.mark.parametrize("page", sorted(str(page.relative_to(ROOT)) for page in (ROOT / "docs").rglob("*.md")))
def test_the_shell_understands_every_line_of_the_guides(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for block in re.findall(r"```sh\n(.*?)```", text, re.S):
        subprocess.run(["bash", "-n"], input=block, text=True, check=True)


def test_the_units_are_put_in_place_and_enabled_by_the_lines_of_the_manual(tmp_path: Path) -> None:
    if shutil.which("systemctl") is None:
        print("systemctl was not found: the units are not enabled")
        return
    (tmp_path / "etc/systemd/system").mkdir(parents=True)
    for line in _lines_to_type("交给 systemd"):
        program, *words = line.replace("/etc/systemd/system/", f"{tmp_path}/etc/systemd/system/").split()
        if program == "cp":
            subprocess.run([program, *words], cwd=ROOT, check=True)
        elif words[0] == "enable":  # in a place of its own nothing can be started
            words = [word for word in words if word != "--now"]
            subprocess.run([program, f"--root={tmp_path}", *words], check=True, capture_output=True)
    wanted = {link.relative_to(tmp_path / "etc/systemd/system") for link in tmp_path.rglob("*.wants/*")}
    assert {str(one) for one in wanted} == {
        "sockets.target.wants/shifandai.socket",
        "multi-user.target.wants/shifandai.service",
    }


def test_compose_sets_only_what_is_a_setting() -> None:
    named = set(re.findall(r"\b(BOT_[A-Z_]+)\b", (DEPLOY / "compose.yaml").read_text(encoding="utf-8")))
    assert named <= {f"BOT_{name.upper()}" for name in Settings.model_fields}


def test_compose_is_understood(tmp_path: Path) -> None:
    (tmp_path / "deploy").mkdir()
    (tmp_path / ".env").write_text("")
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    order = _lines_to_type("用容器")[1].partition(" up ")[0].split()
    if not _has_compose():
        # The elder program of its own knows no name of a project.
        order[:2], text = ["docker-compose"], text.replace("name: shifandai\n", "")
    if shutil.which(order[0]) is None:
        print("docker compose was not found: the compose file is not checked")
        return
    (tmp_path / "deploy" / "compose.yaml").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [*order, "config", "--services"],
        cwd=tmp_path,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "POSTGRES_PASSWORD": "x", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    services = ["database", "migrate", "proxy", "web-1", "web-2", "worker-1", "worker-2"]
    assert (done.returncode, sorted(done.stdout.split())) == (0, services), done.stderr


def _has_compose() -> bool:
    if shutil.which("docker") is None:
        return False
    return subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode == 0


def test_the_proxy_takes_nobody_out_for_one_failure() -> None:
    """While one web process restarts and the other is busy, nginx would else answer 502 for ten seconds."""
    servers = re.findall(r"^\s*server web-.*$", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"), re.M)
    assert len(servers) == 2
    assert all("max_fails=0" in line for line in servers)

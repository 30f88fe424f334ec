"""`broadsheet new --ci`: workflows that a build service takes, and that do what they say."""

from __future__ import annotations

import datetime as dt
import importlib.resources
import json
import stat
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import workflows
import yaml
from click.testing import CliRunner, Result
from sites import CONFIG, Site, article, site
from workflows import Service, commit

from generator.cli import main
from generator.scaffold import new_site

PATHS = {"github": ".github/workflows/broadsheet.yml", "gitlab": ".gitlab-ci.yml"}
SCHEMAS = {"github": "github-workflows", "gitlab": "gitlab-ci"}
RUN = {"github": workflows.github, "gitlab": workflows.gitlab}


def broadsheet(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", *arguments])


def written(here: Site, ci: str, deploy: str, *options: str) -> str:
    """The workflow of a site with one target."""
    here.put("site.yaml", f"{CONFIG}deploy:\n  live: {{{deploy}}}\n".encode())
    done = broadsheet(str(here.root), "--ci", ci, "--force", *options)
    assert done.exit_code == 0, done.output
    return (here.root / PATHS[ci]).read_text(encoding="utf-8")


TARGETS = {
    "type: folder, path: /srv/www": (),
    "type: s3, bucket: paper, key: $R2_KEY, secret: $R2_SECRET": ("R2_KEY", "R2_SECRET"),
    "type: s3, bucket: paper, compress: br": ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
    "type: azure, bucket: paper, account: a": ("AZURE_STORAGE_ACCOUNT_KEY",),
    "type: google, bucket: paper": ("GOOGLE_SERVICE_ACCOUNT_KEY",),
    "type: rsync, host: web@example.org, path: /srv": ("SSH_KEY", "SSH_KNOWN_HOSTS"),
    "type: rsync, host: w, path: /srv, identity: ~/k e/y, known_hosts: hosts": ("SSH_KEY",),
    "type: sftp, host: w, path: /srv, password: $PASSWORD": ("SSH_KNOWN_HOSTS", "PASSWORD"),
    'type: git, repository: "git@git.example.org:a/b.git"': ("SSH_KEY", "SSH_KNOWN_HOSTS"),
    "type: git, repository: https://git.example.org/a/b.git": ("DEPLOY_TOKEN",),
    "type: folder, path: /srv, announce: {webhook: $HOOK}": ("HOOK",),
}


@pytest.mark.parametrize("ci", PATHS)
def test_a_workflow_has_the_form_that_its_service_wants(tmp_path: Path, ci: str) -> None:
    """By the schemas that their makers publish."""
    schemas = importlib.resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema = json.loads((schemas / f"{SCHEMAS[ci]}.json").read_text(encoding="utf-8"))
    validator: Any = jsonschema.validators.validator_for(schema)(schema)
    here = site(tmp_path / "site")
    for deploy, secrets in TARGETS.items():
        text = written(here, ci, deploy)
        document = yaml.load(text, yaml.BaseLoader) if ci == "gitlab" else _typed(text)
        assert not [error.message for error in validator.iter_errors(document)], deploy
        assert all(name in text for name in secrets if ci == "github" or name.startswith(("SSH_", "DEPLOY_")))
        assert ("secrets." in text) is (ci == "github" and bool(secrets))


def _typed(text: str) -> Any:
    """YAML 1.2, to which `on` is a text."""
    document = yaml.safe_load(text)
    document["on"] = document.pop(True)
    return document


@pytest.mark.parametrize("ci", PATHS)
@pytest.mark.parametrize(("deploy", "secrets"), TARGETS.items())
def test_the_secrets_of_a_target_are_told(
    tmp_path: Path, ci: str, deploy: str, secrets: tuple[str, ...]
) -> None:
    here = site(tmp_path / "site", f"-- site.yaml --\n{CONFIG}deploy:\n  live: {{{deploy}}}\n")
    told = broadsheet(str(here.root), "--ci", ci).output
    assert (f": {', '.join(secrets)}.\n" in told) is bool(secrets)
    text = (here.root / PATHS[ci]).read_text(encoding="utf-8")
    for name in secrets if ci == "github" else ():
        assert f"{name}: ${{{{ secrets.{name} }}}}\n" in text or f"secrets.{name} }}}}@" in text


@pytest.mark.parametrize("address", ["https://github.com/a/b.git", "git@github.com:a/b.git"])
def test_github_lets_its_own_runs_in(tmp_path: Path, address: str) -> None:
    text = written(site(tmp_path / "site"), "github", f'type: git, repository: "{address}"')
    [deploy] = [step for step in _typed(text)["jobs"]["publish"]["steps"] if step["name"] == "Deploy"]
    assert "github.token }}@github.com/.insteadOf" in deploy["env"]["GIT_CONFIG_KEY_0"]
    assert address.startswith(deploy["env"]["GIT_CONFIG_VALUE_0"])
    assert "SSH_KEY" not in text


def test_what_a_target_needs_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.cli.new_command.find_spec", lambda _: None)
    here = site(tmp_path / "site")
    assert '"broadsheet==' in written(here, "gitlab", "type: folder, path: /srv")
    assert '"broadsheet[compress,s3]==' in written(here, "gitlab", "type: s3, bucket: paper, compress: br")
    assert '"broadsheet[compress,sftp]==' in written(
        here, "gitlab", "type: sftp, host: w, path: /srv, precompress: [gz, zst]"
    )
    assert "apt-get install -qq -y openssh-client rsync" in written(
        here, "gitlab", "type: rsync, host: w, path: /srv"
    )


def test_ssh_gets_its_keys_and_nobody_else(tmp_path: Path) -> None:
    here = site(tmp_path / "site")
    text = written(here, "github", "type: rsync, host: w, path: /srv, identity: ~/k e/y")
    [step] = [each for each in _typed(text)["jobs"]["publish"]["steps"] if "ssh" in each["name"]]
    given = {"HOME": str(tmp_path), "SSH_KEY": "-- key --\nx", "SSH_KNOWN_HOSTS": "w ssh-ed25519 A"}
    subprocess.run(["bash", "-ec", step["run"]], env={"PATH": "/usr/bin:/bin", **given}, check=True)
    key = tmp_path / "k e/y"
    assert key.read_text() == "-- key --\nx\n"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600 and stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    assert (tmp_path / ".ssh/known_hosts").read_text() == "w ssh-ed25519 A\n"


NOW = dt.datetime(2024, 12, 1, tzinfo=dt.UTC)
BEFORE, SOON, THEN = "2024-12-01T12:00:00Z", "2024-12-05T07:59:59Z", "2024-12-05T08:00:00Z"


@pytest.mark.parametrize("ci", PATHS)
def test_a_run_publishes_what_is_due_and_ends_at_once_where_nothing_is(tmp_path: Path, ci: str) -> None:
    here, www = site(tmp_path / "site"), tmp_path / "www/current"
    here.put("content/news/first.md", article("First").encode())
    here.put("content/news/later.md", article("Later", "2024-12-05 08:00").encode())
    for name, text in new_site("Paper", NOW).items():
        if name.startswith(".git"):
            here.put(name, text.encode())
    written(here, ci, f"type: folder, path: {tmp_path / 'www'}")
    service, run = Service(tmp_path / "service", here), RUN[ci]

    assert "Deployed to live" in run(service, "push", BEFORE)
    assert (www / "2024/11/first/index.html").is_file() and not (www / "2024/12").exists()
    release = www.readlink()
    assert "/2024/11/first/\t" in service.file("published.tsv")

    assert run(service, "schedule", SOON) == "Nothing is due before Thu Dec  5 08:00:00 UTC 2024.\n"
    assert www.readlink() == release

    other = _clone_of_somebody_else(service)
    somebody = f"cd {other} && git push --quiet origin HEAD:main"
    assert "Deployed to live" in run(service, "schedule", THEN, AFTER_DEPLOY=somebody)
    assert (www / "2024/12/later/index.html").is_file()
    assert "/2024/12/later/\t" in service.file("published.tsv")
    assert service.file("NOTE") == "Mine.\n"

    assert run(service, "schedule", THEN) == "Nothing is due before Sat Dec  7 08:00:00 UTC 2024.\n"


def _clone_of_somebody_else(service: Service) -> Path:
    """With a commit that is not pushed yet."""
    folder = service.home / "other"
    workflows.run("git", "clone", "--quiet", str(service.repository), str(folder))
    (folder / "NOTE").write_text("Mine.\n")
    commit(folder, "A note")
    return folder


@pytest.mark.parametrize("ci", PATHS)
def test_a_new_site_with_its_workflow(tmp_path: Path, ci: str) -> None:
    done = broadsheet(str(tmp_path / "the-mail"), "--ci", ci)
    assert done.exit_code == 0, done.output
    assert f"--ci {ci} --force" in done.output
    here = Site(tmp_path / "the-mail")
    text = (here.root / PATHS[ci]).read_text(encoding="utf-8")
    assert "broadsheet deploy live --no-check" in text
    assert not here.build(now="2099-01-01T00:00:00+00:00", frozen=True).report.problems


def test_a_workflow_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    here = site(tmp_path / "site", f"-- site.yaml --\n{CONFIG}deploy:\n  live: {{type: folder, path: www}}\n")
    here.put(".gitlab-ci.yml", b"test: {script: make}\n")
    done = broadsheet(str(here.root), "--ci", "gitlab")
    assert done.exit_code == 2 and "--force writes over it" in done.output
    assert (here.root / ".gitlab-ci.yml").read_bytes() == b"test: {script: make}\n"
    assert broadsheet(str(here.root), "--ci", "gitlab", "--force").exit_code == 0
    assert broadsheet(str(here.root), "--ci", "gitlab").exit_code == 0  # it is as it should be


def test_what_a_workflow_cannot_be_written_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = site(tmp_path / "site")
    assert "names no target" in broadsheet(str(here.root), "--ci", "github").output
    two = f"{CONFIG}deploy:\n  a: {{type: folder, path: a}}\n  b: {{type: folder, path: b}}\n"
    here.put("site.yaml", two.encode())
    assert "site.yaml names a, b" in broadsheet(str(here.root), "--ci", "github").output
    assert broadsheet(str(here.root), "--ci", "github", "--target", "b").exit_code == 0
    assert "has a name already" in broadsheet(str(here.root), "--ci", "github", "--title", "T").output
    (tmp_path / ".git").mkdir()
    assert "make the site the top" in broadsheet(str(here.root), "--ci", "github").output
    monkeypatch.chdir(tmp_path)
    assert "Name the folder" in broadsheet("--ci", "github").output


def test_it_deploys_from_the_branch_that_is_checked_out(tmp_path: Path) -> None:
    here = site(tmp_path / "site")
    here.put(".git/HEAD", b"ref: refs/heads/trunk\n")
    assert '    branches: ["trunk"]\n' in written(here, "github", "type: folder, path: www")

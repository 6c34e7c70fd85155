"""``icebreak doctor``: one line for each thing, and what to do about it."""

import shutil
import socket
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from icebreak.cli import checks_address, checks_data, checks_machine
from icebreak.cli.doctor import command
from icebreak.settings import Settings
from tests.serving import serving
from tests.throwaway import LOOPBACK, free_port


def doctor(data: Path, **settings: str) -> Result:
    environment = {"ICEBREAK_DATA": str(data), "PORT": str(free_port()), **settings}
    return CliRunner().invoke(command, env=environment)


def wrong(result: Result) -> list[str]:
    return [line for line in result.output.splitlines() if line.startswith("WRONG")]


def test_a_fresh_installation_is_well_and_stays_untouched(tmp_path: Path) -> None:
    result = doctor(tmp_path / "data")
    assert (result.exit_code, wrong(result)) == (0, []), result.output
    assert result.output.endswith("All is well.\n")
    assert list(tmp_path.iterdir()) == []


def test_a_running_server_is_well() -> None:
    with serving() as server:
        result = doctor(server.data)
    assert result.exit_code == 0, result.output
    assert "in use by a running server" in result.output
    assert "The database is up to date" in result.output
    assert "for its owner alone" in result.output


def test_a_bad_setting_is_named(tmp_path: Path) -> None:
    result = doctor(tmp_path, ICEBREAK_PUBLIC_URL="icebreak.example")
    assert result.exit_code == 1
    assert "ICEBREAK_PUBLIC_URL" in wrong(result)[0]


def test_several_faults_are_told_in_one_go(tmp_path: Path) -> None:
    result = doctor(
        tmp_path,
        ICEBREAK_PUBLIC_URL=f"https://{'long-' * 20}name.example",
        ICEBREAK_DATABASE_URL=f"postgresql://nobody@{LOOPBACK}:1/nothing",
    )
    assert result.exit_code == 1
    database, codes, proxies = wrong(result)
    assert "doesn't answer" in database
    assert "too long for the QR code" in codes
    assert "ICEBREAK_TRUSTED_PROXIES" in proxies
    assert "3 things to mend" in result.output


def test_an_older_python_is_not_enough() -> None:
    assert checks_machine.python((3, 10)).is_wrong
    assert not checks_machine.python((3, 11)).is_wrong


@pytest.mark.parametrize(
    ("requirement", "words"),
    [
        ("no-such-package>=1", ["no-such-package is missing"]),
        ("click>=99", ["click is"]),
        ("click<1", ["click is"]),
        ("click>=1,<99", []),
        ("qrcode[png]>=8.2", []),
        ('click (>=99) ; python_version > "3"', ["click is"]),
    ],
)
def test_packages_are_compared_with_what_is_required(requirement: str, words: list[str]) -> None:
    found = list(checks_machine.unmet([requirement]))
    assert len(found) == len(words)
    assert all(text.startswith(word) for text, word in zip(found, words, strict=True))


def test_settings_ask_for_their_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks_machine, "find_spec", lambda name: None)
    settings = Settings(database_url="postgresql://a@b/c", redis_url="redis://d")
    sentences = [finding.sentence for finding in checks_machine.extras(settings)]
    assert [sentence.rpartition(" ")[2] for sentence in sentences] == [
        "'icebreak[postgres]'",
        "'icebreak[redis]'",
    ]
    assert checks_machine.extras(Settings()) == []


def test_a_folder_that_is_a_file_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert checks_data.folder(Settings(data=tmp_path / "data")).is_wrong


def test_a_folder_that_cannot_be_written_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks_data.os, "access", lambda path, mode: False)
    assert checks_data.folder(Settings()).is_wrong


def test_a_full_disk_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = shutil.disk_usage(tmp_path)._replace(free=1024)
    monkeypatch.setattr(checks_data, "disk_usage", lambda path: full)
    assert "nearly full" in checks_data.folder(Settings(data=tmp_path)).sentence


def test_a_secret_that_others_can_read_is_wrong(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x" * 48)
    secret.chmod(0o644)
    assert checks_data.secret(Settings(data=tmp_path)).is_wrong
    secret.chmod(0o600)
    assert not checks_data.secret(Settings(data=tmp_path)).is_wrong


def test_a_database_of_another_revision_is_wrong(tmp_path: Path, prepared: Path) -> None:
    shutil.copyfile(prepared, tmp_path / "icebreak.db")
    settings = Settings(data=tmp_path)
    assert not checks_data.database(settings).is_wrong
    with sqlite3.connect(tmp_path / "icebreak.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'older'")
    assert "icebreak db upgrade" in checks_data.database(settings).sentence
    with sqlite3.connect(tmp_path / "icebreak.db") as connection:
        connection.execute("DROP TABLE alembic_version")
    assert "no tables yet" in checks_data.database(settings).sentence


def test_an_empty_postgres_has_no_tables_yet(postgres_url: str) -> None:
    assert "no tables yet" in checks_data.database(Settings(database_url=postgres_url)).sentence


def test_a_port_in_use_is_a_note() -> None:
    with socket.socket() as busy:
        busy.bind((LOOPBACK, 0))
        busy.listen()
        settings = Settings(host=LOOPBACK, port=busy.getsockname()[1])
        assert checks_address.port(settings).mark == "note"


@pytest.mark.parametrize(
    ("public_url", "is_wrong"),
    [
        ("https://icebreak.example", False),
        ("http://icebreak.example", True),
        ("http://192.168.1.4:8000", False),
        ("http://laptop.local:8000", False),
        ("https://localhost", True),
        ("http://127.0.0.1:8000", True),
    ],
)
def test_phones_have_to_reach_the_public_url_safely(public_url: str, is_wrong: bool) -> None:
    assert checks_address.address(Settings(public_url=public_url), "").is_wrong is is_wrong


def test_a_machine_without_a_network_is_told_so() -> None:
    assert checks_address.address(Settings(), "").mark == "note"
    assert "192.168.1.4" in checks_address.address(Settings(), "192.168.1.4").sentence


def test_links_to_a_long_name_do_not_fit_in_a_code() -> None:
    assert not checks_address.codes("https://icebreak.example").is_wrong
    assert "go on" in checks_address.codes(f"https://{'a' * 40}.example").sentence
    assert "to join" in checks_address.codes(f"https://{'a' * 70}.example").sentence


def test_a_matcher_without_a_process_of_its_own_is_noted() -> None:
    assert checks_machine.matcher().mark == "ok"
    for broken in (["false"], ["no-such-program-anywhere"]):
        found = checks_machine.matcher(broken)
        assert (found.mark, found.is_wrong) == ("note", False)
        assert "No process of its own" in found.sentence

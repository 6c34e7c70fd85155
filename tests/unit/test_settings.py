"""What an operator sets: taken, or refused with a sentence that names the variable."""

import pytest

from icebreak.settings import BadSetting, from_environment


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("ICEBREAK_SECRET", "short"),
        ("ICEBREAK_DATABASE_URL", "mysql://db/icebreak"),
        ("ICEBREAK_DATABASE_URL", "postgresql://db:port/icebreak"),
        ("ICEBREAK_DATABASE_URL", "postgresql://[db/icebreak"),
        ("ICEBREAK_REDIS_URL", "http://cache"),
        ("ICEBREAK_PUBLIC_URL", "icebreak.example"),
        ("ICEBREAK_PUBLIC_URL", "https://icebreak.example/evenings"),
        ("ICEBREAK_PUBLIC_URL", "https://icebreak.example:port"),
        ("ICEBREAK_PUBLIC_URL", "https://ana:secret@icebreak.example"),
        ("ICEBREAK_PUBLIC_URL", "https://ice break.example"),
        ("ICEBREAK_PUBLIC_URL", "http://[::1"),
        ("ICEBREAK_TRUSTED_PROXIES", "127.0.0.1, the proxy"),
        ("ICEBREAK_TRANSPORT", "pigeon"),
        ("ICEBREAK_OPEN_SESSIONS", "nobody"),
        ("ICEBREAK_OPEN_SESSIONS", "password:"),
        ("ICEBREAK_OPEN_SESSIONS", "password:" + "x" * 129),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        from_environment({name: value})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://icebreak.example/", "https://icebreak.example"),
        ("https://Icebreak.Example:443", "https://icebreak.example"),
        ("http://icebreak.example:80", "http://icebreak.example"),
        ("https://icebreak.example:8443", "https://icebreak.example:8443"),
        ("http://[2001:db8::7]:8000", "http://[2001:db8::7]:8000"),
    ],
)
def test_a_public_address_is_kept_as_browsers_name_it(given: str, kept: str) -> None:
    assert from_environment({"ICEBREAK_PUBLIC_URL": given}).public_url == kept

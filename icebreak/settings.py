"""What an instance can be told, by environment; checked at start with a clear sentence."""

import ipaddress
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

SECRET_MIN = 32
# As long as a form takes.
PASSWORD_MAX = 128
_HOST = re.compile(r"^([\w.-]+|\[[0-9A-Fa-f:.]+\])(:\d+)?$")


class BadSetting(ValueError):
    """A setting that can't be used; the sentence names it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of ``docs/settings.md``."""

    name: str
    default: str
    says: str


SETTINGS = (
    Setting("PORT", "8000", "Port to listen on. When it is set, all interfaces are bound."),
    Setting(
        "ICEBREAK_HOST",
        "all interfaces",
        "Address to bind, for example 127.0.0.1 behind a proxy on the same machine.",
    ),
    Setting("ICEBREAK_DATA", "data", "Folder of the database and of the secret."),
    Setting(
        "ICEBREAK_SECRET",
        "made once, kept in the data folder",
        "At least 32 characters. Needed where several processes share a database. "
        "Changing it makes all links stop working.",
    ),
    Setting(
        "ICEBREAK_DATABASE_URL",
        "SQLite in the data folder",
        "postgresql://… for a PostgreSQL database, with the extra `postgres` installed.",
    ),
    Setting(
        "ICEBREAK_REDIS_URL",
        "none",
        "redis://… is reserved for carrying events between processes. This version serves from one "
        "process, says so at start, and does not use it.",
    ),
    Setting(
        "ICEBREAK_PUBLIC_URL",
        "the LAN address",
        "https://icebreak.example: the address in links and QR codes; no other host is answered.",
    ),
    Setting(
        "ICEBREAK_TRUSTED_PROXIES",
        "none",
        "Addresses or networks of proxies, separated by commas, whose X-Forwarded-For and "
        "X-Forwarded-Proto are believed.",
    ),
    Setting(
        "ICEBREAK_TRANSPORT",
        "lean",
        "`lean`, or `stock` for Flask-SocketIO's own websocket path.",
    ),
    Setting(
        "ICEBREAK_OPEN_SESSIONS",
        "anyone",
        "Who may open sessions: `anyone`, or `password:…` for those who know the password. "
        "Programs send it as `instance_password` in `session.open`.",
    ),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """``port_given``: PORT was set, as hosts that run a Procfile do."""

    port: int = 8000
    port_given: bool = False
    host: str = ""
    data: Path = Path("data")
    secret: str = ""
    database_url: str = ""
    redis_url: str = ""
    public_url: str = ""
    trusted_proxies: tuple[str, ...] = ()
    transport: str = "lean"
    opening_password: str = ""

    def __repr__(self) -> str:
        hidden = {"secret", "database_url", "redis_url", "opening_password"}
        shown = (
            f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.name not in hidden
        )
        return f"Settings({', '.join(shown)})"


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """The instance's settings.

    Raises:
        BadSetting: with a sentence that names the variable.
    """
    env = os.environ if environment is None else environment
    port_text = env.get("PORT", "").strip()
    return Settings(
        port=_port(port_text or "8000"),
        port_given=bool(port_text),
        host=env.get("ICEBREAK_HOST", "").strip(),
        data=Path(env.get("ICEBREAK_DATA", "").strip() or "data"),
        secret=_secret(env.get("ICEBREAK_SECRET", "").strip()),
        database_url=_database(env.get("ICEBREAK_DATABASE_URL", "").strip()),
        redis_url=_redis(env.get("ICEBREAK_REDIS_URL", "").strip()),
        public_url=_public(env.get("ICEBREAK_PUBLIC_URL", "").strip()),
        trusted_proxies=_proxies(env.get("ICEBREAK_TRUSTED_PROXIES", "")),
        transport=_transport(env.get("ICEBREAK_TRANSPORT", "").strip() or "lean"),
        opening_password=_opening(env.get("ICEBREAK_OPEN_SESSIONS", "").strip() or "anyone"),
    )


def kept_secret(settings: Settings) -> bytes:
    """The instance's secret: the one that is set, or the one made once in the data folder."""
    if settings.secret:
        return settings.secret.encode()
    path = settings.data / "secret"
    if not path.exists():
        settings.data.mkdir(parents=True, exist_ok=True)
        made = path.with_suffix(".new")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(48))
        made.replace(path)
    return path.read_text().strip().encode()


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise BadSetting(f"PORT has to be a number from 0 to 65535, not {text!r}.")
    return int(text)


def _secret(text: str) -> str:
    if text and len(text) < SECRET_MIN:
        raise BadSetting(f"ICEBREAK_SECRET has to have at least {SECRET_MIN} characters.")
    return text


def _database(text: str) -> str:
    if text and not text.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        raise BadSetting("ICEBREAK_DATABASE_URL has to begin with postgresql://.")
    if text and _address(text) is None:
        raise BadSetting("ICEBREAK_DATABASE_URL has no host and port that can be read.")
    return text


def _redis(text: str) -> str:
    if text and not text.startswith(("redis://", "rediss://", "unix://")):
        raise BadSetting("ICEBREAK_REDIS_URL has to begin with redis://, rediss:// or unix://.")
    return text


def _public(text: str) -> str:
    if not text:
        return ""
    parts = _address(text)
    if parts is None or parts.scheme not in {"http", "https"} or not _HOST.match(parts.netloc):
        raise BadSetting("ICEBREAK_PUBLIC_URL has to look like https://icebreak.example.")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise BadSetting("ICEBREAK_PUBLIC_URL has to end with the host: icebreak needs all of it.")
    # Browsers leave the scheme's own port out, and Hosts are compared as browsers send them.
    host = parts.netloc.lower()
    if parts.port == {"http": 80, "https": 443}[parts.scheme]:
        host = host.removesuffix(f":{parts.port}")
    return f"{parts.scheme}://{host}"


def _address(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        return parts if parts.port is None or parts.port else None
    except ValueError:
        return None


def _proxies(text: str) -> tuple[str, ...]:
    proxies = tuple(part.strip() for part in text.split(",") if part.strip())
    for proxy in proxies:
        try:
            ipaddress.ip_network(proxy, strict=False)
        except ValueError:
            raise BadSetting(
                f"ICEBREAK_TRUSTED_PROXIES holds {proxy!r}, which is no address or network."
            ) from None
    return proxies


def _transport(text: str) -> str:
    if text not in {"lean", "stock"}:
        raise BadSetting(f"ICEBREAK_TRANSPORT has to be lean or stock, not {text!r}.")
    return text


def _opening(text: str) -> str:
    if text == "anyone":
        return ""
    kind, _, password = text.partition(":")
    if kind != "password" or not password:
        raise BadSetting("ICEBREAK_OPEN_SESSIONS has to be anyone, or password: and a password.")
    if len(password) > PASSWORD_MAX:
        raise BadSetting(
            f"ICEBREAK_OPEN_SESSIONS takes a password of at most {PASSWORD_MAX} characters."
        )
    return password

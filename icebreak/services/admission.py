"""Making codes, join links and passwords, and asking for the instance's own."""

import hmac
import unicodedata

from werkzeug.security import generate_password_hash

from icebreak.domain.errors import Forbidden
from icebreak.domain.sessions import (
    CODE_ALPHABET,
    CODE_LENGTH,
    Session,
)
from icebreak.services.occasion import Occasion
from icebreak.services.tokens import Kind, digest
from icebreak.store.sessions import Credential
from icebreak.store.transaction import Tx

_TRIES = 20


def check_opening(wanted: str, given: str | None) -> None:
    """Whether this instance lets somebody open sessions.

    Raises:
        Forbidden: without the instance's password, if it has one.
    """
    # What comes in through the gate is NFC; what an operator typed may not be.
    stored = unicodedata.normalize("NFC", wanted).encode()
    if wanted and not hmac.compare_digest(stored, (given or "").encode()):
        raise Forbidden("This server asks for its password.", field="instance_password")


def admit(tx: Tx, occasion: Occasion, session: Session) -> None:
    token = occasion.tokens.token(Kind.JOIN, session.join_nonce)
    tx.credentials.add(Credential(digest(Kind.JOIN, token), Kind.JOIN, session.id, None))


def hashed(password: str) -> str:
    # A door for one evening: cheap enough that a thousand people get through it.
    return generate_password_hash(password, method="scrypt:4096:8:1")


def fresh_code(tx: Tx, occasion: Occasion) -> str:
    for _ in range(_TRIES):
        code = "".join(occasion.chance.choices(CODE_ALPHABET, k=CODE_LENGTH))
        if tx.sessions.by_code(code) is None:
            return code
    raise RuntimeError("no free code was found")

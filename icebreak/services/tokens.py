"""Capabilities: tokens that open one thing each, of which only a hash is kept.

A token is derived from the instance's secret and a nonce in the row that it
opens (HMAC-SHA-256, RFC 2104), so that a repeated ``session.join`` can return
the same token although the database holds only its SHA-256.
"""

import base64
import hashlib
import hmac
from enum import StrEnum


class Kind(StrEnum):
    HOST = "host"
    PARTICIPANT = "participant"
    RESUME = "resume"
    JOIN = "join"
    CARD = "card"


# Upper-case base32 keeps a QR in its alphanumeric mode, and so small; 128 bits
# for links that a room shares, 256 for those that open one person's seat or desk.
SHORT = {Kind.JOIN, Kind.CARD}
SCANNED = SHORT | {Kind.RESUME}


class Tokens:
    """Makes the tokens of this instance."""

    def __init__(self, secret: bytes) -> None:
        self._keyed = hmac.new(secret, digestmod="sha256")

    def token(self, kind: Kind, nonce: str) -> str:
        # A copy: to begin anew costs more than all the rest.
        keyed = self._keyed.copy()
        keyed.update(f"{kind}:{nonce}".encode())
        mac = keyed.digest()
        if kind in SCANNED:
            return base64.b32encode(mac[:16] if kind in SHORT else mac).decode().rstrip("=")
        return base64.urlsafe_b64encode(mac).decode().rstrip("=")


def digest(kind: Kind, token: str) -> str:
    """What is stored of a token. Scanned ones are read in any case, as people type them."""
    if kind in SCANNED:
        token = token.upper()
    return hashlib.sha256(f"{kind}:{token}".encode()).hexdigest()

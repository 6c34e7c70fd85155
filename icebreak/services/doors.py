"""Who gets in: codes, links, locks and passwords."""

from dataclasses import replace

from werkzeug.security import check_password_hash

from icebreak.contract.commands import hosting, sessions
from icebreak.contract.registry import Done
from icebreak.domain.errors import Ended, Forbidden, Invalid, NotFound
from icebreak.domain.sessions import (
    CODE_LENGTH,
    Session,
    looks_like_code,
    read_code,
)
from icebreak.services import opening
from icebreak.services.access import access_session
from icebreak.services.admission import admit, fresh_code
from icebreak.services.occasion import Occasion
from icebreak.services.tokens import Kind, digest
from icebreak.store.transaction import Tx

_UNKNOWN = "No session admits people with that code or link. Please check it with your host."


def find(tx: Tx, occasion: Occasion, command: sessions.SessionFind) -> sessions.SessionFound:
    session = admitting(tx, command.code, command.join_token)
    return sessions.SessionFound(
        session_id=session.id,
        title=session.title,
        people=tx.participants.count_belonging(session.id),
        open=not session.locked,
        password=bool(session.password_hash),
    )


def admitting(tx: Tx, code: str | None, join_token: str | None) -> Session:
    """The session behind a code or a join link.

    Raises:
        Invalid: for what can't be a code.
        NotFound: for a code or link that opens nothing.
        Ended: for the link of a session that is over.
    """
    if code is not None:
        read = read_code(code)
        if not looks_like_code(read):
            raise Invalid(f"A code has {CODE_LENGTH} letters and digits.", field="code")
        session = tx.sessions.by_code(read)
        if session is None:
            raise NotFound(_UNKNOWN, field="code")
        return session
    credential = tx.credentials.find(digest(Kind.JOIN, join_token or ""))
    session = tx.sessions.get(credential.session_id) if credential else None
    if session is None:
        raise NotFound(_UNKNOWN)
    if session.ended_at is not None:
        raise Ended("This session has ended.")
    return session


def check_password(session: Session, password: str | None) -> None:
    if session.password_hash and not check_password_hash(session.password_hash, password or ""):
        raise Forbidden("That is not this session's password.", field="password")


def lock(tx: Tx, occasion: Occasion, command: sessions.SessionLock) -> Done:
    opening.change(tx, occasion, replace(access_session(tx, occasion.actor), locked=True))
    return Done()


def unlock(tx: Tx, occasion: Occasion, command: sessions.SessionUnlock) -> Done:
    opening.change(tx, occasion, replace(access_session(tx, occasion.actor), locked=False))
    return Done()


def rotate_link(tx: Tx, occasion: Occasion, command: hosting.LinkRotate) -> hosting.LinkRotated:
    session = access_session(tx, occasion.actor)
    tx.credentials.revoke_kind(session.id, Kind.JOIN)
    session = replace(session, code=fresh_code(tx, occasion), join_nonce=occasion.new_id())
    opening.change(tx, occasion, session)
    admit(tx, occasion, session)
    return rotated(tx, occasion)


def rotated(tx: Tx, occasion: Occasion) -> hosting.LinkRotated:
    session = access_session(tx, occasion.actor)
    join_token = occasion.tokens.token(Kind.JOIN, session.join_nonce)
    return hosting.LinkRotated(
        code=session.code or "", join_token=join_token, join_url=f"/j/{join_token}"
    )

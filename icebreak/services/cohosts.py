"""Hosts of one session: each holds a link of their own."""

from dataclasses import replace

from icebreak.contract.commands import hosting
from icebreak.contract.registry import Done
from icebreak.domain.errors import Full, Invalid, NotFound
from icebreak.domain.sessions import (
    Host,
)
from icebreak.services.occasion import Occasion
from icebreak.services.tokens import Kind, digest
from icebreak.store.sessions import Credential
from icebreak.store.transaction import Tx

HOSTS_MAX = 20


def invite(tx: Tx, occasion: Occasion, command: hosting.HostInvite) -> hosting.HostInvited:
    if len(tx.hosts.of(occasion.actor.session_id)) >= HOSTS_MAX:
        raise Full("That are plenty of hosts for one session.")
    host = add_host(tx, occasion, occasion.actor.session_id)
    _tell_desk(tx, occasion)
    return _invited(occasion, host)


def invited_again(tx: Tx, occasion: Occasion, host_id: str) -> hosting.HostInvited:
    host = tx.hosts.get(host_id)
    if host is None or host.revoked_at is not None:
        raise NotFound("This co-host's link was taken back.")
    return _invited(occasion, host)


def _invited(occasion: Occasion, host: Host) -> hosting.HostInvited:
    token = occasion.tokens.token(Kind.HOST, host.nonce)
    return hosting.HostInvited(host_id=host.id, host_url=f"/h/{token}")


def uninvite(tx: Tx, occasion: Occasion, command: hosting.HostUninvite) -> Done:
    host = tx.hosts.get(command.host)
    if host is None or host.session_id != occasion.actor.session_id or host.revoked_at:
        raise NotFound("There is no such co-host.", field="host")
    if host.id == occasion.actor.person_id:
        raise Invalid("Your own link stays: somebody has to hold this desk.", field="host")
    tx.hosts.save(replace(host, revoked_at=occasion.now))
    tx.credentials.revoke_person(host.id)
    occasion.drop(host.session_id, host.id)
    _tell_desk(tx, occasion)
    return Done()


def add_host(tx: Tx, occasion: Occasion, session_id: str) -> Host:
    host = Host(occasion.new_id(), session_id, occasion.new_id(), occasion.now)
    tx.hosts.add(host)
    token = occasion.tokens.token(Kind.HOST, host.nonce)
    hashed = digest(Kind.HOST, token)
    tx.credentials.add(Credential(hashed, Kind.HOST, session_id, host.id))
    return host


def _tell_desk(tx: Tx, occasion: Occasion) -> None:
    tx.sessions.bump(occasion.actor.session_id, "desk")
    occasion.stir(occasion.actor.session_id)

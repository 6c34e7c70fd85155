"""Contacts as files. What stands in them is what the contacts page shows, and nothing else."""

from datetime import time

from flask import Blueprint, Response, request

from icebreak.contract.states import ContactView, ParticipantState
from icebreak.domain.cards import Card, Link
from icebreak.domain.errors import Invalid, NotFound
from icebreak.exchange import csv, ics, vcard
from icebreak.exchange.cleaning import RefusedCard
from icebreak.exchange.entries import Entry, Met, entry_of
from icebreak.web.credentials import reader, the_gate

exports = Blueprint("exports", __name__, url_prefix="/s/<session_id>")

REMIND_AT = time(9, 0)


@exports.get("/contacts.vcf")
def all_cards(session_id: str) -> Response:
    state, uids = _contacts(session_id)
    entries = [_entry(state, contact, uids) for contact in state.contacts]
    return _file(vcard.vcard(entries, _version()), vcard.MEDIA_TYPE, "icebreak-contacts.vcf")


@exports.get("/contacts/<contact_id>.vcf")
def one_card(session_id: str, contact_id: str) -> Response:
    state, uids = _contacts(session_id)
    contact = next((each for each in state.contacts if each.id == contact_id), None)
    if contact is None:
        raise NotFound("There is no such contact.")
    body = vcard.vcard([_entry(state, contact, uids)], _version())
    return _file(body, vcard.MEDIA_TYPE, "icebreak-contact.vcf")


@exports.get("/contacts.csv")
def table(session_id: str) -> Response:
    state, uids = _contacts(session_id)
    entries = [_entry(state, contact, uids) for contact in state.contacts]
    write = csv.google if request.args.get("profile") == "google" else csv.spreadsheet
    return _file(write(entries), "text/csv; charset=utf-8", "icebreak-contacts.csv")


@exports.get("/contacts.ics")
def calendar(session_id: str) -> Response:
    """The follow-ups that have a date."""
    state, uids = _contacts(session_id)
    follow_ups = [
        ics.FollowUp(
            entry=_entry(state, contact, uids),
            starts=ics.starts_on(contact.follow_up_on, REMIND_AT),
            uid=ics.follow_up_uid(uids[contact.id], "next"),
            sequence=contact.moved,
        )
        for contact in state.contacts
        if contact.follow_up_on is not None
    ]
    body = ics.calendar(follow_ups, stamped=state.now)
    return _file(body, "text/calendar; charset=utf-8", "icebreak-follow-ups.ics")


def _contacts(session_id: str) -> tuple[ParticipantState, dict[str, str]]:
    """The reader's state, and the UID that each contact has in every export."""
    actor = reader(session_id)
    state = the_gate().state(actor)
    assert isinstance(state, ParticipantState)  # noqa: S101 - the reader is a participant
    with the_gate().world.store.read() as tx:
        uids = {contact.id: contact.uid for contact in tx.contacts.of(actor.person_id)}
    return state, uids


def _entry(state: ParticipantState, contact: ContactView, uids: dict[str, str]) -> Entry:
    shown = contact.card
    card = Card(
        name=shown.name,
        given=shown.given,
        family=shown.family,
        pronouns=shown.pronouns,
        company=shown.company,
        department=shown.department,
        title=shown.title,
        emails=tuple(shown.emails),
        phones=tuple(shown.phones),
        links=tuple(Link(link.label, link.url) for link in shown.links),
        note=shown.note,
        language=shown.language,
    )
    try:
        return entry_of(
            card,
            uid=uids[contact.id],
            revised=contact.agreed_at,
            met=Met(state.session.title, contact.met_on, contact.room, contact.round),
            shared=contact.shared,
        )
    except RefusedCard as error:
        raise Invalid(str(error)) from None


def _version() -> vcard.Version:
    asked = request.args.get("version", "3.0")
    if asked not in {"3.0", "4.0"}:
        raise Invalid("vCards come in version 3.0 or 4.0.", field="version")
    return "4.0" if asked == "4.0" else "3.0"


def _file(body: bytes, media_type: str, name: str) -> Response:
    """An ASCII name, since some phones garble any other."""
    response = Response(body, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

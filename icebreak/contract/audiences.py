"""Who hears an event. The names under which sockets are grouped stand here only."""


def everyone(session_id: str) -> str:
    return f"session:{session_id}"


def hosts(session_id: str) -> str:
    return f"hosts:{session_id}"


def room(room_id: str) -> str:
    return f"room:{room_id}"


def person(person_id: str) -> str:
    """All sockets of one participant or one host."""
    return f"person:{person_id}"

"""Contacts on their way out: an entry in, bytes out. Time and ids come in as arguments."""

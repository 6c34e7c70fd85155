"""Sockets, presence and the clock: what runs beside the pages."""

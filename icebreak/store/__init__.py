"""The database: the truth of who, where, what, and until when."""

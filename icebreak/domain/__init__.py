"""What icebreak is about: frozen nouns and the functions that decide."""

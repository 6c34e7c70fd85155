"""icebreak's matcher: how right it is, how fast, and how near its rooms come to the best."""

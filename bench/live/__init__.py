"""icebreak's live path under load, beside a Node socket.io server that stores nothing."""

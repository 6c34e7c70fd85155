"""The matcher's own process: what it does never holds up a socket."""

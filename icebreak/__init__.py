"""A second screen for webinars: small rooms, short stories, and people to write to."""

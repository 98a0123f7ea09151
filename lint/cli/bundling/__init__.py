"""What `copydesk bundle` does besides judging: from posts that are fit to the bundle in its place."""

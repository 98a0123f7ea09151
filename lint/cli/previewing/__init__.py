"""What `copydesk preview` shows: pages of posts while they are written."""

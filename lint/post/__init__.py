"""Text in, `Post` out: front matter and Markdown with exact positions. Pure."""

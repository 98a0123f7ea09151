"""Images as a page needs them: bytes in, bytes out. Nothing here reads or writes a file."""

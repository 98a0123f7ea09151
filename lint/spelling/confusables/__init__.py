"""Real words in the place of others, found by the words beside them: `find` in search.py, the patterns in tables."""

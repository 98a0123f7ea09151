"""copydesk judges, fixes and publishes a folder of Markdown posts."""

__version__ = "0.1.0"

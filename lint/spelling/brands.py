"""Names with an inner capital, or of two words, that everybody writes alike; our own list."""

from __future__ import annotations

from lint.spelling.phrases import squeezed

_NAMES = (
    "AppArmor AppImage BitTorrent CircleCI CoffeeScript DuckDuckGo DynamoDB ESLint FreeBSD GitHub GitLab GraphQL "
    "HubSpot IntelliJ JavaScript JetBrains LibreOffice LinkedIn MacBook MariaDB MongoDB MySQL NetBSD NixOS NumPy "
    "OAuth OpenBSD OpenGL OpenSSH OpenSSL OpenStreetMap OpenType PayPal PostCSS PostgreSQL PowerPoint PowerShell "
    "PyPI PyTorch QuickTime RubyGems SciPy SourceForge SQLite TensorFlow TypeScript VirtualBox WebAssembly WebGL "
    "WebRTC WhatsApp WordPress YouTube iPad iPhone jQuery macOS"
)
_PHRASES = ("Hacker News", "Raspberry Pi", "Red Hat", "Stack Overflow")

BRANDS = {squeezed(name): name for name in (*_NAMES.split(), *_PHRASES)}
"""Letters in lower case, without spaces → the name."""

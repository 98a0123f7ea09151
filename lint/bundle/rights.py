"""What a page may load and do, said to browsers: a second wall behind the sanitiser (Content Security Policy 3)."""

from __future__ import annotations

from lint.post.html_policy import Policy


def rights(policy: Policy) -> str:
    """The content of the page's Content-Security-Policy; "" where its author is trusted, scripts included.

    Pictures and films come from wherever the post has them, styles from the bundle; nothing runs, and nothing is sent.
    What looks at a page from outside may ask for the site's other files, such as robots.txt.
    """
    if policy.name == "trusted":
        return ""
    frames = " ".join(f"https://{host}" for host in policy.frames) if policy.name == "blog" else ""
    said = {
        "default-src": "'none'",
        "img-src": "* data:",
        "media-src": "*",
        "style-src": "'self'",
        "connect-src": "'self'",
        "frame-src": frames or "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in said.items())

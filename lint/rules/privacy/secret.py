"""The rule secret."""

from __future__ import annotations

from collections.abc import Iterator

from lint.post.pointers import pointers
from lint.post.post import Post
from lint.post.private_addresses import private
from lint.post.secrets.search import secrets
from lint.rule import Bad, Finding, Good, Level, Rule

# Written in pieces, so that nobody takes them for real.
_GITHUB = "ghp" + "_Ky9Pf34qY6Nb3wWD25RQ4F5ZR3qa7y3gm1IL"
_AWS_ID, _AWS_SECRET = "AKIA" + "ODZDOCIS2JHTLGMX", "C87Q+sexwkcVNVAc+hva9" + "FrLhJ/r59ehi+w8BYy8"
_SENDGRID = "SG" + ".7dvani2xjLE_7RaGVoo_AL.vpZHtZrjmTJAMJTT1-NXa0IrleG6woopoDzp7O8QuKE"
_HOOK = "https://hooks.slack.com/services" + "/T0A3BC9DE/B07F2GHJ4/Lc360a9Y6yNd14tDdO9eGzMc"
_WEB_TOKEN = (
    "eyJhbGciOiJIUzI1NiJ9" + ".eyJpc3MiOiJ0ZWEiLCJyb2xlIjoic2VydmljZSJ9.kyFE-xzzdAIDhXzK2QkI3cBXkLjSgSOUpTP_j33ZyXO"
)
_SAMPLE_WEB_TOKEN = (
    "eyJhbGciOiJIUzI1NiJ9"
    ".eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.kyFE-xzzdAIDhXzK2QkI3cBXkLjSgSOUpTP_j33ZyXO"
)


class Secret(Rule):
    """A token, a key or a password stands in the text.

    Who reads the post can use it, and within minutes of publication somebody does. Taking it out is not enough: it has
    to be revoked at the service, for the history of the repository keeps it.

    Known are the published formats of some forty services, private keys, JSON web tokens and addresses with a password,
    in text, code, links, HTML and front matter. Where a format has a checksum, it must be right. Examples are left
    alone: AWS's `AKIA…EXAMPLE`, `xxxx`, `your-token-here`, what counts up or repeats itself, shortened keys, sample web
    tokens and those that were good for a day at most. A password in an address that is a link is for `private-link` to
    report. No report ever shows the secret itself, in whatever finding it stands.
    """

    id = "secret"
    level = Level.ERROR
    masked = True

    examples = (
        Bad(f"Set `⟦{_GITHUB}⟧` and go on.", message='"ghp_Ky…" (40 characters) is a GitHub token'),
        Bad(f"```\nexport AWS_ACCESS_KEY_ID=⟦{_AWS_ID}⟧\nexport AWS_SECRET_ACCESS_KEY=⟦{_AWS_SECRET}⟧\n```\n"),
        Bad(f"---\ntitle: Tea\nkey: ⟦{_SENDGRID}⟧\n---\n\nText.\n"),
        Bad(f"[The hook](⟦{_HOOK}⟧) and <a href='⟦{_HOOK}⟧'>the hook</a>.", message="a Slack webhook"),
        Bad(f"    curl -H 'Authorization: Bearer ⟦{_WEB_TOKEN}⟧'\n", message="a JSON web token"),
        Bad("```\npsql ⟦postgres://ann:gr33n-l3af⟧@db.tea.org/tea\n```\n", message='"postgres://…" (25 characters)'),
        Good(f"The sum is wrong: `{_GITHUB[:-1]}M`, and `ghp_{'x' * 36}`, `ghp_YourTokenHere`, `<token>`."),
        Good("`AKIA" + "IOSFODNN7EXAMPLE` and `wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY` are AWS's own examples."),
        Good("`https://hooks.slack.com/services/T00000000/B00000000/" + "XXXXXXXXXXXXXXXXXXXXXXXX`"),
        Good(f"A sample: `{_SAMPLE_WEB_TOKEN}`."),
        Good("`postgres://user:password@db.tea.org/`, `redis://:s3cr3tW0rd@localhost`, `mysql://ann:${PASSWORD}@a.b/`"),
        Good("[A link](https://ann:gr33n-l3af@tea.org/) is for `private-link`."),
        Good(
            "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA3Tz2mr7SZiAMfQyuvBjM9Oi...\n-----END RSA PRIVATE KEY-----"
        ),
        Good(
            "Commit 3b18e512dba79e4c8300dd08aeb37f8e728b8dad, `sk-` and `AIza` begin keys, sk_test_" + "4eC39HqLyjWD."
        ),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        for secret in secrets(post.text):
            if secret.login and any(
                pointer.span.start <= secret.span.start < pointer.span.end and private(pointer.url)
                for pointer in pointers(post)
            ):
                continue
            length = secret.span.end - secret.span.start
            yield Finding(secret.span, f'"{secret.shown}…" ({length} characters) is {secret.what}')

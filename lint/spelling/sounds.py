# ruff: noqa: SIM905  (a row of words is easier to read and to extend)
"""How an English word begins when it is spoken: with a vowel sound ("an hour") or not ("a user").

Pure and small: no dictionary, only the few classes of words whose spelling misleads. Where speakers differ
("an SQL"/"a SQL", "an herb"/"a herb") or the word is unknown, the answer is None, and nobody is corrected.
"""

from __future__ import annotations

import re

_PART = r"[^\W_]+"
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_ROMAN = r"[IVX]{2,}\Z"  # "a XIX century" is read in words

# Letters whose names begin with a vowel sound: "an F", "an X"; of these the consonants are spelled, not spoken.
_SPOKEN_VOWEL = frozenset("AEFHILMNORSX")
_SPELLED_CONSONANT = frozenset("FHLMNRSX")

# Acronyms that are spelled letter by letter though they could be spoken.
_SPELLED = frozenset(
    "FBI FIA FOIA HDMI HEIC HIV HOA LAX LCD LLC MBA MEP MIA MIT MRI NBA NHS NIH NPE NSA RAF RFI RNA ROI SEC SEO SLA "
    "SME SOS SSA SUV".split()
)
# Acronyms that are spoken as words though they begin with such a letter.
_SPOKEN = frozenset(
    "FIFO FOMO FORTRAN HIPAA LAMP LAN LIFO LISP MIME MIPS MOOC NAND NASA NATO NIST NOR NULL RADIUS RAID RAM REST RISC "
    "ROM SAML SIM SIMD SOAP SOCKS SPARC SWAT".split()
)
# Said both ways, or letter by letter by some.
_UNSURE_ACRONYMS = frozenset("EULA EUR EURO LED MSSQL NTH ONE SQL".split())
# Lower-case technical words that are spelled like their acronyms.
_SPELLED_LOWER = frozenset(
    "fm ftp hdmi html http https mdx mp3 mp4 nfs nth rgb rpc rss sdk sms ssd ssh ssl svg xml xss".split()
)

_SILENT_H = r"(?:hour(?!i)|honest|honou?r(?!if)|heir(?!arch))"
# "An historic day" and "an herb" have their friends.
_UNSURE_H = r"(?:histor|herb|homage|hotel|habitu|heroi|hysteri|heredit|hallucin|hors|honorif|habanero|homme)"
_ONE = r"(?:one|ones|once|oneself|oneness|onesie|onesies|oneshot|onetime|oui|ouija)\Z"
# "eu" is you, but Euler is "oiler".
_UNSURE_E = r"(?:euler|eu\Z)"
_YOU = r"""(?x)eu|ew(?:e|er|es|ers|ing)\Z
    |uni(?!m(?!od)|n|d(?!ir|im)|g(?!r)|r|ss)  # unit, unique, unidirectional; not unimportant, unidentified, unironic
    |unan(?:im)
    |us(?:e|a(?!in\b)|i|u)                 # use, usage, using, usual; not us, usher
    |ut(?:i|e|o|f|c|ah)                    # utility, uterus, utopia; not utter, utmost
    |ura|ure|uri|uro|url
    |ubi|uga|ukr|uku|uk\Z|ulys|ufo|udp|udev|uid|uuid|uvula|uvu|uv\Z|ux|ui\Z|u\Z
    """
_UNSURE_U = r"(?:uint|uni\Z|us\Z|ulul|upsilon|utre|uyg|uz|ub\Z|uto\Z|uclib|un\Z)"
# Two consonants that begin no English word: "npm", "mkdir" and "rsync" are spelled, more or less.
_ODD_BEGINNING = (
    r"f[^aeioulrjy]|h[^aeiouy]|l[^aeiouly]|m[^aeiouny]|n[^aeiouy]|r[^aeiouhy]|s[bdfgjrsvxz]|x[^aeiouy]|[^aeiouy]{2,}\Z"
)


def vowel_sound(word: str) -> bool | None:
    """True when `word` is spoken with a vowel at its beginning, False when not, None when that is not certain.

    `word` may hold digits, hyphens and dots ("8-bit", "e-mail", "Node.js"); only its first part counts.
    """
    match = re.match(_PART, word)
    if not match:
        return None
    part = match.group()
    if not part.isascii():
        return None
    if part[0].isdigit():
        return _number(word)
    name = part[: len(part) - len(part.lstrip(_LETTERS))]
    if len(name) == 1:  # "x86", "U-turn", "e-mail", "I/O", "H2"
        return _single(part, word)
    if part in _SPELLED_LOWER or name in _SPELLED_LOWER:
        return True
    if word.startswith("un-"):
        return True
    if name.isupper() or (name[:-1].isupper() and len(name) > 2 and name[-1] == "s"):
        return _acronym(name.rstrip("s"))
    if not (name[1:].islower()):
        return _mixed(name)
    return _ordinary(name)


def _single(part: str, word: str) -> bool | None:
    rest = word[1:2]
    if len(part) == 1 and part.islower() and rest not in {"-", "/"}:
        return None  # a variable, or "a" and "i" themselves
    if re.match(r"[a-z]\d+n\Z", part):
        return None  # l10n, m17n: some read the long form
    if part == "I" and not rest:
        return None
    return part[0].upper() in _SPOKEN_VOWEL


def _number(word: str) -> bool | None:
    written = re.findall(_NUMBER, word)[0]
    digits = written.replace(",", "")
    if digits[0] == "0":
        return None if digits == "0" else False  # "zero" or "oh"
    head = digits[: (len(digits) - 1) % 3 + 1]
    if len(digits) == 4 and digits[:2] in {"11", "18"}:
        return None if "," not in written else False  # eighteen hundred, or one thousand eight hundred
    return head[0] == "8" or head in {"11", "18"}


def _acronym(name: str) -> bool | None:
    if name in _UNSURE_ACRONYMS or re.match(_ROMAN, name):
        return None
    first, rest = name[0], name[1:]
    spelled = not any(letter in "AEIOUY" for letter in rest)
    if first in "AEIO":
        return True
    if first == "U":
        return False if spelled or name in {"UI", "UUID", "URI", "UEFI", "UNIX", "USA", "UAE", "UAC"} else None
    if first in _SPELLED_CONSONANT:
        if name in _SPOKEN:
            return False
        return True if spelled or name in _SPELLED else None
    return False


def _mixed(name: str) -> bool | None:
    """Names with capitals inside: sure only where reading and spelling agree."""
    lower = name.lower()
    if lower.startswith(("one", "eu", "oui")):
        return None
    if lower[0] in "aeio":
        return True
    return False if lower[0] in "bcdgjkpqtvwz" else None


def _ordinary(name: str) -> bool | None:
    word = name.lower()
    first = word[0]
    if first in "aio":
        if re.match(_ONE, word):
            return False
        return None if re.match(r"oaxa|oua|iu|ae(?!r|s|g|o|t)", word) else True
    if first == "e":
        return None if re.match(_UNSURE_E, word) else not re.match(_YOU, word)
    if first == "u":
        return None if re.match(_UNSURE_U, word) else not re.match(_YOU, word)
    if first == "h":
        if re.match(_SILENT_H, word):
            return True
        # A name may be French, or Greek.
        return None if re.match(_UNSURE_H, word) or name[0] == "H" or re.match(_ODD_BEGINNING, word) else False
    if first == "y":
        return None if word[1] not in "aeiou" else False
    if first in "flmnrsx":
        return None if re.match(_ODD_BEGINNING, word) or (first == "x" and name[0] == "X") else False
    return False

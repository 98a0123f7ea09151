"""Kindred words: adjectives and their adverbs, verbs and their nouns; our own rows."""

from __future__ import annotations


def _pairs(rows: str) -> dict[str, str]:
    words = rows.split()
    return dict(zip(words[::2], words[1::2], strict=True))


ADVERBS = _pairs(
    """active actively automatic automatically careful carefully close closely complete completely
    constant constantly correct correctly direct directly dynamic dynamically easy easily
    efficient efficiently explicit explicitly frequent frequently full fully gradual gradually
    heavy heavily immediate immediately implicit implicitly initial initially large largely
    manual manually original originally partial partially periodic periodically previous previously
    proper properly quick quickly recent recently repeated repeatedly significant significantly simple simply
    specific specifically strict strictly successful successfully sudden suddenly temporary temporarily
    unexpected unexpectedly wide widely"""
)
"""Adjectives that are typed for their adverbs."""

VERBS_OF = _pairs(
    """analysis analyze authentication authenticate automation automate calculation calculate collection collect
    communication communicate configuration configure contribution contribute creation create decision decide
    definition define description describe detection detect discussion discuss evaluation evaluate execution execute
    extension extend generation generate identification identify implementation implement installation install
    integration integrate introduction introduce investigation investigate migration migrate optimization optimize
    participation participate protection protect simulation simulate transformation transform translation translate
    validation validate verification verify visualization visualize"""
)
"""Nouns that are typed for their verbs."""

NOUNS_OF_VERBS = _pairs(
    """achieve achievement announce announcement authenticate authentication automate automation calculate calculation
    communicate communication configure configuration decide decision define definition develop development
    discuss discussion evaluate evaluation execute execution extend extent generate generation identify identification
    implement implementation improve improvement integrate integration introduce introduction investigate investigation
    maintain maintenance optimize optimization participate participation produce production protect protection
    require requirement simulate simulation transform transformation translate translation verify verification
    visualize visualization"""
)
"""Verbs that are typed for their nouns."""

NOUNS_OF_ADJECTIVES = _pairs(
    """available availability compatible compatibility convenient convenience difficult difficulty efficient efficiency
    flexible flexibility important importance popular popularity possible possibility relevant relevance
    reliable reliability stable stability transparent transparency visible visibility"""
)
"""Adjectives that are typed for their nouns."""

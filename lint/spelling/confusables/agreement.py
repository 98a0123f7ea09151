"""Singular for plural and plural for singular, "these project", "every languages", "if it support"."""

TABLE = """
if|when|because|since|although|whether|once|until|unless|where|how|why|whenever|whereas|what it|he|she ?ADV
    BASE>THIRD !be
if|when|because|since|although|whether|once|until|unless|where|how|why|whenever|whereas|that the COUNT ?ADV
    VERB>THIRD a|an|the|this|to|that|your|it|in|for|with
^, it|he|she ?also|only|then|still|now VERB>THIRD
^, this ?also|only|then|now VERB>THIRD a|an|the|to|that|your|all|it|you|us|them|in|for|more
^, it|this ?also|only|then|still|now OFTEN>THIRD a|an|the|to|that|in|with|like|for|you|us|on|from|all|both|by
^ that ?also|only|then|still|now OFTEN>THIRD a|an|the|to|that|in|with|like|for|you|us|on|from|all|both|by
which mean>means every|we|you|it|they|the|that
^ PLURAL THIRDONLY>BASE !a
^ these|those|many|several|both|most|all|some|other|such|our|your|their|the|different PLURAL|COUNTS ?ADV
    THIRDONLY>BASE
^ these|those|many|several|both|most|all|some|other|such|our|your|their|the|different ADJ|NOUN|COUNT|ING|PAST PLURAL
    ?ADV THIRDONLY>BASE
^ these|those|many|several|both|most|all|some|other|such|our|your|their|the PLURAL
    is|was|has|does|doesn't|isn't|wasn't>PLURALVERB
^ these|those|many|several|both|most|all|some|other|such|our|your|their ADJ|NOUN|COUNT|ING|PAST PLURAL
    is|was|has|isn't|wasn't>PLURALVERB
^ these|those is|was|has>PLURALVERB !a
^ there is|was>PLURALVERB many|several|various|numerous|multiple|two|three|four|five|few !a
^, the|this|each|every|our|your NOUN ?also|then|now|still|simply VERB>THIRD
    a|an|the|to|that|this|your|all|it|you|us|in|for|with|as|some|many|more
^ that NOUN ?also|then|now|still VERB>THIRD
    a|an|the|to|that|this|your|all|it|you|us|in|for|with|as|some|many|more
^ the|this|that|each|every|our|your NOUN|COUNT|ADJ|ING NOUN ?also|then|now|still VERB>THIRD
    a|an|the|to|that|this|your|all|it|you|us
^, this|each|every COUNT ?also|then|now BASE>THIRD a|an|the|this|these|your|our|all|some|many|several|it|you|us|
    how|that
^ that COUNT ?also|then|now BASE>THIRD a|an|the|this|these|your|our|all|some|many|several|it|you|us|how|that
^ this|that|each|every NOUN|COUNT|ADJ COUNT ?also|then|now VERB>THIRD
!of FOLK who ?ADV|currently|previously|regularly THIRD>BASE
!of FOLK who is|was|has>PLURALVERB
someone|anyone|everyone|everybody|anybody|somebody|person|developer|user|contributor who BASE>THIRD !be
^ everyone|everybody|nobody|everything|nothing|something|someone ?else BASE>THIRD !be
^ each of the|these|those|our PLURAL|COUNTS are|have|were>SINGULARVERB
^ one of the|these|those|our|my PLURAL|COUNTS are|have|were>SINGULARVERB
^ one of the|these|those|our|my most|main|key|biggest|best|first|major|ADJ PLURAL|COUNTS are|have|were>SINGULARVERB
a|an PLURAL|COUNTS>SINGULAR of|for|that|in|is|was|from|which|who|can|will
a|an PLURAL|COUNTS>SINGULAR to !go
a|an ADJ PLURAL|COUNTS>SINGULAR of|for|that|to|in|is|was|from|which|who|can|will|with|$
!few|of a|an NOUN PLURAL|COUNTS>SINGULAR who|who's|that's|which
every PLURAL>SINGULAR
this|another PLURAL>SINGULAR !NOUN|COUNT|BASE|ADJ|ING|NOUN|PLURAL|COUNTS
each PLURAL>SINGULAR is|has|of|in|for|that|$|can|will|must|should
every COUNTS>SINGULAR
this COUNTS>SINGULAR is|are|was|were|of|which|will|has|have|can|should
these|those|numerous|several|many|various|multiple COUNT>PLURAL BOUND|$
!a|an|the|this|that|one|per|first|day|step|part|version|phase|and|or|number TWO COUNT>PLURAL BOUND|$
one of the|our|my|its|these|those|their COUNT>PLURAL is|was|that|which|i|we|you|why|where|to|in|for|$
one of the|our|my|its|these|those|their most|main|key|first|major|biggest|best|many|other|new|ADJ COUNT>PLURAL
    is|was|that|which|i|we|you|why|where|in|for|$
one of the|our|my|its most ADJ|PAST|BASE|NOUN COUNT>PLURAL is|was|that|which|i|we|you|why|where|in|for|$
a|the number|couple|variety|bunch|handful of COUNT>PLURAL BOUND|$
dozens|hundreds|thousands|millions of COUNT>PLURAL BOUND|$
a few COUNT>PLURAL BOUND|$
in|on|for|across|with|to|from all COUNT>PLURAL $
in|of|for|on|between|across|under|with|have|has|are|use|using|many|support|supports different|various COUNT>PLURAL
    BOUND|$
these|those type|kind|sort>PLURAL of
this types|kinds|sorts|things|days|folks|guys>SINGULAR of|are
this>these two|three|four|five PLURAL|COUNTS
there are|were ?also|still COUNT>PLURAL where|when|that|which|who|of|in|with|about
there are|were ?also|still some|more|other|no COUNT>PLURAL BOUND|$
first|last|next NUMBER|TWO COUNT>PLURAL of|are|is|were|in|from|with
the following COUNT>PLURAL are|were
there is|was>PLURALVERB a lot of PLURAL|COUNTS
there is|was>PLURALVERB lots|plenty|dozens|hundreds|thousands of PLURAL|COUNTS
^ the|these|those|our|all|most|some|many PLURAL|COUNTS needs|wants>BASE a|an|the|to|it|more|some|your|this
^, the list|number|size|purpose|goal|name|order|quality|performance|length|cost of ?the|these|all|your|our PLURAL|COUNTS
    are|have>SINGULARVERB !to
^, the|these|those|all|most PLURAL|COUNTS in|of|for|on|with the|this|that|your|our|each NOUN|COUNT
    is|was|has>PLURALVERB ADJ|PAST|not|very|too|also|both|only|been
!at|the|for most COUNT>PLURAL will|are|have|can|should|must|do|don't|need|want|would
!of|in|with|from all|these|those|many|several PLURAL|COUNTS that|which THIRDONLY>BASE
!of|in|with|from all|these|those|many|several PLURAL|COUNTS that|which has|does|doesn't>PLURALVERB
!one|of|neither|either|each they|we ?also|only|just|then|now|already|never|always|usually THIRDONLY>BASE
^, it ?also|only|just|then|still|now|simply work|run|handle|start|show|check|call|change|display|report|load|log|print|
    process|parse|pass|search|send|sort|stop|store|wrap|wait|watch|fix|cost|match|come|take|give|make|get|create>THIRD
!of|for|in|with|from|to|by|on|about|not|and|ING|BASE|PAST all ?the|these|those|our|your PLURAL|COUNTS ?also|then|now
    THIRDONLY>BASE a|an|the|your|our|this|their|it|them|to
^, the|this|each|every|our|your COUNT are|have|were|don't|aren't>SINGULARVERB !to
if|when|because|since|where|once the|this|your COUNT are|have|don't>SINGULARVERB !to
TWO|several|many|multiple kind|sort|piece>PLURAL of
a_lots>a_lot/lots of
"""

"""Verbs in a wrong form: "would enables", "are encourage", "has went"."""

TABLE = """
!a|an|the|this|your|of can|will|may|might ?ADV THIRDONLY>BASE
would|could|should|must|cannot|can't|couldn't|won't|wouldn't|shouldn't|mustn't|shall|i'd|you'd|we'd|they'd|i'll|
    you'll|we'll|they'll|it'll ?ADV THIRDONLY>BASE
i|you|he|she|it|we|they|who can|will|may|might|would|could|should|must ?ADV THIRD>BASE
i'd|you'd|we'd|they'd|he'd|she'd|i'll|you'll|we'll|they'll|he'll|she'll|it'll ?ADV THIRD>BASE
~why|how do|does|did not THIRD|PAST>BASE
~why|how don't|doesn't|didn't THIRDONLY|PAST>BASE
~why|how|what can't|couldn't|won't|wouldn't|shouldn't|mustn't PAST>BASE/be_{} $|to|the|a|an|by|in|for|with|this|that
it|they|we|you|i|he|she|who|which could|should|would|might|must|will|may|can ?not|also|never|then|still
    PAST>BASE/be_{}
!get|gets|got|be|is|are|was|were|been can|could|may|might|will|would|should|must|cannot used>be_used
    to|for|by|in|as|with|when|instead|from
can|could|may|might|must|should|would ?ADV has>have a|an|the|been|to|no|some|more|any|their|its|your
!according|due|thanks|compared|back|related|similar|refers|related|from to THIRDONLY>BASE
    DETNOUN|it|them|us|you|more
want|wants|wanted|need|needs|needed|able|have|used|going|order|how|try|trying|tried|supposed|possible|easy|hard to
    THIRD>BASE a|an|the|it|them|us|your|our|this|these|their
!due|thanks|back|compared|related|similar|according|up|addition|regard|respect|contrast|opposed to PAST>BASE
    a|an|the|your|our|this|it|them|us|my|their|its
are|were|been|being|i'm|we're|they're|you're|aren't|weren't ?ADV VERB>PARTICIPLE !are|is
!step|is|are|was|were|not|was can|could|may|might|will|would|should|must|to|not|cannot|also be ?ADV VERB>PARTICIPLE
~do|does|did|done|all|what|thing|things|step|way|option|options|goal|job|trick|idea|can|could|need|needs|first|next|
    last|solution|rule|best|better|only|advice|recommendation|task|have|to|alternative|approach|command|action
    is|was|it's|that's|isn't|wasn't ?not|also|only|now|then|already|still VERB>PARTICIPLE
    to|by|in|for|with|as|from|on|at|when|because|starting|and|using|into|via|$
are|were|been|be|is|was|being cause|design|test|support|release|drive|power|sponsor|handle|use|maintain|publish|
    trigger|fix|report|require|need|limit|control|surround|influence|inspire|affect|write>PARTICIPLE by
    !default|design|contract|hand
can|could|may|might|will|would|should|must|to|not|cannot|also be use>used
    to|by|for|as|in|with|when|instead|on|from|within|and|$
are|were|been|being use>used to|by|for|as|in|with|when|instead|on|from|within
~do|does|did|all|what|thing|step is|was use>used to|by|for|as|with
~there|next|here will|must|should|can|could|would|may|might|to|not|cannot|also be
    check|call|install|update|return|display|report|process|cache|match|store|log|name|load|mark|place|print|publish|
    trigger|view|wrap|pass|replace|ignore|start|list|render>PARTICIPLE after|before|by|when|if|automatically|using|via|
    with
ability|able|possible|want|wants|need|needs|you|us|users|developers|easy|easier|how|way|try|order to
    ADVERBIAL PAST>BASE a|an|the|your|our|these|this|it|them|any|all|multiple|COUNTS|PLURAL
should|must|can|could|will|would|may|might|cannot by>be used|set|run|a|an
COUNT|COUNTS|NOUN|PLURAL|that|which|CODE|also can|could|should|would|must|will|may|might|cannot ?also|not|now|only|then
    PAST>be_{}/BASE ~as|what|whatever|if|where|everything|all
COUNT|COUNTS|NOUN|PLURAL|that|which|CODE|also can|could|should|would|must|will|may|might|cannot
    ING>BASE/be_{} a|an|the|your|our|this|these|it|them|their|its|any|all|two|to|with|in
it|which is|was ?also|highly|strongly recommend>recommended
it|which|that|this|everything is|was consider|treat|deem>PARTICIPLE a|an|the|as|to
HAVE ?ADV PASTONLY>PARTICIPLE
!i|we|you|they|to|can|could|will|would|should|must|may|might|do|does|did|not|who|ll
    have|has|had|having|i've|we've|you've|they've ?ADV VERB>PARTICIPLE DETNOUN|to|in|by|with|from|that|as|into|$
has|hasn't|i've|we've|you've|they've ?ADV VERB>PARTICIPLE !done
was|were|been|being|is|are|be PASTONLY>PARTICIPLE !off|down|up
has|have|had|having|i've|we've|you've|they've|hasn't|haven't be>been !a|the
should|must|would|could|might|may|can have|not|never been|have VERB>PARTICIPLE
!kind|sort|type without|by|of|for|from|after|before|about|upon|via|despite VERB>ING
    a|an|the|your|our|this|these|those|them|their|any|all|its|my|new
!kind|sort|type without|by|of|for|from|about|via|despite VERB>ING it
by|without|for use|test|run|add|change|write|set|fix|move|update|check|call|pass|install|support|build>ING
    a|the|your|our|these|those|its|their|my
!of|for|with|from|between|to|helping|like they|we is>are a|an|the|not|also|ADV|PAST|ING
!of|for|with|from|between|to|helping|like they|we was>were
!of they|we|you|i has>have
if|when|because|since|although|where|that|and|but|so|as|which|unless it|he|she don't>doesn't
^ it|he|she don't>doesn't
they|we|you|i doesn't>don't
if|when|because|since|while|although|as|where|once|unless|whether|that it|he|she have>has !to
^ it|he|she|this have>has !you
!of|for|with|to|than we|they|you|i are|were|am>have been
it|he|she|this|that|which|there is|was>has been
as>has been !done|such|so|before
it|which|that|this|keyword|feature|version|he|she as>has been
is|are|was|were|be|being|been|not|i'm|we're|you're able|unable VERB>to_{} DETNOUN|it|them|you|us|$|more
want|wants|wanted|trying|hoping|supposed|decided|intend|intends VERB>to_{}
    a|an|the|to|your|our|this|these|it|them|more|rid|you|us
trying|hoping|supposed|decided VERB>to_{} down|out|up|in|off|back|away
avoid|avoids|avoided|avoiding use|write|have|create|call|pass|add|send|include|put|run|make|set|get>ING
    a|an|the|any|this|these|those|it|them|your|CODE
!all|what that|which is|was VERB>PARTICIPLE to|by|from|in|with|as|for|on|at|into|when|during
~what|who|how|where|why|which|all|knowing that|it|which|who is|was THIRDONLY>PARTICIPLE
    by|to|in|for|with|as|if|how|when|whether|a|an|the
^ please ING>BASE !of|is|are
help|helps|helped us|you|me|them ING>BASE a|an|the|your|our|this|these|those|it|their|my|with|new|on|better
let|lets|letting us|you|me|them|it to_BASE>{1}
did you|we|they|it|he|she PASTONLY>BASE
does|did it|he|she THIRD>BASE
does|did this THIRDONLY>BASE
what does|did this|that|it means>mean
does|did the COUNT|NOUN THIRDONLY>BASE
am|are_agree>agree !to|on
^ please to_BASE>{1}
can|could you to_BASE>{1}
"""

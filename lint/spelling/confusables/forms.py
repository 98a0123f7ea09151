"""A word in the form of a kindred one: an adjective for an adverb, a noun for a verb, a participle for its base."""

TABLE = """
want|wants|need|needs|able|try|tried|trying|order|decided|supposed|how|going to ING>BASE
    a|an|the|your|our|this|these|it|them|their|its|my
i|you|we|they|it|he|she|which|who can|could|should|would|must|will|may|might ING>BASE
    a|an|the|your|our|this|these|it|them|their|its|my|to|with|in|on|for
~why|how|what do|does|did not ING>BASE
don't|doesn't|didn't|can't|couldn't|won't|wouldn't|shouldn't|cannot ING>BASE
    a|an|the|your|our|this|these|it|them|their|its|my|to|with|in|on|for|$
^ he|she|it ?also|now|then|currently|still ING>is_{}/PARTICIPLE
    a|an|the|your|our|this|these|them|their|its|my|on|with
^ they|we ?also|now|then|currently|still ING>are_{}/PARTICIPLE
    a|an|the|your|our|this|these|it|them|their|its|my|on|with
allow|allows|allowed|allowing|enable|enables|enabling|permit|permits
    us|you|me|them|users|developers|him|her|everyone|anyone|people VERB>to_{}
    a|an|the|your|our|this|these|those|it|their|its|my|new|any|all|multiple|different|custom
allow|allows|allowed|allowing|enable|enables|enabling us|you|me|them BASE>to_{}
    a|an|the|your|our|this|these|those|it|their|its|my|new|any|all|multiple|different|custom
needs|needed|wants|going|able|supposed|ought be>to_be PAST|able|a|the
!there|it can|could|should|would|must|may|might|will|to been>be/have_been
has|have|had|having|i've|we've|you've|they've|hasn't|haven't being>been
is|are|was|were been>being PAST|a|the|used
can|could|should|would|must|may|might|will|cannot by>be PAST
caused|written|created|followed|powered|provided|generated|replaced|affected|maintained|sponsored|triggered|inspired
    be>by the|a|an|our|CODE|this|its
has|have|had bee>been
^ it|this|that if>is a|an|the|not
^ there if>is a|an|no|also
^ this|that it>is a|an|the|not
^ this_are>these_are/this_is !you|we|they|i
if|when|because|but|that it are>is a|an|the|not|also|PAST
if|when|because|but|that|and it|he|she do>does not
^ it|he|she do>does not
they|we|you does>do not
they|we|you wasn't>weren't
they|we isn't>aren't
they|we|you|i hasn't>haven't
it|he|she haven't>hasn't
there is|was>PLURALVERB PLURAL|COUNTS is|in|that|which|who|to|for|with|$
there is|was>PLURALVERB some|no|more|other|lots|plenty|also PLURAL|COUNTS BOUND
there are no|other|more|some COUNT>PLURAL BOUND
and|with|in|from|of|for|like|to|many|most|use|using|support|supports other COUNT>PLURAL
    is|are|in|of|for|to|that|which|who|can|will|have|$
of|in|for|with|from|on|to|between|more|all|many|are|is|has|have|and|than|least|about|over|only|by|after|another|
    next|last|top|first|these|those NUMBER COUNT>PLURAL of|in|for|that|which|who|are|were|have|can|will|to|from|
    with|ago|later
if|when|because|since|while|although|where|so|but|that the|these|our|your|all|most|some PLURAL|COUNTS ?ADV
    THIRDONLY>BASE
if|when|because|since|while|although|but the|these|our|your|all PLURAL|COUNTS
    is|was|has|isn't|wasn't|doesn't>PLURALVERB
if|when|because|since|although|whether|once|until|unless the NOUN|COUNT ?ADV VERB>THIRD
    a|an|the|this|to|your|it|in|for|with|$
are|were|been|being ADJECTIVAL>ADVERB PAST !and|or
is|was|be|get|gets|got ADJECTIVAL>ADVERB PAST to|by|in|for|with|from|as|on|at|when|and|if|into|using|$
can|could|will|would|should|must|may|might|cannot|to ADJECTIVAL>ADVERB BASE
    a|an|the|your|our|this|these|it|them|their|its|all|any|new
can|could|would|should|must|may|might|cannot ADJECTIVAL>ADVERB VERB
common>commonly asked|used|accepted|found|known|needed|encountered|called
frequent>frequently asked|used|accessed|requested|updated|changed|called
wide>widely used|adopted|accepted|supported|known|deployed
recent>recently added|released|introduced|changed|updated|published|created
work|works|worked|behave|behaves|behaved|act|acts different>differently
    from|than|depending|on|when|if|for|in|across|between|under|$
high>highly recommend|recommended|optimized|customizable|configurable|available|scalable|concurrent|dependent
~due|thanks|related|respect|comes to|can|could|should|must|will|would|may|might|cannot|not|don't|we|you
    NOMINAL>VERBOF a|an|the|your|our|this|these|it|them|their|its
the|a|an|our|this|their|its VERBAL>NOUNOF of
the QUALITY>NOUNOF of
easy>ease of use|access|development|installation|deployment
is|are|it's|be|more|very|so ease>easy to
the|a|big|main|key|only|any|no|significant|major|make|makes|made different>difference between
in|two|many|very|completely|several|totally|quite|slightly|with|three difference>different
    COUNT|COUNTS|PLURAL|from|than|ways|kinds|places|things|people
is|are|very|it's|an|more|most importance>important to|that|for|COUNT|COUNTS|thing|part
a|the|any|more|very specify>specific COUNT|COUNTS|PLURAL|NOUN|to|for
can|you|must|will|should|we|to specific>specify the|a|an|your|which|how|it|what|that
to|can|will|you|we|may|must|could|should choice>choose a|an|the|between|from|to|which|your|one|what|how|not
a|the|your|good|best|great|of|my|our|better|popular|right|only|natural choose|chose>choice of|is|for|to|between|$
to|will|can|may|could|not|might|would|don't|doesn't|won't loss>lose
    a|the|your|any|all|data|access|track|it|their|our|some|its|control
data|packet|memory|weight|precision|job|signal|performance lose|loses>loss
the|a lost>loss of
a|the|as prove>proof of|that
my|our|their|popular|common|firm believe>belief
to|we|must|and|can|will|could device>devise a|an|the|new|some|our|ways
a|the|your|mobile|storage|each|this|usb|hardware|every|any devise>device
to|can|will|you|we|please|could|should|must|helps|help|not safe>save
    a|the|your|time|it|them|this|memory|money|space|some|us|you|data|changes|our|all
type|thread|memory save>safe
perfectly|completely|it's|be|are|not save>safe to|for|and|$
give|gives|gave|giving|given raise>rise to
softwares>software
hardwares>hardware
informations>information
advices>advice
a|one|each|every|this phenomena>phenomenon
a|one criteria>criterion !NOUN|COUNT
the_our>our/the
the_your>your/the
the_my>my/the
the_their>their/the
a_our>our/a
a_your>your/a
a_my>my/a
a_their>their/a
"""

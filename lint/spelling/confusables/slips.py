"""Set phrases with a wrong word: "per say", "all intensive purposes", "thank to"; and words that do not go together."""

TABLE = """
^ thank>thanks to
per say>se
all intensive>intents_and purposes
case and>in point
~only one in>and the same
deep seeded>seated
do>due to the fact
do>due to its|limited|lack
mainly|mostly|partly|largely|primarily|probably|likely do>due to the|a|an|its|their|some|how|limited|lack|this|our
due>due_to the fact|lack|nature|size|way|large|high|complexity|limited|amount|increased|increase|addition|absence|
    presence|use
an_other>another !than
others>other than
every things>thing
i|you|we|they|he|she|that|this|who|there|still|just|but|and|simply|users|people cant>can't !be
i|you|we|they|it|he|she|that|this|who|there|still|just|but|and|simply|users|people wont>won't !to
wont>won't be|have|do|get|work|see|find|go|make|take|change|need|run|even|really|just|always|happen|help|know|
    believe|seem
cant>can't be|have|do|get|use|see|find|go|make|take|wait|change|run|even|really|just|always|happen|help|believe|say|
    seem
very import>important
most|more|so|equally|extremely|really|particularly import>important thing|part|change|feature|point|aspect|step|
    reason|piece|goal|to|that|for|question|difference|features|changes|parts|role
it's|is import>important to|that|for
in excruciatingly>excruciating detail
in greatly>great detail
in fully>full detail
the|a|every|each|these|any|our|its|this|two|three|some|many new>newly
    added|created|introduced|released|elected|appointed|formed|launched|hired|discovered|founded|acquired
    BASE|NOUN|COUNT|PLURAL|COUNTS|ADJ
a|this|the misunderstand>misunderstanding that|of|about|between|in|$
a|an|the|this|some|any improve>improvement of|in|that|to|$
a|an|the|this|some|any explain>explanation of|that|for|$
a|an|the|this|some|any develop>development of|in|that|$
a|an|the|this|some|any provide>provision of
more_easier>easier
more_better>better to|than|for|way|$
more_faster>faster to|than|for|way|$
more_simpler>simpler to|than|for|way|$
more_cleaner>cleaner to|than|for|way|$
more_safer>safer to|than|for|way|$
more_cheaper>cheaper to|than|for|way|$
more_clearer>clearer
^ his>this is|was|means|allows|makes|can|has|reduces|includes|ensures|requires|provides
    a|an|the|to|that|not|you|us|because|be|also|how
need|needs|is|was|be|create|include|have|has and>an VOWELNOUN !and|or
as|with|of|for|into|from|by|in|via|using|like and>an VOWELNOUN !and|in|of|to|for|on|or|with|by|from
do|not|also|to include|use|need|have|provide|create|add|get|open|is and>an ADJ|PAST COUNT
    is|of|in|for|to|that|which|with|$
at lest>least
takes|take|taking|took advance>advantage of
in advanced>advance $
as follow>follows $
for instant>instance $|if|when|the|a|an|this|these|in|you|we|they|it|he|she|i
in oder>order to
on|in behave>behalf of
on the other hands>hand
make|makes|making|made sens>sense
pros and con>cons
kind|sort|plenty|lots off>of
breath>breadth first
breath>breadth and depth
get|gets|got|getting ride>rid of
looking|look forward to hear|see|work|meet|welcome|receive|get|have|share>ING
    from|the|you|your|what|with|a|more|back|it|on|all|how|these|this|those
in|of|on|with|from|to he>the NOUN|COUNT|PLURAL|COUNTS
first an>and foremost
than>that is|are|was|were ~more|less|rather|other|better|worse|larger|smaller|faster|slower|easier|higher|lower|
    longer|shorter|fewer|greater|older|newer|later|earlier|sooner|bigger|harder|different|simpler|stronger|weaker|
    closer|nicer|cleaner|further|farther|richer|safer|wider|heavier|cheaper|else|as|bigger|quicker|denser|broader|
    deeper|looser|tighter|clearer|smarter|differently|another
pouring>poring over various|code|logs|documentation|docs|data|posts|papers|books|pages|source|reports|hundreds
leaning>learning rust|python|java|javascript|programming|typescript|haskell|kotlin|ruby|swift|curve|curves
to compliment>complement CODE|existing|each
open|opens|opened|opening|file|files|filed|filing|submit|submitted and>an issue|rfc|ticket|account|pr
but no>not in|on|for|with|at|by|from|when|if|to the|a|an|this|that|all|any|every
brining>bringing a|an|the|improved|new|more|better|us|you|it|together|in|down|up|all|support|this|their|its|our
vulnerable_a>vulnerable_to_a NOUN|COUNT|race
in a ?much better|good|great|strong|unique|perfect|stronger position VERB>to_{}
on|across|for|in|of all COUNT>PLURAL $
^ 1 ?ADJ ?NOUN COUNTS>SINGULAR
is|are|was|has|have|with|by|fixes|found|least|only|exactly|just 1 ?ADJ ?NOUN COUNTS>SINGULAR
the|each|every callers|users|authors|readers|owners|maintainers|developers|programmers|customers>POSSESSIVE
    responsibility|perspective|viewpoint|discretion|browser|consent|permission|machine|fault
is|are|was|were|been|be begin>being PAST|run|set|built|made|done|used
^ his>this THIRDONLY
too>two COUNTS !are|is|were|can|have|has|do|will|to
"""

"""Slips that leave another word behind: "on of the", "tot he", "test suit", "fro the", "trough the"."""

TABLE = """
!and|to fro>from/for
!a|one|not|every|slightest whit>with
wit>with the|a|an|our|your|this|these|all
wile>while !away|e|coyote
tot_he>to_the
int_he>in_the
oft_he>of_the
fort_he>for_the
hey>they are|have|can|will|were|do|could|should|don't
thee>the !and|i|shall|thou
^ one>once the|this|your|these NOUN|COUNT|COUNTS|PLURAL is|are|has|have
^ in>if you|we|they want|need|are|were|don't|prefer|wish|decide|wanted|encounter
!of|and your>you are ING|PAST|not|able|free|sure|also|now|still|already|ready
^ there>their PLURAL|COUNTS take|have|are|provide|return|use|allow|make|can|will|need|should|work|contain|include
^ and>an object|array|integer|instance|error|element|item|example|index|identifier|event|interface|iterator|option|
    argument|attribute|expression|extension|action|image|icon|editor|api|enum|entry|app|application|address|alias|
    email|issue|operation|operator|overview|update with|that|of|which|containing|representing|to|for|is|whose|where
afters>after a|an|the|each|this|that|every
to|can|will|easily|seamlessly ingrate>integrate
be|is|are|was|were|been|being|get|gets|not hided>hidden
of|in|on|to|for|with|from|is|and|that|by|at|into th>the
^ th>the only|same|first|following|next|last|new|current|main|default
you|we|they main>may need|want|have|be|also|not|get|use
thanks|thank for you>your NOUN|COUNT|PLURAL|COUNTS|HELP
thank you for you>your NOUN|COUNT|PLURAL|COUNTS|HELP
all of the>a sudden
the_both>both of
even|as thou>though
trough>through the|a|an|this|all|our|your|these|some|which|it|its|their|each
even|as tough>though it|we|they|the|you|this|there|i|if
^ tough>though it|we|they|there
go|going|run|running|went|look|looking|pass|walk tough>through
the|one|this|every|same|important|only|another|best|cool|nice|good|funny|interesting think>thing
    !tank|tanks|piece|time
!goings|going|carrying|so|early|later on>one of the|these|those|our|my|its|many|several
one>on top of
based|depend|depends|depending|rely|relies|focus|focused|focusing|built one>on the|a|an|this|our|your|how|that|what
whether of>or not
more of>or less
one|two of>or more !than|important|common|popular|the
kind|sort|lot|couple|bunch|variety|instead|plenty|lots or>of the|a|an|these|those|this|our|your|things|people|work|
    time
NOUN|COUNT|COUNTS in>is not supported|available|possible|necessary|required|valid|true|enough|clear|sure
there it>is no|a|an
where_as>whereas the|this|these|our|their|it|we|they|in|on|with|for
it>in order to
such has>as the|a|an|in|this|those|your|these
as|so long|soon|well|much|many has>as
known|described|defined|regarded has>as a|an|the
such|known us>as
as well us>as
allow|allows|allowed|enable|enables|lets|let|gives|help|helps use>us to|know|see|say|have|a|the
can|will|could|should|don't|must|would|cannot us>use the|a|an|this|it|your|that|these|our
for|on|with|from|by|at you>your own
in|on|from|with|at|into|by|inside|within you>your COUNT|NOUN|COUNTS|PLURAL
    is|in|of|for|to|that|which|can|will|has|with|and|as|on|$
your>you are|have|could|should|would|can|might|don't|won't|can't|want|didn't|will
    be|a|to|the|use|find|see|get|not|also|have|need|need|want|do|been|able|using|it|make|add|create|run|notice
if|when|whether|unless|because you>you're interested|ready|familiar|unsure|using|running|looking|trying|going|
    working|building|writing|planning|wondering|curious to|in|the|a|an|with|for|on|your|this|about|at
if|when|because|that|so their>they have|could|should|would|can|don't|want|do|did|were
of|with|by|about|into there>their NOUN|COUNT|PLURAL|COUNTS|ADJ
of|in|with|on|for|to|from|by|at|have|has they>their own
^ we>we're excited|happy|pleased|proud|thrilled|delighted|glad|looking|planning|working|hoping|going|trying
    to|about|forward|for|on|at
is|are|was|were|does|did note>not BASE|PAST|been|yet|only|supported|possible|necessary|always|enough|sure|available
must>most of the|them|these|our|those|people
it|this|that|they|you|we|which most>must be|have|not|use !likely
it|this|that|which|there|they|you|we my>may be|not|have|also|need|want|take
ass>as a|an|the|well
at less>least one|two|three|a|once|NUMBER|some|as
at last>least NUMBER
the|these|in|of|with|has|have|are tow>two COUNTS|PLURAL|of|or|more|different|new|other|main|things|ways
one|two ore>or
to|can|will|you|we|and|please|must ad>add a|an|the|your|new|some|support|more|it|this
!et|a|of al>all the|of|your|other|our|these
every>ever since
than|as every|even>ever before
have|has|had you|anyone|we|they every>ever PAST
PLURAL|COUNTS others>other than
!the|each|no|any others>other PLURAL|COUNTS is|are|in|of|for|to|that|which|who|can|will|have|and|like|such|$
and|among|with|help other>others who|are|have|can|will|to
each others>other
the some>same time|way|as|thing|is|for|file|name|place|page|result|problem|issue
!the|this|that|these|very|much same>some of the|these|those|our|them|my|your
mush>much better|more|easier|faster|of|less|like|harder|larger|as|time
command|per|each|this|single|every|status|first|last|new lien|liens>lien~line
the nest>next step|version|release|week|time|section|year|post|one|few|steps|weeks|months
to|can|please|you|must|and|will sing>sign up|in|out|into !the
is|are|be|was|were|been|not|a|the|cryptographically|digitally|code singed>signed
singing>signing key|keys|certificate|party|commits|up|in|request
play|plays|played|playing a|an|the roll>role
play|plays|played|playing a|an|the important|key|big|major|crucial|central|vital|active|significant|huge|large
    roll>role
to|will|and|we|can|slowly role|roles>role~roll out|back
to|can|and|you|we|will|must|easily|could mange|manges|manged>mang~manag
defiantly>definitely
as apposed>opposed to
to|will|can|not|would|we|they except>accept the|a|an|all|this|your|pull|any|contributions|new|it|input
accept>except for ~to|will|can|must|not|should|we|they|i|you|could|may
have|has|with|without|gain|get|had|having|give|gives excess>access to
risk adverse>averse
illicit>elicit a|feedback|response|responses|the
an|the|each envelop>envelope
formally>formerly known|called
formerly>formally verified|defined|specified|proven|verify|define|specify|prove
look|looking|looks|move|moving|going|step foreword>forward
hoards>hordes of
we|to|will|and|can discus>discuss
lightening>lightning fast|talk|talks|network|speed|strike|rounds
timely|similar|consistent|secure|different|safe|orderly|efficient|certain|friendly|structured|same manor>manner
team|boost|low|high|employee|improve moral>morale
from a|the|this|my|our|their|any|different prospective>perspective $|of|that|and|on|it|we
perspective>prospective users|contributors|students|employers|customers|employees|members|buyers
to|can|will|should|then|and precede>proceed with|to
reek|reeks|wreck|wrecks>wreak havoc
take|taking|took the|this|that|different|another root>route
have|has|had|we've|i've|be|been|was|were scene>seen
it|may|might|would|could|they|that|this|all|things|not seam|seams>seam~seem to|like|that|a|as|more|very
shear>sheer number|size|amount|volume|scale|quantity
statue>status code|codes|quo|bar|page|update|updates|report
test|benchmark|office|conformance|regression|tool suit|suits>suit~suite
a suit>suite of tools|tests|packages|libraries|products|services|applications|utilities|programs|features
to|that|will|may|best|not|better suite|suites>suite~suit your|you|their|our|my|everyone
core|basic|central|fundamental|guiding tenant|tenants>tenant~tenet
undo>undue burden|influence|stress|delay|harm|hardship|attention|pressure|complexity|risk
in the same vain|vane>vein
waist>waste of|time
last|next|per|every|each weak>week !point|reference|spot|link
two|three|few|several weaks>weeks
week>weak reference|references|typing|spot|password|passwords|map|ordering|pointer|pointers|crypto|keys|ciphers
in|of|for|with|from|by|on|to|at witch>which !hunt|hunts|craft|trial|trials
worse>worst case|cases
worst>worse than|then
even|much|makes|made|far|gets|getting|slightly worst>worse !case|of|thing|part
the worse>worst part|thing|possible|way|offender|offenders
a latter>later date|time|stage|point|version|release
years|days|months|weeks|minutes|much latter>later
the later>latter is|has|can|being|option|approach|case
main|worker|background|ui|child|kernel|parent threat|threats>threat~thread
threat>thread pool|safe|safety|pools|count|local
thread>threat model|models|modeling|modelling|actor|actors|landscape|intelligence
to|we|you|should|can|will|must threat>treat it|them|the|as|this|all|these|any|each|every|a|people
browser|page|disk|cpu|build|dns|query|http|memory|l1|l2 cash|cashes>cash~cache
cash>cache hit|hits|miss|misses|invalidation|line|lines|key|server|size
cashed>cached ~bank|money|check|cheque|funds
cashing>caching !in|out|up|cheques|checks ~bank|money|check|cheque|funds
quit>quite a few|bit|lot|while|number
is|are|was|it's|that's|been|were|not quit>quite easy|simple|well|different|similar|useful|good|nice|large|small|
    important|hard|difficult|common|often|long|slow|fast|powerful|popular|happy|the|sure|as
in real live>life
live>life cycle|cycles|span|time|expectancy|saver
life>live stream|streams|demo|demos|coding|reload|reloading|streaming|streamed|preview
according the|our|your>to_{}
in>on the other hand
in>at the same time
despite_of>despite
depend|depends|depending of>on
consist|consists on>of
responsible of>for
interested on>in
capable to>of
discuss_about>discuss
discussed_about>discussed
both_which>both_of_which !and|or
!MENTION DETERMINER_of>of !SYNTAX
!MENTION DETERMINER_to>to !SYNTAX|be|do|address|header|line|box|from|date
!MENTION DETERMINER_by>by !SYNTAX|now|then|line|value|reference
!MENTION DETERMINER_from>from !SYNTAX|address|header|line|to|date|trait|impl
!MENTION DETERMINER_with>with !SYNTAX|syntax
!MENTION an|our|your|their|my_is>is !SYNTAX|check|checks|a|not
!MENTION the_is>this_is/is !SYNTAX|check|checks|a|not
!MENTION the|an|our|my_are>are !SYNTAX
our|your|their|my_a>a !la|priori|and|or|posteriori
that the_we|they>{1} can|could|have|had|will|would|should|might|may|are|were|want|need|use|must
would|will|could|should|may|might|must be_have>have
are|is|was|were_be>{} !it|that
is_has>has been
can_are>are
may_to>may be|have|get|use|do|make|take
might_to>might be|have|get|use|do|make|take
should_to>should be|have|get|use|do|make|take
should|must|can|could|will|would|may|might ?ADV by>be PAST|able !now|default
COUNT|COUNTS|PLURAL|NOUN my>may be|not|have|also
PAST my>by the|a|an|our|your
with>will be
it|this|that|which|they will|would|could|should_is|are>{}_be
to_be_to_be>to_be
the_these>these
the_those>those
pay|pays|paid|paying ?close|special|particular|more attention>attention_to these|those|your|our|how|what
have|has|had|are|were|with|for|in|from|by|using|support|supports a_lot>a_lot_of COUNTS|PLURAL|people|things
    !of|more|less|better
!not is|was|it's|be ?only|also|often|always|still necessarily>necessary to VERB
participate to>in the|this|our
since>for NUMBER|two|three|four|five|several|many|ten years|months|weeks|days !ago
write>right click|clicking
to right>write code|tests|software|programs|documentation|scripts
"""

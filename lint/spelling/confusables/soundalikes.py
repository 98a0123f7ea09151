"""Words that sound the same, or nearly: "it's own", "your using", "rather then", "to much", "has lead to"."""

TABLE = """
it's>its own !to|up
of|in|with|to|from|by|within|through|on|at|into|under|despite|via|during it's>its !a|an|the|not|been|going|still|
    just|also|very|too|so|that|is|only|all|really|always|more|time|like|possible|important|because|no|about|nice|
    good|hard|easy|great
has|have|had|change|changes|changed|lose|lost|loses it's>its !a|an|the|not|been|going|still|just|also|very|too|so|
    that|all|always|more|time|possible|important|no
all it's>its COUNTS|PLURAL|own
^ its>it's not|a|an|the|been|going|just|also|very|really|important|possible|because|easy|hard|worth|time|like|still|
    too|quite|now|clear|so !own|nature|existence|self
and|but|because|so|since|if|that|when|think|although|though|while|then|or|where|hope|says|means|know|unless its>it's
    not|a|an|the|been|going|also|really|possible|because|still|too|quite|now|clear
because|so|since|if|that|think|although|though|and|but its>it's
    important|easy|hard|better|worth|fine|time|great|good|nice to|that|if|noting|mentioning|a
its>it's been
its>it's going to
its>it's worth noting|mentioning
its>it's very much
its>it's very|so|too|quite|really|not|also likely|easy|hard|difficult|important|useful|helpful|common|possible to|that
if|when|whether|while|unless|because|since|once|that|and|but|so|things|something|what your>you're using|running|
    looking|trying|going|doing|working|planning|interested|familiar|ready|unsure|already|wondering|thinking|having|
    getting|writing|building|making|not|creating|developing|considering|stuck|currently|also
    the|a|an|to|for|in|on|with|at|this|from|in|about|sure|that|it|all|not|going|using|able|working
your>you're welcome to
if|when|whether|unless|because|since|that|where|as your>you're able|unable|unsure|gonna
^ your>you're going|not|welcome|invited|encouraged to
you're>your own
in|with|of|on|for|to|from|by|at|into you're>your !going|not|in|the|a|an
their>there is|are|was|were|isn't|aren't|wasn't|weren't|seems|exists
if|that|and|but|because|when their>there has|have|will|may|might|can|could|should|must|would be|been
!up|out|over|down|in|right|put|from|exist there>their respective|own|lives|minds
of|with|for|by|from|into|about|to there>their users|code|project|projects|own|team|teams|website|application|
    applications|app|apps|customers|data|work|packages|current|first|new|software|time|community
they're>there is|are|was|were
they're>their own|respective
in|of|with|for|on|to|from|by they're>their !going|all
one|someone|somebody|anyone|person|people|developer|developers|user|users|those|project|projects|company|companies|
    function|functions|author|authors|object|objects|type|types who's>whose
    name|names|purpose|value|values|type|responsibility|contents|content|id|size|length|goal|job|code|work|role|only
^ who's>whose NOUN|COUNT is|are|was
whose>who's been|going|the|there|a|an|not !name
they|we where>were !they|we|the|it|you
which|that|who|users|developers|people|changes|there|these|those where>were not|also|already|still|never|being|
    previously|made|created|introduced|added|able|unable|supposed|trying|using|looking|affected|born|mostly|
    initially|originally !possible|necessary|needed|relevant|applicable|available|present
PLURAL|COUNTS where>were made|introduced|removed|fixed|merged|published|released|discovered|reported|updated|
    deprecated|unable|accepted|rejected|implemented|selected|chosen|invited
    to|by|in|from|with|as|on|at|during|and|into|after|before|until|$
where>were vulnerable|unable|able|prone|susceptible|subjected to
there where>were no|a|an|some|many|several|two|few|only|multiple|also
were>where we|you|they|i can|will|could|should|would|need|have|go|want|see|use|must|did|don't|do|are|might|may|find|
    define|know|think|keep|left
were>where the|a|an VOWELNOUN|NOUN|COUNT THIRDONLY|is|has|can|will|should|must|cannot|needs|doesn't|isn't
cases|places|situations|instances|scenarios were>where PLURAL|COUNTS can|will|should|must|are|have|cannot
^ were>we're going|excited|happy|looking|thrilled|pleased|proud|working|hiring|also|still|not
    to|about|for|on|at|by|of|the|a
they we're>were
than>then use|run|click|press|go|add ~more|less|rather|better|worse|other|larger|smaller|faster|slower|easier|
    higher|lower|longer|shorter|fewer|greater|older|newer|later|earlier|sooner|bigger|harder|stronger|different|
    same|differently|simpler|cleaner|clearer|cheaper|safer|further|closer|as|otherwise|else|nicer|quicker
until|since than>then
and than>then ~more|less|rather|better|worse|other|larger|smaller|faster|slower|easier|higher|lower|longer|shorter|
    fewer|greater|older|newer|later|earlier|sooner|bigger|harder
rather|other then>than !we|you|they|it
~if|when|once|unless|while|until|after more|less|larger|bigger|smaller|greater|higher|lower|longer|shorter|older|
    newer|faster|slower|fewer|wider|heavier|easier|harder|simpler|better|worse|cheaper|quicker|cleaner|safer|
    stronger|weaker|richer|thinner then>than !we|they|i|you|he|she|again|later|on
no|not later|longer|more|less|fewer then>than
!the larger|bigger|smaller|greater|lower|shorter|older|newer|faster|slower|fewer|wider|heavier|cheaper|stronger|
    weaker|quicker that>than the|a|an|any|before|expected|usual|in|this|those|what|previous|our|your|its|their|
    other|others|other|ever|with
rather that>than BASE|ING|just|a|an|being|to !is|are|was
!or|but|it|is|not|as any|some|something|anything|nothing|everything|someone|anyone|everyone|nobody|none|little other
    that>than the|a|an|this|what|those|being|to|for|ING
more|less|fewer|larger|greater|smaller|higher|lower that>than
    one|two|three|four|five|six|ten|half|100|1000|10|20|30|50|5|3|2|1|double|twice|just
not|might|may|could|would|can|will|to|don't|didn't|won't|can't|they|we|you|i|doesn't|wouldn't loose>lose the|your|
    their|its|our|data|access|track|any|all|weight|money|time|information|it|them|some|focus|sight|control|
    precision|interest|a|an|this|that|my|everything|performance|support|context|$
loosing>losing
lose>loose ends|end|coupling|coupled|typing
has|have|had|i've|we've|they've|having ?also|already|always|recently lead>led
    to|the|a|an|by|us|me|many|some|up|in|this|our !time|developer|developers|engineer|maintainer|roles|role
was|were|been|being|is|are lead>led by
what|this|it lead>led/leads up to
^ this|that|it ?also|eventually|ultimately|then lead>led/leads to
has|have|had|was|were|been|be mislead>misled
an|adverse|negative|positive|significant|desired|intended|immediate|overall|net|profound|lasting|dramatic|big|huge|
    great|same|opposite|similar|little|same affect>effect !on-screen|your|our|the|you
the|any|no|some affect>effect of|that|on|is|was
affect|affects>effect on
in|into|take|takes|took|taking affect>effect $|on|immediately|when|after|in|until|from|as|only|at|until
side affect|affects>affect~effect
will|would|could|can|may|might|should|must|not|doesn't|don't|won't|only|also|that|which|this|it|directly|negatively|
    adversely|severely|positively effect>affect the|your|our|all|any|how|performance|only|users|us|everyone|this|
    you|people|other|anyone|those|most|both !change|transition|transfer
this|it|that|which|also|only effects>affects the|your|our|all|any|how|performance|only|users|us|everyone|you|people|
    other|anyone|those|most|both
is|are|was|were|not|be|been|being|adversely|negatively|severely|directly effected>affected by|$
to|would|will|could|should|can|strongly|highly|we|i advice>advise
    you|to|that|against|the|everyone|users|anyone|people|using|all
strongly|highly|well|ill adviced>advised
an|some|any|good|great|useful|more|my|our|your|their|of|this|following|best|expert|legal|bad advise>advice
    $|on|for|is|was|about|to|from|and|or|that
would|should|could|must|might|may|wouldn't|shouldn't|couldn't|i'd|you'd|we'd|they'd of>have PAST|put|set|come|
    become|run|cut|been|had|done|made|gone|taken|used|thought|known|seen|got|liked|never|to|become|given|worked|
    happened|wanted|preferred
it|he|she|there|nobody|everyone use>used to be|have|think|live
^ i|we|they|it|he|she|there|this|things use>used to be|have|think|live|work|do|require|take|use|exist
am|are|were|get|got|getting|become|i'm|we're|you're|they're use>used to
be|being|become|are|is|was|were|as|am|i'm|been apart>a_part of
used|happens|happen|do|work|use|it|them|us|you|day|me everyday>every_day $
it|this|there|they|which|you|we|he|she maybe>may_be able|necessary|required|possible|used|needed|useful|some|
    difficult|more|other|hard|best|easier|different|interested|helpful|out|too|unable|present|called|better
^ lets>let's see|look|take|start|begin|say|assume|consider|create|add|try|go|get|make|build|dive|talk|have|do|write|
    define|imagine|suppose|first|now|move|walk|break|review|discuss|explore|examine|compare|check|find|call|just|
    not|also|think|jump
so|now|and|but|first|then|next|ok|okay|well lets>let's see|look|take|start|begin|say|assume|consider|create|add|try|
    go|get|make|build|dive|talk|have|do|write|define|imagine|suppose|first|move|walk|review|discuss|explore|just|
    not|also|think|jump
let's>lets you|us|users|developers|people|me|them|everyone|anyone
is|are|was|were|way|far|isn't|aren't|wasn't|it's|that's|took|takes|take|cause|causes|get|got|having|not|use|uses|
    using|spend|spent to>too much|many !more|other|different|larger|smaller|of|faster|developers|people|users|
    better|projects
is|are|was|were|way|far|isn't|aren't|wasn't|it's|that's|becomes|become|get|gets|getting to>too big|large|small|long|
    expensive|difficult|hard|easy|early|late|high|low|old|slow|short|complex|complicated|strict|verbose|broad|
    narrow|generic|noisy|weak|strong|often|few|restrictive|aggressive|costly to|for|and|or|$
want|wants|need|needs|going|able|try|trying|how|used|order|supposed|easy|unable|wanted|required|ought|hoping|willing
    too>to be|do|use|make|get|see|know|BASE
due|according|thanks|prior|addition|back|similar|compared|related|regards|opposed|contrary|up|down|close|close|
    moved|sent|added|switch|switched|go|goes|went|point|points|connect|connected|applies|apply|refers|refer|
    contribute|thank|respond|lead|leads too>to the|a|an|this|our|your|that|these|those|its|their|all|my|be
!me|you|us|them|him|it|we|i|that|this too>two/to PLURAL !much|many
two>too many|much|often
it's|that's|is|was|are|far|way two>too important|late|large|slow|small|big|hard|difficult|complex|complicated|long|
    expensive|early|often|much to|for|$
here>hear from|about you|what|your|how|all
to|love|you|we|can|ever|i here>hear from|about|that|what|how|your|you
and here>hear from|about|what|how|your
by|of|in|with|from|on|for|at hear>here $
principle>principal engineer|architect|developer|investigator|maintainer|author|contributor|component|components|
    scientist|consultant|designer|analyst|researcher|software|reason|source
in principal>principle $|you|we|it|this|the|a|be|any|not|is|that|and|but|i|they|there
guiding|design|first|core|basic|underlying|general|fundamental|solid|same|founding principals>principles !are
the|first|guiding|basic|core|design|key|same principal|principals>principal~principle of|that|behind
to|will|can|must|should|help|helps|and|would|also|which|not insure|insures|insured>insure~ensure that|the|its|all|
    we|you|our|consistency|compatibility|quality|it|they|this|their|there|everyone|everything|proper|correct|each|
    every !against
to|can|could|cannot|can't|would|will|may|might|must|should inter>infer !the|a|his|her|their|him|them
to|can|could|cannot|can't|would|will|may|might|must|should inter>infer the|a|their type|types|value|values|
    schema|rest|identity|intent|data|meaning|language|key|keys
insuring>ensuring that|its|the|all|your|our|a|it|they|we|their|there|they|compatibility|consistency
discreet>discrete steps|step|units|unit|values|components|component|events|event|chunks|math|mathematics|time|
    fourier|cosine|gpu|graphics|pieces|parts|part|step|logarithm|set|stages|tasks|logarithm|optimization|signals|
    variables|distribution|probability
to compliment|compliments>complement CODE|each|existing|its|and
compliment|compliments>compliment~complement each|existing|nicely
nice|good|great|perfect|useful|excellent|ideal compliment>complement to the|our|your|this|its|existing|CODE|each|an
complimentary>complementary approach|approaches|technologies|technology|skills|efforts|goals|to|projects|tools|
    features|roles|languages|libraries
to breath>breathe
breath>breathe new|some life
to|can|could|will|would|should|must|may|might|you'll|don't|not|you'd|didn't|can't|cannot|we'll|please chose>choose
has|have|had|was|were|been|being|is|are|be|i've|we've|they've|you've choose>chosen
    to|a|the|by|as|for|in|this|not|that|$
in the passed>past
over|in|for|during the passed>past few|year|month|week|decade|two|three|several|couple|years|months|weeks
passed>past few|couple|year|years|month|months|week|weeks|decade|decades
    experience|experiences|days|weeks|months|years|of|decades
is|are|was|were|be|being|been|gets|get|values|arguments|value|argument past>passed to|as|by|through|via|into|along
    !due|midnight|noon
determine|decide|know|check|see|ask|asking|asked|consider|wonder|question|regardless|tell|unsure|on|of|about|sure|
    verify|matter|specify|indicate|indicates|indicating weather>whether
    the|or|to|you|we|it|they|a|an|this|that|there|your|i|not|any|all
weather>whether or not|you|we|to
whether>weather forecast|forecasts|forecasting|conditions|permitting|app|station|data|api
peaked>piqued my|your|our|their|his|her|some interest|curiosity
peak|peaks>peak~pique my|your|our|their|his|her|some|your interest|curiosity|interests
sneak|quick|little peak|peaks>peak~peek !performance|demand
take|takes|taking|took|have|get a ?quick|little|closer|short|sneak peak>peek at|into|inside|under|behind|$
peek>peak performance|usage|hours|traffic|load|throughput|demand|season|memory
i|we|you|just|also|often|be|been|always wander|wandering|wandered>wander~wonder
    if|why|how|what|whether|when|who|where|about
bare>bear with|in me|us|mind
bear>bare metal|minimum|bones|essentials|repository|repo
the|a hole>whole thing|process|point|system|project|time|file|set|team|story|lot|bunch|new|other|range|different|
    program|idea|application|document|community|site|page
as a hole>whole $
on the hole>whole $
of coarse>course
course>coarse grained|grain
braking>breaking BREAKABLE
to|will|would|can|could|may|might|not|also|that|which|doesn't|don't|won't|and brake|brakes>brake~break BREAKABLE
line|page brake|brakes>brake~break
steal|steel away|for nothing>noting
tow|towing|tows>tow~toe the line
wet|wets>whet your|my|our|their|the appetite|appetites
mute>moot point
free reign>rein
reign|reigning|reigned>reign~rein in
make|makes|making|made due>do with|without
baited>bated breath
poured|pouring>pour~por over the|my|our|his|her|their|all|some|every|these|those|this|various|hundreds|thousands|
    through|code|documentation|docs|logs|data|source|papers|lines|books|articles|blog|log|pages|reports|release|
    specs|your !drinks|coffee|ice|salad
vary>very much|few|well|similar|different|important|good|large|small|useful|happy|easy|simple|hard|long|often
    !from|in
it's|is|are|was|be|that's|not vary>very ADJ|large|small|good|easy|hard|simple|useful
web|website sight>site
on sight|cite>site
plan>plain old|text|english|javascript|c !to
plane>plain text|english|old|javascript|html
witch>which is|are|was|means|can|will|has|version|makes|allows|you|we|one
aloud>allowed to|in|by|for
threw>through the|a|this|these|our|your browser|api|process|command|website|page|web|terminal|form|github|email
affectively>effectively
piece>peace of_mind
peace>piece of code|software|work|data|information|advice|text|cake|hardware|content|string|the
wright>write code|a|the|to
!of|in|with|for|from|by|on|at|to|and our>are able|also|going|using|not
!of|in|with|for|from|by|on|at|to|and our>are still|now|currently ING
you|we|they|these|those|users|there our>are
are>our own
buy>by default|design|using|hand|adding|running|calling|setting|creating
not>no longer|need|way|reason|doubt|idea|matter ~do|does|did|can|could|should|would|will|may|might|must|is|are|was|
    were|have|has|it's|that's|or|if|why|am|had|isn't|be|being
there is|are|was|were not>no way|need|reason|point|doubt|difference|support|longer|easy|plan|plans|problem|
    guarantee|limit|such|more|other|obvious|clear|real|single|good|standard|documentation|option|official|built-in
is|are|was|were|will|would|does|do|did|can|could|should|has|have|may|might not>no longer be|work|supported|needed|
    necessary|a|an|available|required|maintained|the|used|valid|possible|true|have|has|need|in|allow|support|exist|
    exists|supports|recommended|an|receive|BASE
has|have|had not>no effect|impact|idea|choice|intention|plans|knowledge|way|meaning|influence|sense|reason|access
"""

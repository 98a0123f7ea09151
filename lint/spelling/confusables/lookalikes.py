"""Words that one letter parts, or a swap of two: "comes form", "seed up", "even through", "format stings"."""

TABLE = """
come|comes|came|coming|derives|apart|aside|away|differs|differ|ranging|range|ranges|starting|prevents|prevent|
    prevented|preventing|benefit|benefits|benefited|suffer|suffers|suffering|going|far|switched|switching|moving|
    stems|emerged|recover|recovering form>from !of|to|and|or|in|is|data|fields|field|that|which|factor|part|element|
    elements|validation|submission|with|for|as|on
derived|download|downloaded|downloading|removed|taken|go|went|import|imported|importing|inherits|inherit|inherited|
    inheriting|migrate|migrated|migrating|switch|results|resulting|upgrade|upgraded|upgrading|move|moved|moves|
    returned|obtained|obtain|learn|learned|learning|received|receive|exclude|excluded|copied|loaded|fetched|called|
    built|generated|extracted|extract|sent|protect|protects|protected|distinguish|retire|retired|borrow|inspired|
    excluded|read|remove|delete|deleted|stolen|hidden|quoted|adapted|translated|escaped form>from FORMED
form>from scratch
form>from time to time
different|missing|independent form>from FORMED
form>from the command|terminal|ground|beginning|outside|inside|server|browser
in|of|to|on|as|with|by|for|some|other|another|any|this|the|a from>form of
web|login|contact|registration|signup from>form field|fields|data|submission|validation|is|and
fill|filled|filling in|out the|this|a|our from>form
don't|didn't|to now>know that|how|what|if|whether|why|about|the|where|when|who|which
you|i|we now>know that|how|what|why|whether
let us|me|them now>know $|if|about|what|how|whether|in|by|when|on
let us|me no>know $|if|about|what|how|whether|in|by|when
best|widely|commonly|formerly|previously|otherwise|also|better|well|generally|usually know>known
    as|for|to|issues|issue|by|in|under|and|$
is|are|was|were|been|be|being|it's|that's ?also|now|not|best|well|already|then|widely know>known
    as|for|to|by|in|issues|that|$
a|the|any|following|of|some|other|two|several|few know>known issue|issues|bug|bugs|problem|problems|limitation|
    limitations|vulnerability|vulnerabilities
right|until know>now $|we|i|it
for|from know>now on|$
have|has|had know>now $
even through>though it|we|you|they|i|he|she|there|this|these|that|some|most|not !all|is
even thought>though it|we|you|they|i|he|she|there|this|these|that|some|most|not|the
as through>though it|we|you|they|i|he|she|there|this|nothing
go|goes|going|went|gone|run|runs|walk|walks|walking|get|gets|look|looking|looked|loop|loops|looping|iterate|
    iterates|iterating|pass|passes|passed|passing|scroll|scrolling|work|working|worked|running|browse|browsing|came|
    step|stepping|steps|sort|sorting|flow|flows|flowing|send|sent|available|accessible|done|achieved|exposed|
    halfway|accessed|read|reading|search|searching|provided|made|digging|dig|installed|distributed|supported|
    navigate|navigating|communicate though>through the|a|an|this|our|your|each|all|their|its|several|some|various|
    every|multiple|which|these|those|it
means|process|mechanism|way|channel|path|window|interface|api|lens|course|tool though>through which|whom
NOUN|COUNT|PLURAL|COUNTS though>through an|a|our|your|which|its|their|these
i|we|he|she|they|never|always|i've|we've|originally|you though>thought
    that|it|about|of|the|to|this|i|we|you|they|a|was|there !you|is|are|has|was|were|will|have
i|we|had|have|has|be never|always|just|first|even|also though>thought that|it|about|of|to|this|i|we
go|goes|going|went|run|walk|walking|look|looking|pass|passed|passing|scroll|work|working|worked|running|step|
    stepping|steps thought>through the|a|an|this|our|your|each|all|their|its|several|some|various|every|these
a|more|very|the|most|any through>thorough review|understanding|analysis|investigation|examination|testing|
    explanation|look|audit|test|introduction|documentation|discussion|evaluation|read|job|study|check|description|
    explanation|research|guide|overview|tutorial
thorough>through the|a|this|our|your|an|its|their|which|these|to
throughly>thoroughly
through_out>throughout the|our|this|your|all|its|their
!a|the|very|so|and|an|too|is|as quiet>quite a|often|easy|easily|simple|well|different|similar|useful|good|nice|
    some|large|small|important|interesting|likely|common|possible|hard|difficult|powerful|popular|big|fast|slow|
    long|complex|complicated|happy|sure|clear|straightforward|verbose|helpful|as|right|challenging|excited
is|are|was|were|be|it's|that's|been|not quiet>quite a|the|often|easy|easily|simple|well|different|similar|useful|
    good|nice|some|large|small|important|interesting|likely|common|possible|hard|difficult|powerful|popular|big|
    fast|slow|long|complex|complicated|happy|sure|clear|straightforward|verbose|helpful|right|challenging|excited
keep|stay|stayed|remain|remained|too|very|so quite>quiet $|about|while|during|on
turned|switched|logged|paid|kicked|signed|shut of>off !course
turn|turns|turning|switch|switches|switching of>off your|this|that|automatic|these|any|some|it|javascript
instead|because|most|some|many|kind|sort|number|lot|lots|couple|out|consists|consist|aware|capable|regardless|ahead|
    inside|terms|favor|favour|result|middle|plenty|version|versions|copy|use|thousands|hundreds|millions off>of
    the|a|an|this|these|those|our|your|them|its|it|their|my|us|using|having|being !shelf|beaten
instead|capable|because|regardless off>of
the>they did|do|does not|n't|$ !track|disturb
the>they didn't|don't|doesn't|aren't|weren't|won't|can't|couldn't|wouldn't|haven't|hadn't|shouldn't
the>they were|have|had|would|could|should|did not|also|be|been|a|never|still|only|always|being|already|just|all|
    both|to|use|used|have
the>they can|will|may|might be|also|not|never|still|always|only|just|then|either|use|see|do|get|make
they>the following|same|latest|main|entire|whole|rest|next|fact
you|we|it|i|they|there|he|she many>may not|be|want|need|find|use|notice|even|already|think|know|wish|recall|
    remember|wonder|ask !to
you|we|it|i|they|this|there|he|she many also|still|have|then>may BASE|VERB|be|to|a|the|noticed|seen|been|not
as may>many as
how|so|too may>many people|of|times|users|developers|years|different|ways|bugs|bytes|files|lines|requests|projects|
    packages !i|we
of|in|with|for|from|by|on|at|to out>our own|users|community|team|website|blog|code|new|first|next|contributors|
    project|members|documentation|current|friends|partners|sponsors|goal|goals|readers|customers|application|
    example|product|site|products|case
our>out of the|date|memory|box|order|scope|sync|bounds|reach|range|control|stock|place|curiosity|necessity
find|figure|figured|finding|found|turns|turn|turned|carry|carried|point|pointed|check|checked|try|tried|work|worked|
    roll|rolled|rolling|ran|run|running|came|come|comes|reach|reached|help|opt|read|missing our>out
    how|what|if|whether|why|about|that|more|which|of|to|the|this|where|when|who
our>out the|a|an|this|these|my
is>in order to
a couple|variety|bunch|handful|lot|series|number|range if>of the|our|these|those|PLURAL|COUNTS|your|people|things
a couple|variety|bunch|lot|handful or>of PLURAL|COUNTS|things|people|ways|the|other|different
a list|series|range|collection or>of ways|people|things|all
any>and many
please not|node|nite>note that|the|also
worth not>noting that
worth nothing>noting that|also
thing|things|point|points|also|it's worth nothing>noting
^ node>note that the|this|you|we|if|in|it|some|all|for|these|there|not|when|a
seed|seeds|seeding>seed~speed up
paint>pain point|points
pubic>public
asses>assess the|whether|how|if|your|our|its|their|a|what|and|this|all
package|project|product|password|file|window|context|task|engineering|community|dependency|version|process|release|
    program|state|session|plugin|boot|display|memory|network|a|the|data|download|task|account|device|account|
    general|system manger|mangers>manger~manager
deep|deeper|deep|quick diver>dive into|in|on
deep|deeper diver>dive
sever>several people|times|ways|bugs|issues|years|months|weeks|hours|days|things|other|of|new|different|PLURAL|
    COUNTS
sever>server side
web|http|dns|mail|proxy|api|database|file|language|remote|client|test|development|application|backend|local|
    production|dev|linux|node|each|same|single|chat|game|staging|our sever|severs>sever~server
sever>severe problem|issue|bug|vulnerability|consequences|limitation|limitations|impact|weather|security
casual>causal consistency|ordering|inference|graph|dependency|dependencies|model|relation|relationship|link|chain|
    order|effect|effects|tracing
trail>trial version|period|subscription|license|account|run|runs|lawyer|balance
free trail>trial
audit|paper trial|trials>trial~trail !of
untied>united states|nations|kingdom|airlines
conversation>conversion rate|rates|factor|from|functions|function
massage|massages>massage~message queue|queues|broker|brokers|passing|body|format|bus|is|was|that|in|from
error|log|commit|warning|status|text|chat|email|this|following|a|the|debug massage|massages>massage~message
    $|is|was|from|in|to|that|and|for|when|with|format|queue
dose>does not|n't|it|this|the|that|anyone|your|also|have|work|mean
it|he|she|this|that|which|how|what|code|only|also|there|where|why|and|but|version|function dose>does
    not|it|have|support|work|mean|the|this|what|that|NOUN|exactly|anyone|one|n't|require|so
and|but|if|then|now|so|since|when|until|even them>then we|you|it|i|they|the|he|she|run|use|click|go|add|select|
    press|uses|there|calls|type|open|restart|install|a !selves
one|all|some|most|both|many|each|any|none|few|two|three|several|part|half|either|neither|number of then>them
    $|is|are|was|were|have|has|in|and|to|for|will|can|that|at|on|by|with|from|as|do
steam|steams>steam~stream processing|api|data|reader|writer
readable|writable|writeable|input|output|live|video|byte|event|duplex|transform|data|audio|media|http|file|object|
    text|bit|async steam|steams>steam~stream
query|template|empty|format|connection|json|byte|unicode|utf-8|search|multiline|multi-line|input|literal|separated|
    comma-separated|quoted|random|encoded|hex|version|character|text|two|of|raw|new|long|these|static|date|
    user-agent|sql|into sting|stings>sting~string !operation|operations|like|the
sting|stings>sting~string of html|characters|character|text|json|css|xml|letters|digits|numbers|bytes|words|code
allowed|possible|default|valid|return|returned|these|those|null|multiple|different|same|expected|output|input|integer|
    following|property|field vale|vales>vale~value
chuck|chucks>chuck~chunk of data|code|text|memory|time|work|bytes|the|a|this|our|it|your|content
large|larger|small|smaller|data|big|bigger|next|each|first|last|these|single|read|multiple|few
    chuck|chucks>chuck~chunk
!a|the|of|tall|old poplar>popular $|and|for|among|with|in|enough|amongst|PLURAL|COUNTS|COUNT|choice|packages|shells|
    languages|open
most|more|very|less|increasingly|so|other|quite|other|becoming|become|really|as poplar>popular
word>world wide|record
real word>world use|example|examples|application|applications|problem|problems|project|projects|code|usage|scenario|
    scenarios|data|experience|program|programs|apps|cases|systems|software|workloads|workload|benchmarks|performance
around|over|across|throughout the word>world $|and|who|to|have|are|in
hello word>world
other worlds>words $
machine|deep|reinforcement|supervised leaning>learning
leaning>learning curve|curves|experience|resources|material|materials|path|outcomes|objectives|process|algorithms|
    rate
start|started|starting|begin|began|keep|kept|enjoy|enjoyed|worth|love|like|when|while|about|for|from|of|in|and|
    after|still|people|are|is|am|i'm leaning>learning about|how|new|more|javascript|python|rust|java|go|programming|
    scala|julia|something|things|from
reverse|software|social|platform|reliability|data|chaos|systems|prompt|security engendering>engineering
engendering>engineering team|teams|effort|efforts|manager|managers|blog|practices|work|organization|time|resources|
    director|leader|problem|challenges|discipline|culture
already|still|there|also|always|only exits>exists a|an|in|on|and|for|at|some|to|as|with|$|between|within|no|many !code
longer exits>exists a|an|in|and|at|some|$|between|within
file|directory|folder|table|record|path|variable|column|row|branch|database|package|module|element|key|property
    exits>exists $|in|on|and|at|before|already|but|or|then
exists>exits with code|status|a|an|error|non-zero|exit|the code|status|error|non-zero|exit|message
process|program|script|command|thread|shell|server|application exists>exits
    with|immediately|abnormally|early|gracefully|cleanly|unexpectedly|prematurely
the|an|all|any|your|our|new|and|most|these|those|many|some|with|of|their|its|other|to|already|pre exiting>existing
    documentation|codebase|codebases|users|customers|api|apis|features|feature|tools|tool|software|library|
    libraries|projects|issues|tests|implementation|implementations|functionality|systems|solutions|solution|
    infrastructure|data|posts|content|package|packages|installation|installations|versions|support|standards|bugs|
    applications|application|websites|site|user|project|community|design|framework|frameworks|ecosystem|work|rules|
    account|accounts|services|files|database|one|ones|methods|types|code
to|can|could|will|would|should|must|may|us|help|helps|not|please|you identity>identify the|a|an|which|what|whether|
    if|potential|any|all|how|where|this|these|those|and|bugs|issues|problems|your|areas|who
to participant>participate in|$|and|as
to|can|will|should|would|could|must analysis>analyze the|a|this|these|your|how|what|data|and|it|all|our
to extent>extend the|this|your|our|it|to|a|with|support|their
the extend>extent of|to|that|possible
some|certain|large|lesser|greater extend>extent $|and|that|by|the
to proof>prove that|the|it|this|their|your|a !of
to belief>believe that|in|it
a believe>belief that|in
under the|a|an ?mit|apache|gpl|bsd|same|apache-2.0|isc|mpl|permissive|free|open-source licensed>license/licence
    $|and|or|which|that|by
in|by|are|is|am|i'm|worth|while perusing>pursuing a|graduate|legal|higher|an|careers|their|his|her|my|new
    career|degree|phd|studies|action|master's|education|opportunities|goals|dreams|idea|ideas|options|approach
theses>these PLURAL|COUNTS|are|two|three|new|will|types|kinds|can|changes|include
peoples>people's minds|lives|privacy|code|opinions|time|work|homes|data|security|computers|machines|needs|names
other peoples>people's code|work|opinions|time|lives|projects|data|software|posts
sometime>sometimes restrict|called|be|even|also|a|the|not|hard|difficult|just|very|referred|you|we|it|they|used|
    take|takes|happen|happens|need|needs|have|get|gets|lead|leads|cause|causes|is|are|i|feel|works !in|next
can|could|may|might|is|are|does|do sometime>sometimes VERB|BASE|PAST|ADJ|ING|be|take
fist>first time|class|step|steps|release|version|place|glance|line|part|thing|of|contact|look|two|three|one|few|
    year|day|week
the|our|your|my|a|very|at fist>first time|step|steps|release|version|place|glance|line|part|thing|two|three|few|
    year|day|week|contribution
thing>think about|that ~own|kind|its|my|our|your|their|such|a|the|some|any|every|one|other|only|good|best|
    important|big|new|this|each|thing|another|first|last|next|same|whole|of|no|sort|main
we|i|you|they|don't|didn't|can|to|might|would thing>think about|that|of|it|this|we|you|the|so|they
to|can|will|should|could|would|might|must|not|we|you|they|i|please thing>think
i|we|you|they|people thinks>think/things that|it|about|the
more|some|any|further|detailed|additional informations>information
the|a|this|each|every|new|input|text|required|optional|struct|date|which|these|header filed>field
    $|is|in|of|name|names|type|types|value|values|for|to|must|should|can|will|and|which|that|has|with
is|are|be|being|was|were|widely|commonly|also|often|been sued>used to|in|with|as|when|on|only|instead
see|the|as|shown|example|listed|code|section|described|mentioned|table|figure|list|image|explained|steps|in|from|
    out|detailed bellow>below
world>would be|like|have|not|also|need ~the|whole|this|a|our|real|your|around|entire|old|new|another|every|in|
    around|third|ideal|perfect|java|rust|julia
i|we|you|it|they|that|which|there|he|she world>would be|like|have|not|also|need|love|make|work|take|help
are|be|is|were|was|not|you're|became|become|been|fully|also|am|i'm ware>aware of|that
the near|foreseeable|distant feature>future
"""

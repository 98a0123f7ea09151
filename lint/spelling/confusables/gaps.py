"""A word that is missing, or one too many: "this is guide to", "the ability change the", "a bunch projects".

Before a noun that is LOUD at its beginning stands "a", before one that is SOFT "an".
"""

TABLE = """
^ this|here|it|below|above is>is_a ?PRAISE LOUD to|for|of|that|which|how|with
^ this|here|it|below|above is>is_a PRAISE SOFT to|for|of|that|which|how|with
^ here|below|above is>is_the result|output|code|source of|for|that
^ this|here|it|below|above is>is_an SOFT to|for|of|that|which|how|with
^ there is>is_a way|bug|problem|guide|tutorial|tool|library|plugin|wrapper|script to|in|for|that|with
^ is>it_is not needed|necessary|possible|required|recommended|allowed to|for|by
^ this>this_is useful|helpful|necessary|possible|important|similar|due|identical|equivalent|handy
    for|to|when|if|because|in|since
the ability|option|possibility|opportunity VERB|use|run|control|change|query|handle|filter|sort|test>to_{}
    a|an|the|your|their|our|this|these|it|them|any|all|multiple|custom|CODE
will|would|may|might|you|we|they|you'll|we'll|don't|i need VERB>to_{} a|an|the|your|our|this|these|some|it|them|CODE
how VERB|handle|use|run|start|test|call|access|support|fix|debug|deploy>to_{}
    a|an|the|your|our|this|these|those|multiple|CODE !you|they|we
a|the bunch|variety|handful>{}_of COUNTS|PLURAL|different|other|new
lots|plenty|dozens|hundreds|thousands|millions>{}_of COUNTS|PLURAL
have|has|had|having|with|in|for|write|is|are|and|get|takes|take|save|use|using|does lot>a_lot of
look>look_at the following|example|examples|code|documentation|docs|source|output|implementation|next|file|list
the_all_the>all_the
the_only_the>only_the
the_a>the/a ADJ|good|new|great|small|large|big|simple|few|very|different|better|custom NOUN|COUNT|COUNTS|PLURAL|ADJ
the_an>the/an ADJ|VOWELNOUN|NOUN|COUNT
is_the>is_then/is used|passed|defined|stored|returned|called|sent|printed|written|added by|as|to|in|on|with|from
by_the_default>by_default $|it|is|this|we|you|the|a|and
add|added|adding|adds|import|copy|pass|apply|integrate|push|deploy|upload|connect|migrate ?it|this|these|them|that to
    you>your COUNT|NOUN|PLURAL|COUNTS|CODE
!for|when|if|as|that|which|did|do|does|can|will|would you>your favorite|favourite|preferred|desired
    COUNT|NOUN|PLURAL|COUNTS
use|uses|using|in|with|into|via|open|install|from|on you>your favorite|favourite|preferred
"""

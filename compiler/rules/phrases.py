# ruff: noqa: E501
"""The words of notes and of prose, by feature and language: the table that `evidence` weighs with.

A row is a name (printed in the report), the weight of finding it, the weight where the story is told by an "I", and
patterns over folded text. Words go in by kind, never to catch one file: a phrase belongs here if a reader of fan
fiction would say of it alone "that is the author speaking".
"""

import re
from dataclasses import dataclass

OWNERSHIP = "disclaims ownership"
OWNER = "names the owner"
INFRINGEMENT = "speaks of infringement"
DISCLAIMERS = "names the usual disclaimers"
READERS = "speaks to readers"
FORMALITIES = "speaks of reviews"
HELPED = "says who helped"
SET = "says when it is set"
CHAT = "writes as one chats"
WRITING = "speaks of writing it"
CHAPTERS = "speaks of chapters"
ABOUT_WORKS = frozenset({"speaks of fan fiction", "speaks of the story", "uses words of the trade", CHAPTERS})
"""What a title may speak of too."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A row of the table."""

    name: str
    weight: float
    told_by_i: float
    pattern: re.Pattern[str]


def _row(name: str, weight: float, told_by_i: float | None, *patterns: str) -> Feature:
    return Feature(
        name, weight, weight if told_by_i is None else told_by_i, re.compile("|".join(patterns), re.DOTALL)
    )


_FICTION = (
    r"(?:fan[ -]?fic(?:tion)?|fic|fics|ficlet|one[- ]?shot|two[- ]?shot|drabble|songfic|story|piece|chapter|work|"
    r"series|sequel|prequel|au|ao3|one)"
)
_SHOW = (
    r"(?:characters?|show|series|movie|film|books?|game|anime|manga|comics?|song|lyrics|franchise|fandom|canon|names|"
    r"plot|world|universe|places|settings?|music|rights|brand)"
)
_READ = (
    r"(?:read(?:ing|s)?|review\w*|comment\w*|stick\w*|stuck|favou?rit\w*|fav\w*|follow\w*|support\w*|wait\w*|patien\w*|"
    r"feedback|kudos|kind words|beta\w*|bookmark\w*|alert\w*|subscrib\w*|clicking|stopping by|checking)"
)
_TOLD_BY_I = (
    r"\b(?:i|we) (?:\w+ly |had |just |only |never |always |have |'ve )?(?:went|said|looked|turned|walked|sat|stood|felt|knew|took|came|saw|put|asked|smiled|nodded|"
    r"thought|made|got|let|began|watched|heard|ran|pulled|leaned|reached|closed|opened|laughed|gave|left|held|told|found|kept|fell|tried|waited|lay|"
    r"ate|threw|caught|shut|woke|drank|drove|slept|owned|lived|used to|lost|met|\w{3,}ed)\b"
)

FEATURES: tuple[Feature, ...] = (
    # ------------------------------------------------------------------ whose property it is
    _row(
        OWNERSHIP,
        4,
        2,
        r"\b(?:i|we) (?:\w+ly |still |really )?(?:do not|don'?t|dont|doesn'?t|did not|didn'?t|never|in no way)"
        rf" (?:\w+ )?(?:own|claim (?:to own|any|ownership))\b(?! (?:an?|my|his|her|their|much|enough|many|land|property|the (?!(?:\w+ ){{0,2}}{_SHOW})) )",
        r"^\W*(?:nope|no|still|nah|alas|sadly|unfortunately)\b[, ]+(?:i )?(?:still )?(?:don'?t|do not) own\b|\bnone of (?:it|this|these|them|that)(?:'s| is| are|'re) mine\b",
        r"\b(?:everyone|everything|everybody|the rest|all) (?:else )?belongs? to\b",
        r"\bi (?:am|'m) not (?:the owner|rich enough|(?:j\.? ?k\.?|jk|jo|george|joss|stephenie|russell|steven)\b)",
        r"\b(?:i|we) (?:own|claim) (?:absolutely |sadly )?(?:nothing|none|no )",
        r"^\W*(?:also |still |obviously |sadly )?(?:do not|don'?t|dont|not) own\b",
        r"\bown(?:ing)? (?:nothing|none of (?:this|it|them|these|the))\b",
        rf"\b(?:not|none(?: of (?:it|this|these|them|the \w+))? (?:is|are|belongs?)|{_SHOW} (?:is|are|isn'?t|aren'?t)"
        r"(?: not)?) (?:mine|to me)\b(?! to| in)",
        r"^\W*(?:it'?s |they'?re |this is )?(?:still )?not mine\b",
        r"\bi wish i owned\b|\bif (?:i|only i) (?:did own|owned|did)\b.{0,30}\b(?:would|wouldn'?t|have)\b",
        r"\b(?:rien|aucun\w*|personnages?)\b.{0,40}\b(?:n'est|ne (?:sont|m'appartien\w+))(?: pas)? (?:à moi)?",
        r"\bne m'appartien\w+|\b(?:mir|uns) gehör\w+\b|\bgehör\w+ (?:leider )?(?:nicht )?(?:mir|uns)\b",
        r"\bno (?:son|es) (?:míos?|mías?|mio)\b|\bno me pertenecen?\b|\bnada (?:de esto )?(?:es mío|me pertenece)\b",
        r"\bnon (?:sono|è) (?:mie?i?|mio|mia)\b|\bnon mi appart\w+|\bnão (?:são|é) me(?:us?)\b|\bnão me pertence\w*",
        r"\b(?:ne |не )?(?:мне|нам) не принадлеж\w+|\bне принадлеж\w+ (?:мне|нам|автор)|\bне мо[еийя]\b.{0,12}$",
        r"\bnie (?:są moje|należą do mnie|jest moje|posiadam)\b|\b(?:ikke|inte|niet) (?:mine|mina|mitt|min|van mij)\b",
        r"\bäger (?:inte|inget|ingenting)\b|\bbezit (?:niets|geen)\b|\beier (?:ikke|ingenting)\b",
    ),
    _row(
        OWNER,
        3,
        3,
        r"\b(?:is|are|remains?) (?:all )?(?:the )?(?:sole |exclusive |intellectual |registered |copyrighted )?"
        r"(?:property|copyright|copyrighted|trademarks?|creations?) (?:of|by|to)\b",
        rf"\b(?:{_SHOW}|all|everything|rights|credit) (?:\w+ ){{0,3}}belongs? (?:solely |only |entirely |all )?to\b",
        r"\bbelongs? to \w+(?: \w+){0,3} (?:television|tv|studios?|productions?|network|pictures|entertainment|inc|ltd|bbc|abc|nbc|cbs|disney|"
        r"warner|creators?|people who|whoever|company)\b",
        r"\bbelong(?:s|ing)? to (?:their|its|the) (?:\w+ )?(?:respective|rightful|original) ",
        r"\bappartien\w+ à\b|\bgehör\w+ (?:alle |alles )?(?:j\.? ?k|den|der|dem|ihre\w*|seinen) |\bpertenecen? a\b",
        r"\bappartengono a\b|\bpertence\w* (?:a|à|ao)\b|\bпринадлеж\w+ (?!мне|нам)\w+|\btillhör\b|\bnależą do\b",
        r"\b(?:i'?m |am )?(?:just|only) (?:borrow\w*|play\w*)\b(?: with| in| them| her| his| him| from| these| the)?",
    ),
    _row("says whose they are", 1, 0, r"\bbelongs? to\b(?! (?:me|you|us)\b)"),
    _row(
        INFRINGEMENT,
        4,
        4,
        r"\bno (?:copyright )?infring\w+|\binfringement (?:is |was )?(?:not )?(?:intended|meant)",
        r"\b(?:no|not)(?: making| for| any)*(?: any)? (?:money|profit|harm|offen[cs]e)\b(?! (?:was|had|were) ever).{0,30}"
        r"\b(?:made|making|intended|meant|earned)\b",
        r"\b(?:not|never|don'?t|n't) (?:making|make|earn(?:ing)?|gain(?:ing)?) (?:any )?(?:money|profit)\b",
        r"\b(?:don'?t|do not|please) sue\b|\bnon-?profit\b|\ball rights (?:reserved|belong|go to)\b|\bfair use\b",
        r"\b(?:kein(?:en)?|ohne) (?:geld|profit|gewinn)\b|\bsans but lucratif\b|\bsin (?:fines de|ánimo de) lucro\b",
        r"\bsenza scopo di lucro\b|\bsem fins lucrativos\b|\b(?:выгод\w+|прибыл\w+|коммерческ\w+) .{0,20}(?:не|извлек)\w*",
        r"\bverdien\w* (?:\w+ )?kein\w* geld\b|\bkein\w* geld (?:damit|mit)\b|\bfritt lånat\b",
    ),
    _row(
        DISCLAIMERS,
        5,
        4,
        r"\b(?:usual|standard|normal|same|previous|general|all) disclaimers?\b|\bdisclaimers? (?:apply|applies|still|in)",
        r"^\W*(?:obligatory |insert )?(?:disclaimer|disclaimed|disclaim)\b(?! (?:the|any|a|that|his|her))",
    ),
    # ------------------------------------------------------------------ the site
    _row(
        FORMALITIES,
        3,
        3,
        r"\b(?:please|pls|plz|plse|do|drop|leave|send|love|more|some|any|r(?:ead)? ?(?:&|n|and|amp)) ?(?:me )?(?:a |an |some )?"
        r"(?:reviews?|comments?|feedback|kudos|concrit)\b",
        r"\br ?(?:&|n|and) ?r\b|\breviews? (?:are|is|make|would|welcome|appreciated|please|pls|=|feed|keep)\b",
        r"\b(?:comments?|kudos|reviews|feedback|favs?|votes?) (?:and \w+ )?(?:are|is|make|feeds?|fuels?|welcome|appreciated|"
        r"give|gives|keep)\b|\b(?:comments?|kudos|reviews|feedback|favou?rites) ?(?:=|equals?) ?\w",
        r"\bread (?:and|&|n) review\b|^\W*reviews?\W*$|\breviewers?\b|\bconstructive criticism\b|\bconcrit\b",
        r"\b(?:no |all )?flames? (?:are|will|welcome|please|is|=)|\b(?:no|all) flames\b|\bfeedback (?:is|welcome|always)\b|"
        r"\bkudos\b|\breblogs?\b|\bfeedback\b.{0,12}\b(?:treasured|adored|loved|craved)",
        r"\b(?:une |des |vos |petites? )?(?:review|reviews|commentaires?)\b.{0,20}(?:s'il vous|svp|laiss\w+|bienvenu\w*)",
        r"\blaiss\w+ (?:\w+ ){0,2}(?:review|commentaire)|\breviews?\b.{0,30}\b(?:freu\w+|willkommen|erwünscht|bitte)\b",
        r"\b(?:freu\w+|würd\w*).{0,40}\b(?:review|kommentar|feedback|rückmeldung)\w*|\b(?:kommis?|kommentare?)\b.{0,20}\b(?:bitte|da)\b",
        r"\b(?:dej[ae]\w*|dejad|deja) (?:\w+ ){0,2}(?:reviews?|comentarios?)|\breviews?\b.{0,8}\bpor favor\b",
        r"\blasciat\w+ (?:\w+ ){0,2}(?:recension\w+|comment\w+)|\brecension\w+ (?:sono|è)\b|\bdeix\w+ (?:\w+ ){0,2}(?:review|coment)\w*",
        r"\b(?:жду|буду рад\w*|оставля\w+|ваш\w+) (?:\w+ ){0,2}(?:отзыв\w*|коммент\w*|комент\w*)|\bкоммент\w+ (?:приветств|делают)",
        r"\bkomentarz\w*\b.{0,20}\b(?:mile|proszę|zostaw\w*)|\bzostaw\w* (?:\w+ )?komentarz|\blaat (?:\w+ ){0,3}(?:review|reactie)",
        r"\bkommentera(?: gärna)?\b|\blämna (?:\w+ )?kommentar|\blegg igjen (?:en )?kommentar|感想|コメント|レビュー",
    ),
    _row(
        "speaks of fan fiction",
        3,
        3,
        r"\bfan ?-?fic(?:tion)?s?\b|\bfics?\b|\bficlets?\b|\b(?:one|two|three)-?shots?\b|\bdrabbles?\b|\bsongfics?\b|"
        r"\bcrack ?fic\b|\bhead ?canons?\b|\bnon-?con\b|\booc\b|\bmary sues?\b|\bplot ?bunn(?:y|ies)\b|\bfem!?slash\b",
        r"\bcanon(?:ical(?:ly)?)?\b(?= (?:divergen\w+|compliant|is|was|events|compliance|pairing|typical|says|\w+ to)|[-.,!?)]|$)",
        r"\bau\b(?= (?:where|in which|of|fic|set|\w+verse)|[.,!:)]|$)|\bao3\b|\bff\.?net\b|\bfanfiction\.net\b|\bwattpad\b|\btumblr\b|"
        r"\blivejournal\b|\bdeviantart\b|\botp\b|\bin-?universe\b|\bfandoms?\b|\bprompt(?:ed)? by\b|\bocs?\b(?= )",
        r"\bfluff(?:y)?\b(?=[ ,.!]*(?:and|fic|piece|ahead|$|[.!,]))|\bwip\b",
        r"\bcross-?posted\b|\bre-?post(?:ed|ing)?\b|\bwork skin\b|\bcrossover\b|\bwhump\b|\bhurt/comfort\b|\bangst\b|"
        r"\bфанфик\w*|\bфик\w?\b|\bфэндом\w*|\bфандом\w*|\bканон\w*|\bfanfiktion\b|\bopowiadani[ea] (?:jest|był)",
        r"\bos\b(?= (?:sur|pour|écrit|sans)|[ !.]*$)",
    ),
    _row(
        CHAPTERS,
        2,
        2,
        r"\b(?:this|next|last|previous|first|second|new|another|following|each|every|short|long|final|few|more|two|three|"
        r"longer|shorter) (?:\w+ )?(?:chapter|chap|part|installment|update)s?\b(?! of (?:his|her|my|their|our|the|a) (?:life|book|novel|thesis))",
        r"\b(?:chapter|chap|part) (?:\d+|one|two|three|four|five|six|seven)\b.{0,30}\b(?:soon|up|coming|on|should|will|is|done|tomorrow|"
        r"already|edited|posted|half|written)\b",
        r"\bupdat(?:e|es|ed|ing)\b|\bcliff ?-?hang(?:er|y|ie)s?\b|\b(?:nächste|neue)\w* kapitel\b|\bprochain chapitre\b|"
        r"\bpróximo cap[ií]tulo\b|\bprossimo capitolo\b|\bследующ\w+ глав\w+|\bпродолжени[ею]\b|\bproch(?:ain|aine) (?:partie|chapitre)\b",
    ),
    _row(
        "speaks of the story",
        2,
        1,
        rf"\bthis (?:is|was|isn'?t) (?:just |basically |only |mostly |really |kind of |sort of )?(?:a |an |my |the |for |based |set |part |dedicated |"
        rf"inspired |written )(?:\w+ ){{0,3}}{_FICTION}\b",
        rf"\bthis {_FICTION}\b(?!['-])|\bthis (?:little|short|silly) (?:story|thing|piece|idea)\b|\bthe (?:idea|title|plot|prompt) "
        r"(?:is from|was|came|comes|for this|of this)\b",
        r"\bthis (?:one|thing|idea) (?:is|was|got|has|came|turned|just)\b|\bthis (?:popped|came|hit|ran|wouldn'?t|kept)\b",
        r"\bmy (?:first|second|third|latest|new|other|own)? ?(?:stor(?:y|ies)|attempt|foray|take on|version|fics?|writing|one-?shot|ocs?|"
        r"profile|muse|beta|readers|chapters?|headcanon)\b",
        r"\bwriter'?s block\b|\bpoint of view\b|\bpovs?\b(?= (?:switch|change|will|is|of|alternat))|\bin italics\b",
        r"\bhow i (?:hope|wish|would have|think|want)\b|\bwhat (?:if|should have happened)\b|\bmy (?:take|spin|version)\b",
    ),
    _row(
        "speaks of episodes",
        2,
        2,
        r"\b(?:after|before|during|between|since|until|following|in|of|from) (?:the )?(?:\w+ ){0,2}(?:episodes?|season|finale|"
        r"pilot|movie|film|book|series|game)\b(?: (?:\d+|one|two|three|four|five|six|seven|finale|premiere|ends|ended))?",
        r"\bs?\d{1,2}x\d{2}\b|\bs\d{1,2}e\d{1,2}\b|\bpost-(?!office|mortem|war|man|haste)\w+|\bpre-(?:series|canon|season)\b|"
        r"\bmissing scene\b|\bep(?:isode)?\.? \d+\b|\b(?:season|series|episode)s? (?:\d+|one|two|three|four|five|six)\b",
    ),
    _row(
        "gives notice",
        3,
        3,
        r"\bspoilers? (?:for|up|through|ahead|if|in|alert|warning|free|until|inside)\b|\b(?:contains?|no|major|mild|minor|possible) spoilers?\b|^\W*spoilers?\W*$",
        r"\bdon'?t like,? don'?t read\b|\b(?:contains|mentions of|implied|graphic|explicit|mild|references to) (?:\w+ ){0,3}(?:smut|swearing|violence|self[- ]harm|abuse|"
        r"slash|femslash|character death|language|sex|gore|suicide|torture|rape|non-?con|incest|mpreg|angst|fluff|eating disorders?|drug use)\b",
        r"\b(?:pure|total|complete|absolute|utter|mostly|just) (?:crack|fluff|smut|angst|pwp|self-indulgence|filth)\b|\bsummary\b.{0,15}\b(?:sucks?|inside|is (?:bad|crap|lame|terrible))",
        r"\bre-?uploaded\b|\b(?:edited|revised|reposted|rewritten)\b.{0,25}(?:\d|typos|errors|mistakes|grammar|to fix)|\bpretend (?:that )?(?:\w+ ){1,4}(?:doesn'?t|didn'?t|never|isn'?t|wasn'?t)\b",
        r"\b(?:thoughts?|speech|flashbacks?|telepathy|dreams?|parseltongue|texts?|emphasis)\b.{0,12}(?:in|=|is|are) (?:in )?(?:italics?|bold)|(?:is|are|=|means) (?:thoughts?|thinking|speech|speaking|talking|flashbacks?)\W*$",
        r"\b(?:song|title|lyrics|quote|cover|art|music|playlist) ?(?:from|by|is by|comes from|taken from|is from|:)\b|^\W*(?:song|title|lyrics|quote|playlist|music):",
    ),
    _row(
        "says where the idea came from",
        3,
        2,
        r"\b(?:this|the) (?:little )?(?:idea|plot ?bunny|plot|fic|story|one-?shot|thing|drabble|scene) (?:just )?(?:came to|popped|wouldn'?t|has been|hit me|struck|got stuck|was born|was stuck|kept)\b",
        r"\b(?:fun|hard|easy|difficult|pain|blast|challenge|joy|weird|painful|tricky) to write\b|\bno idea where this\b|\b(?:no idea|don'?t know|not sure|dunno)\b.{0,20}\b(?:where this|what this|about (?:this|the ending|the title|how this)|if (?:this|it) makes sense)",
        r"^\W*(?:so,? )?(?:this is |here'?s )?(?:what|how) (?:happens when i\b|i (?:wish|think|hope|want|would have|believe|imagine)\b|should(?:'ve| have) happened|really happened)",
        r"\bsitting (?:on|in) my (?:\w+ )?(?:laptop|hard drive|computer|phone|usb|drafts?|folder|files)\b|\b(?:on|in) my (?:hard drive|laptop|drafts|usb) (?:for|since)\b|\bget(?:ting)? (?:me )?back into writing\b",
    ),
    _row(
        "announces what comes",
        3,
        3,
        r"\b(?:chapters?|updates?|parts?|sequels?|epilogue)\b.{0,25}\b(?:soon|every (?:\w+day|week|month|few)|tomorrow|next week|this week|this weekend|coming|will be up|should be up|is up|by the weekend)\b",
        r"\bhere(?:'s| is| are|,? have) (?:\w+ ){0,2}(?:chapter|chap|part|update|next|story|one-?shot|fic)\b|\bwithout further ado\b|\bon with (?:the|this) (?:story|show|fic|chapter)\b|\bhere we go again\b",
        r"\bsequels?\b(?=\?| (?:maybe|soon|coming|is|will|if|up))|\b(?:be|do|write|want|make) a sequel\b|\bthat'?s (?:all|it)(?: for (?:now|today|this|tonight))?,? folks\b|\bthis (?:one|fic|story|chapter)(?:'s| is) for\b",
        r"\b(?:pm|dm|msg|inbox) me\b|\bplease don'?t (?:kill|hate|hurt|shoot|murder|sue) me\b|^\W*dedicated to\b|\bpretty please\b|\breviews?\?",
    ),
    _row(
        HELPED,
        4,
        4,
        r"\bmy (?:\w+ )?beta(?:s|reader)?\b|\b(?:un-?)?beta'?e?d\b|\bbeta[- ]?read\w*\b|\bfor (?:the )?beta\w*\b|\bno beta\b",
        r"\b(?:all|any|every|other|remaining) (?:\w+ )?(?:mistakes|errors|typos) (?:are|is|remain|you|left|mine|that)\b|\bmistakes are (?:all )?mine\b",
    ),
    _row(
        "speaks of songs and prompts",
        3,
        2,
        r"\blyrics (?:are |is |were )?(?:by|from|belong|are|used|taken|to)\b(?! (?:nobody|no))|\b(?:spring|summer|winter|fall|holiday|secret santa|gift|big bang|"
        r"fic|xmas|christmas|yuletide|monthly|weekly) (?:exchange|challenge|swap|bang)\b",
        r"\bprompts?\b(?=[:;,. ]*(?:was|is|from|by|for|word|\"|\(|:|$|;))|\binspired by (?:a |an |the )?(?:song|prompt|tumblr|post|art|episode|tweet)\b|"
        r"\bwritten (?:for|as|in|at|on) (?:the |a |an )?(?:\w+ ){0,3}(?:challenge|exchange|prompt|birthday|fest|contest|minutes|hour|class|train|bus|one sitting)\b",
        r"\bsong(?:s)? (?:is|was|used)\b|\bword ?count\b|\bday \d+ of\b|\bbingo\b|\bfor the prompt\b",
    ),
    # ------------------------------------------------------------------ the reader
    _row(
        READERS,
        3,
        3,
        r"\b(?:hope|hoping|hopefully|glad) (?:that )?(?:you|u|ya|y'all|everyone|everybody|some of you)(?:'ll|'d)?(?: \w+){0,3} (?:enjoy|like|love)(?:d|s|ed)?"
        r"(?: (?:it|this|that|reading|my|what|them|the (?:story|fic|chapter|update|show|next|rest|ending|new|first|little)))?(?=\W*$|\W* (?:as|and|because|even|anyway|so|but)\b|[.!:;,)~*]| (?:chapter|story|fic))",
        r"\bworth the wait\b",
        r"^\W*(?:please )?enjoy\W*$|\benjoy(?: (?:it|this|the (?:story|chapter|fic|ride|read)|reading|everyone|guys|my))\W*(?:[!.:)~*]|$)",
        r"\blet me know\b(?! (?:when|if|where) (?:he|she|they|it))|\btell me what (?:you|u|ya) (?:think|thought)|\bwhat (?:do|did) (?:you|u|ya) (?:guys |all )?think\b",
        r"\byou guys\b|\b(?:dear|hello|hi|hey),? (?:readers?|everyone|everybody|guys|all|y'all|peeps|lovelies|folks|people)\b|\bstay tuned\b|\bhappy reading\b",
        r"\bmy (?:lovely |dear |wonderful |faithful )?readers\b|\b(?:please )?be (?:gentle|nice|kind)\b(?=[.!,) ]*(?:$|[.!,)]|it|and|with|to me|i))|"
        r"\bbear with me\b|\bon with the (?:story|show|fic|chapter)\b|\bkeep reading\b|\btissues\b(?=.{0,20}(?:recommended|warning|ready))",
        r"\bread (?:on|at your own risk|the first|part one|my other)\b|\byou (?:don'?t )?need to (?:have )?(?:read|seen|watched)\b|\bfollow me\b|\bfind me\b|\bcome (?:say|yell|talk|scream)\b",
        r"\bguesses?\b.{0,30}\b(?:who|what|comments|below|reviews|welcome)\b|\bas (?:always|usual|ever),? (?:thanks|thank|i|please|reviews)\b|"
        r"\bsee you (?:next|soon|in|all|there)\b(?=[^?]*$)|\b(?:un)?til next time\W*$|\bbonne lecture\b|\bviel spa(?:ß|ss)\b|\bbuona lettura\b|\bboa leitura\b|\bприятного чтения\b",
    ),
    _row(
        "thanks readers",
        4,
        4,
        r"\b(?:thanks?|thank you|thx|tysm|thankies|ty)\b(?: (?:you|so|very|much|a lot|lots|again|all|everyone|guys|to|every one|everybody|who|of|"
        rf"for|\w+ly|you all|a million|a bunch|in advance|as always|your|the|whoever|anyone|that)){{0,8}} (?:for )?{_READ}\b",
        r"\b(?:thanks|thank you|thx)\b.{0,40}\b(?:review(?:s|ed|ers?|ing)|comment(?:s|ed|ers?|ing)|kudos|beta\w*)\b|\bthanks to (?:everyone|all|everybody|all my|my) (?:who|for|that|of you|reviewers|readers|followers|beta|wonderful|awesome|amazing|lovely)\b|"
        r"\bthank you to (?:everyone|all|everybody)\b|\bthank you (?:so much )?all\b",
        r"\bmerci (?:\w+ ){0,4}d'avoir lu\b(?! (?:ma|mon|sa|son|la|cette|leur) )|\bmerci (?:à tous|pour (?:vos|les|la) (?:\w+ )?(?:review|lecture|commentaire))\w*",
        r"\bdank\w* (?:\w+ ){0,4}(?:fürs? lesen|für (?:die|eure|deine) (?:\w+ )?(?:review|kommentar|lesen)\w*|an alle)\b|\bdanke fürs\b",
        r"\bgracias (?:\w+ ){0,4}por (?:leer|sus (?:reviews|comentarios)|los (?:reviews|comentarios))\b|\bgrazie (?:\w+ ){0,4}(?:per aver letto|a chi|a tutti)\b",
        r"\bobrigad[ao] (?:\w+ ){0,3}(?:por ler|pela leitura|a todos)\w*|\bспасибо\b.{0,30}\b(?:прочтени\w+|прочитал\w*|прочли|чита\w+|отзыв\w*|внимани\w+|всем)",
        r"\bdzięku\w+ (?:\w+ ){0,3}(?:za (?:przeczytanie|uwagę|komentarz\w*)|wszystkim)|\bbedankt (?:\w+ ){0,3}(?:voor het lezen|allemaal)\b",
        r"\btack (?:\w+ ){0,3}(?:för att (?:ni|du) läst\w*|alla|till alla)|\btakk (?:\w+ ){0,3}for at (?:dere|du) les\w*|\bkiitos lukemisesta\b|読んで(?:くださって|くださり|いただ)",
    ),
    _row(
        "apologises for the writing",
        3,
        3,
        r"\bsorry (?:it'?s|it is|this is|that this|about the|for (?:the |any |not |my |all )?(?:\w+ )?(?:delay|wait|late|short\w*|length|typos|mistakes|errors|updating|"
        r"grammar|english|spelling|ooc|angst|cliff\w*|confusi\w+|cheese|suck\w*))",
        r"\bsorry if (?:it|this|they|there|i|anyone|the|anything)(?:'s|'m)? (?:\w+ ){0,4}(?:confus\w+|ooc|suck\w*|bad|weird|short|long|typos|mistakes|wrong|boring|rushed|errors|terrible)\b",
        r"\bsorry (?:this|that|i|it) (?:took|has been|haven'?t|didn'?t (?:update|post)|was (?:late|short))\b|\b(?:apologi[sz]e|apologies) for (?:the|any|my|not)\b(?=.{0,30}(?:delay|late|error|mistake|typo|wait|length|english|grammar))",
        r"\b(?:my )?first (?:ever )?(?:fic|fan\w*|attempt at|story|time (?:writing|posting)|try at|foray)\b|\benglish (?:is not|isn'?t) my\b|\bnot (?:my )?first language\b",
        r"\bi suck at (?:summaries|titles|writing)\b|\bread (?:it )?anyway\b|\bbad at (?:summaries|titles)\b|\b(?:crappy|lame|sucky|terrible|bad) (?:summary|title|ending)\b",
    ),
    _row(
        SET,
        3,
        3,
        r"^(?:\W*)(?:so )?(?:this |it |story |the story |fic )?(?:(?:all )?takes? place|is set|set|happens|occurs|picks up) (?:\w+ly |just |right |some ?time |a few \w+ |\w+ \w+ )?"
        r"(?:in|after|before|during|between|around|at|post|on|the|pre|where|when|somewhere|within)\b(?! (?:the )?(?:two|three|four) (?!\w*(?:episode|season|book|chapter))\w+ was)",
        r"\b(?:takes place|set) (?:right |just |immediately |shortly |directly |somewhere |sometime )?(?:after|before|during|between|in|around) .{0,50}\b(?:seasons?|episodes?|movies?|films?|"
        r"books?|game|series|finale|\d+x\d+|(?:the )?one (?:where|with|in which))\b",
        r"^\W*(?:post|pre|mid)-\w+[\w ]*(?:\.|,|$)|^\W*(?:missing scene|tag (?:to|for)|coda (?:to|for)|episode tag|future ?fic|modern au|alternate universe)\b",
        r"^\W*(?:spielt|situé|se (?:passe|déroule|sitúa)|ambientat[ao]|действие происходит|tapahtuu|utspelar sig|akcja dzieje się|speelt zich)\b",
    ),
    _row(
        CHAT,
        2,
        2,
        r"\blol\b|\blmao\b|\bxd\b|\bomg\b|\bidk\b|\btbh\b|\bimho?\b|\bbtw\b|\bplz\b|\bpls\b|\bfyi\b|\bsmh\b|\bu guys\b|\by'all\b|\bgonna\b.{0,40}\b(?:post|update|write)\b|\bhaha+\b",
        r"^so,? (?:yeah|yep)\b|\bit'?s been (?:forever|ages|so long|too long|way too long|a while)\b|\bi'm back[.!]|\boops\b|\bwhoops\b|\byou'?re welcome\W*$|\bno regrets?\b|\bi regret nothing\b|\bapologi[sz]e (?:in advance|for nothing)\b|\bwhatsoever\W*$|\bdon'?t judge\b|\bsorry,? not sorry\b|(?:\bi (?:just )?|^\W*(?:sorry,? )?)couldn'?t resist\b|\bbecause i said so\b|\bjust something\b|^\*(?:hides|ducks|runs|dodges|bows|waves|sobs|grins|cackles|peeks)\b",
        r"(?<![\w:])[:;=]-?[)dp3](?!\w)|<3|\^_?\^|\bxoxo\b|\bx3\b|!!+|\(:|\bhehe\b|\bteehee\b|;_;|\bt_t\b|~$|\byay\b",
    ),
    _row(
        WRITING,
        3,
        0,
        r"\bi (?:\w+ |'\w+ ){0,3}?(?:wrote|writing|written|posted|posting|published?|uploaded|typed|typing|(?:start|finish|beg[au]n)(?:ed|ing)? (?:writing )?"
        r"this(?= (?:at|in|on|as|because|when|while|before|after|for|last|and|but|so|story|fic|one|chapter|a |years|months|weeks)|[.,!;:]|$))\b(?! (?:a |the |his |her |down |him|my name|to (?:him|her|my)))",
        r"\bi(?:'m| am)? (?:\w+ ){0,3}(?:to |gonna )(?:write|post|publish|update|continue|upload)\b(?! (?:a (?:letter|note)|to (?:him|her|my)|him|her))",
        r"\b(?:wrote|written) (?:this|it) (?:in|at|on|for|while|when|during|because|instead)\b|\bnot (?:an? )?(?:native|english) speaker\b|\bes-tu|\bje m'y attendais\b|\bpetit os\b",
        r"\bnapisałam?\b|\bнаписа(?:л|ла|но|лось)\b (?:за|на|в|по|это)|\bho scritto\b|\bescrib[ií] (?:esto|este)\b|\bescrevi\b (?:isso|esta|essa)|\bj'ai écrit\b|\bhabe ich geschrieben\b",
    ),
    _row(
        "says what a note says",
        2,
        1,
        r"\bwarn(?:ing|ings|ed)?\b(?= (?:for|of|:)|: )|\brated (?:[kgtmrx]\b\+?|pg\b|nc-?17|teen|mature|for)|\btriggers?\b(?= (?:for|include))|\b(?:swearing|language|gore|violence|character death|lemon|slash|smut|"
        r"mpreg|self[- ]harm)\b(?=[,. ]|$).{0,60}(?:ahead|inside|warning|,|read|$)",
        r"\bnote that\b|\bplease note\b|\bn\.?b\.?:|\bjust (?:a|an) (?:little|quick|short|random|idea|drabble|thought)\b|\ba (?:little|quick|short|silly) (?:\w+ ){0,4}(?:piece|thing|something|ficlet|drabble|one-?shot|interlude|idea)\b",
        r"\bthings? (?:in|like) (?:this|\*)\b|\bthoughts (?:are )?in\b|\b(?:comments|questions)\?|\bpoem is\b|\bask before\b|\bdo not (?:repost|archive|copy)\b|\bwithout (?:my )?(?:permission|asking)\b|\bin (?:this|my) (?:au|universe|verse)\b",
    ),
    _row(
        "begins as a warning does",
        3,
        3,
        r"^\W*(?:content |trigger |graphic )?(?:warnings?|tw|cw)\b(?: for\b|s?:|;| -)(?!.{0,80}\b(?:had|were|was)\b)",
        r"^\W*(?:rated|rating) (?:[kgtmr]\b\+?|pg\b|nc-?17|teen|mature|for (?:language|violence|swearing|gore|sex))",
    ),
    _row(
        "asks the reader for something",
        2,
        1,
        r"(?:^|[.!?,;:~] )\W*(?:please |just |so |and |do |or |but |anyways? |now |also )*(?:comment|vote|leave (?:a|me|your|some|kudos)|drop (?:a|me|by)|tell me|"
        r"fav(?:ou?rite)?\b|follow (?:me|and|if|for|the story)|rate\b|check out|let me|ignore (?:the|any|my)|forgive (?:me|my|the|any)|excuse (?:the|my|any)|feel free|"
        r"don'?t (?:forget|worry|flame|mind)|remember (?:to|that)|be warned|beware|deal with it|turn back|read (?:it|that|this|the|at|my|on|first|part)|see if|add me|subscribe)\b",
        r"\byou (?:should|can|could|might|may|will|don'?t (?:have|need) to|probably|must) (?:\w+ )?(?:read|guess|find|skip|ignore|understand|need|want to read|expect|blame)\b|\bif you (?:enjoyed|liked|want|haven'?t|spot|see|notice|find|like|"
        r"have any|squint|read|review|get the|don'?t like|can guess|guys)\b|\bto answer (?:some|your|a few|the)\b|\bshout-?outs?\b|\bbrownie points\b|\bbonus points\b|\bcookies? (?:to|for)\b",
    ),
    _row(
        "says how much is left",
        2,
        2,
        r"\bmore to come\b|\b(?:to go|left)!|\b\d+ reviews\b|\b(?:on|off) hiatus\b|\b(?:now|finally) (?:complete|finished)\b|\b(?:complete|finished)\W*$|\bcoming along (?:on|for) th(?:is|e) (?:ride|journey|trip)\b|\bmakes? my day\b|\blive for\b|"
        r"\b(?:my )?old account\b|\bto be (?:honest|fair), (?:i|this)\b|\b(?:companion|sequel|prequel|follow-?up|response|tribute)(?: piece)? to\b|\bpart (?:\d+|one|two|three|four|five) (?:of|in) (?:my|the)\b.{0,40}\b(?:series|verse|universe)\b|"
        r"\brequest(?:ed)? (?:from|by)\b|\bgift ?fic\b|\bset to the song\b|\bthe (?:poem|song|quote|title|line|lyrics|dialogue|idea|prompt) (?:is|are|in|comes?|belongs?|was|at)\b|\bis by\b|\b(?:dialogue|lines?|scenes?|parts?) (?:is|are|was|were) (?:\w+ )?(?:taken |borrowed |lifted )?(?:directly )?from\b",
        r"\b(?:quote|poem|song|lyrics|art|cover|translation|music|prompt) by\b|\b(?:anything|everything|all|whatever) (?:that )?(?:you |u )?(?:recogni[sz]e|familiar)\b|\b(?:make|making|makes) no (?:money|profit)\b|\bmy english\b|^\*?\w+ ?= ?\w+$|\bnot \w+[- ]friendly\b|\bestablished relationship\b",
    ),
    _row(
        "speaks of what was borrowed",
        3,
        2,
        r"\b(?:sandbox|their toys|'s toys|putt?(?:ing)? them back|giv(?:e|ing) them back|su(?:e|ing) me)\b|\bnothing (?:here |in here |you recogni[sz]e )?(?:belongs to me|is mine)\b",
        r"\b(?:owns?|created) (?:it|them|everything|all|these|this)\b.{0,60}\b(?:i|i'm|me|my)\b|\bfor letting me (?:play|borrow|use|write|post)\b|\bnot (?:even )?mine\b(?=[,.!]|$)",
    ),
    _row(
        "speaks of how it was made",
        3,
        2,
        r"\bthis (?:was|is) (?:supposed|meant|going) to be\b|^\W*(?:so,? )?posting (?:this|it|from)\b|\b(?:may|might|will|could) go up (?:later|in)\b|\b(?:while|when) (?:i was )?(?:writing|typing|editing)(?= (?:this|it|the)|[.!,]|$)|\bon repeat\b",
        r"\bi(?:'ve| have)? (?:did|done) (?:some|a bit of|a lot of|my|no|a little) research\b|\b(?:medical|legal|historical|science|sciencey|technical|police|timeline) (?:stuff|bits|details|facts|jargon|inaccuracies)\b|\bi'm (?:not|no) (?:a |an )?"
        r"(?:doctor|lawyer|nurse|cop|scientist|expert|native|medic|historian)\b|\bcorrect me\b|\bfor (?:the purposes?|the sake) of (?:this|the) (?:story|fic|plot|chapter)\b|\bcontinu(?:ing|es|ed) from (?:where|the|last|my|chapter)\b|\bwhere (?:we|i|it|the last|chapter \w+) left off\b",
        r"\bas promised,? here\b|\bhere it is!|\bso here (?:it is|you go|we are)\b|\basked for (?:a |more|another|this|the) (?:sequel|more|chapter|part|it|this|fluff|smut|angst)|\bfor (?:all )?(?:the|her|his|your|their) (?:plot )?(?:help|brainstorming|encouragement|support|suggestions?)\b",
        r"\b(?:review|blue|that|the) (?:\w+ )?button\b.{0,30}\b(?:click|press|hit|review|lonely|below)\b|\b(?:hit|press|click|push) (?:that|the) (?:little |blue |big )*(?:review|like|follow|kudos|subscribe|vote) button\b|^\W*(?:just )?(?:hit|press|click|push) (?:that|the) button\b(?=[!.]| below| down|, you know)|\blink(?:s)? (?:in|on|below|at)\b|\bin my (?:profile|bio)\b|\bon my (?:profile|blog|page|tumblr)\b",
    ),
    _row(
        "reads like a summary",
        3,
        3,
        r"^\W*in which (?!the|a |an |direction|case|he|she|they|we|i )[a-z]+ (?:and [a-z]+ )?(?:is|are|has|have|gets?|tr(?:y|ies)|learns?|loves?|does|do|makes?|finds?|goes|meets?|can'?t|needs?|decides?)\b",
        r"\b(?:five|5|four|4|three|3|six|6|seven|ten) times\b.{0,80}\b(?:one|1|once)(?: time)?\b.{0,20}\b(?:didn'?t|wasn'?t|did|don'?t|doesn'?t|he|she|they|was)\b",
    ),
    _row(
        "takes leave of the readers",
        2,
        1,
        r"\b(?:everyone|folks|everybody|guys|peeps|lovelies|my friends|my dears|y'all|you all|you lot|you guys)\W*$|^\W*(?:hello|hi|hey|hiya|welcome(?: back)?|greetings|morning|evening)\b.{0,20}\b(?:everyone|folks|guys|all|again|there|peeps|lovelies)\b",
        r"\bhave a (?:great|good|nice|lovely|wonderful|happy|fantastic|merry|safe) (?:week|weekend|day|new year|christmas|holidays?|summer|one|night)\b|\bstay safe\b|^\W*(?:ciao|peace out|toodles|ta-?ta|cheerio|bye(?: bye)?|laters?|over and out|adios)\b.{0,14}$",
        r"\bhugs\b|\bvirtual (?:cookies|hugs)\b|\b(?:how|what) (?:bad|good|was|is|did you think of) (?:was |is )?(?:it|that|this)\?|\bdid (?:you|anyone|anybody) (?:like|catch|guess|notice|spot|see that)\b|\bwho do you think\b|\blemme know\b|\b(?:mind|heed|check|read) the (?:tags|warnings|rating|notes)\b",
    ),
    _row(
        "first person present",
        1,
        0,
        r"\b(?:i'm|i am|i'll|i've|i hope|i think|i know|i don't|i just|i really|i promise|i swear|i would|i'd|i can't|i had to|i guess|i figured|i couldn't|i wanted|i decided|my)\b",
        r"\b(?:ich (?:bin|habe|hoffe|freue|wollte)|j'ai|j'espère|je (?:suis|sais|ne)|espero|yo|spero|я|мне|mam nadzieję|hoppas|ik hoop)\b",
    ),
    # ------------------------------------------------------------------ prose
    _row(
        "narrates in the third person",
        -3,
        None,
        r"\b(?:he|she|they) (?:\w+ly |had |just |only |never |always )?(?:was|were|had|said|looked|turned|walked|sat|stood|felt|knew|took|went|came|saw|"
        r"did|put|asked|smiled|nodded|thought|made|got|let|began|watched|heard|ran|pulled|leaned|reached|closed|opened|laughed|"
        r"whispered|replied|gave|left|held|told|found|kept|fell|tried|waited|wanted|lay|set|ate|threw|caught|shut|knelt|woke|drank|drove|hung)\b",
        r"\b(?:elle|il|ils|elles) (?:était|avait|fut|dit|regard\w+|pri\w+|allait|lui|se|s')\w*|\b(?:er|sie|es) (?:war|hatte|sah|ging|sagte|kam|stand|nahm|legte)\b",
        r"\b(?:era|estaba|había|dijo|miró|tenía)\b|\b(?:disse|aveva|guardò|estava|tinha)\b|\b(?:он|она|они|оно) (?:был\w*|сказал\w*|посмотр\w+|не|уже|\w+л[аи]?)\b",
    ),
    _row(
        "tells what was done",
        -2,
        None,
        r"\b(?:the|his|her|their|a|an) [\w'-]+ (?:\w+ly )?(?:was|were|had|stood|lay|hung|came|went|fell|rose|ran|sat|turned|opened|closed|began|seemed|looked|smelled|ticked|stopped|"
        r"shook|moved|burned|glowed|rang|broke|\w{3,}ed)\b(?! (?:by|for|on) (?:the|a|my) (?:song|prompt|episode|show|beta))",
    ),
    _row("says how it was", -1, None, r"\bit (?:was|had)\b(?! (?:fun|hard|supposed|meant|going to|my|inspired|written|a prompt|worth|so))"),
    _row("tells what I did", 0, -3, _TOLD_BY_I),
    _row(
        "a speech tag",
        -3,
        None,
        r"(?<!\bi )(?<!i've )\b(?:said|whispered|muttered|shouted|murmured|yelled) (?:the |his |her |an? )?(?!so\b)[a-z]+\b",
        r"\b(?:asked|cried|agreed|told|replied|answered) (?:he|she|they|the \w+|\w+)[.,]",
        r"\b(?:he|she|they|i|we) (?:said|asked|replied|whispered|muttered|shouted|answered|murmured|told)\b",
        r"\b(?:dit|demanda|répondit|murmura)[ -](?:il|elle|\w+)\b|\b(?:sagte|fragte|antwortete|rief) \w+|\b(?:dijo|preguntó) \w+|\b(?:сказал|спросил|ответил)\w* \w+",
    ),
)  # fmt: skip

TRADE = frozenset(
    """show shows episode episodes dialogue scene scenes fan fans anon anonymous guest request requested reference
    poem quote translation translations plot plotless relationship pairing pairings account formatting smut lemon
    hiatus typo typos spelling grammar reader readers reviewer reviewers review reviews writing writer author authors
    rating genre tags muse inspiration idea ideas character characters comment comments favourite favourites favorite
    favorites follows vote votes prompt prompts canon fluff angst sequel prequel season finale crossover ship otp
    couple shipper shippers pov version original rewatching fandom headcanon timeline ending chapters questions thoughts feelings
    cheesy cliché cliche cheese feels squint series mistakes italics italic hiatus finals exams homework""".split()
)
"""Words of the trade: one of them says little, three say a good deal."""

SPECIAL = frozenset(
    """disclaimer disclaimers podfic fanart fanfic fanfics proofread proofreading unbeta unbetaed oneshot ao3 tumblr
    wattpad kudos reviewers reviewed finale spoilers headcanon canon ocs smut fluff angst whump crossover sequel
    prequel rewatch rewatched rewatching typos drabble ficlet fic fics fandom livejournal reblog concrit ooc
    updates hiatus oc reader's reviewer's playlist prompt prompts betas""".split()
)
"""Words that hardly anybody uses but of fan fiction: they count double."""

THIRD_PERSON = re.compile(r"\b(?:he|she|they|his|her|hers|him|their|them)\b")
YOU_AND_I = re.compile(
    r"\b(?:i|i'm|i'll|i've|i'd|my|me|you|your|u|ya|we|us|y'all|folks|guys|everyone|everybody)\b|![)*_ ]*$|\?.*\?"
)

NARRATOR = re.compile(
    r"\b(?:i|i'm|i'd|i've|i'll|my|me|myself|we|our|je|j'|mon|ma|mes|ich|mein\w*|mir|mich|yo|mi|mis|io|mia|mio|eu|meu|"
    r"minha|ik|mijn|jag|min|mitt|jeg|я|мне|меня|мой|моя|ja|mój|moja|mnie)\b"
)  # fmt: skip
"""A narrator who says "I", in a dozen languages."""

BARE_DISCLAIMER = re.compile(
    r"\W*(?i:i|we) (?i:\w+ly |still |really )?(?i:do not own|don['’]?t own|own|claim) (?:(?i:anything|nothing|none of|any of|it\b|them\b|this\b)|[A-Z*_“\"])"
)
"""In the text as it stands: what is disclaimed is everything, or something with a name."""

SIGNED = re.compile(r"(?:[-–—~*]+ ?|(?:Love|Hugs|Cheers|xoxo|xx|XO|Yours),? ?)[\w .'’-]{2,24}[!.~*♥<3 ]*")
"""A name at the foot of a note."""

BARE_DEDICATION = re.compile(
    r"(?:For|To|Pour|Für|Para|Per|Voor|Dla) (?:my |the )?[A-ZÀ-Þ][\w'’-]*(?:(?: and|,| &) [A-ZÀ-Þ][\w'’-]*)*(?:[,;] (?:who|whose|because|as|with|always|without|for|on)\b[^,;:.!?]{0,50})?[.!]?"
)
"""In the text as it stands: for somebody with a name, and no sentence after it."""

BARE_PAIRING = re.compile(
    r"(?:[A-Z][\w'’.]+(?: [A-Z][\w'’.]+)?/)+[A-Z][\w'’.]+(?: [A-Z][\w'’.]+)?(?:(?:,|;| and| &)? *(?:[A-Z][\w'’.]+/)+[A-Z][\w'’.]+)*\.?"
)
"""In the text as it stands: couples, and nothing else."""

SALUTATION = re.compile(r"\W*(?:(?:my )?(?:dear|dearest)|to whom|cher|chère|liebe|lieber|querid|car[oa]\b)")

TOLD_BY_I = re.compile(_TOLD_BY_I)
FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|i'd|my|me)\b")
DEDICATED = re.compile(
    r"\W*(?:dedicated to|this (?:is|one's|one is|story is) (?:dedicated to|for)|for [a-z]|happy birthday|pour |für |para |для )"
)
RATED = re.compile(r"\W*(?:content |trigger |graphic )?(?:warnings?|tw|cw|rated|rating)\b")
CREDITS = re.compile(
    r"\W*(?:lyrics|song|title|cover|art|credit|poem|beta|quote|inspired)\b.{0,40}\b(?:by|from|to|is|belong\w*)\b"
)
PLEA = re.compile(
    r"\b(?:please|pls|plz|r ?& ?r|read (?:and|&|n) review|leave|drop)\b.{0,40}\b(?:review|comment|kudos|feedback)|^\W*(?:r ?(?:&|n|and) ?r|"
    r"read (?:and|&|n) review|review|reviews)\b"
)  # fmt: skip
SITE = re.compile(
    r"\b(?:a/n|an:|review|fic|chapter|update|beta|author|kudos|comments?|lol|sorry|thanks|thank you|disclaimer|read(?:ing|ers?)|guys|hope)\b"
)
"""What any note between two paragraphs has in it: a quick look before the weighing."""

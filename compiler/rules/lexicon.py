"""Words of English whose apostrophe stands for letters lost at their beginning or their end.

Every entry is lower case and without its apostrophe. The sets differ in how much they prove. A FIRM word is
nothing without its apostrophe ('em, 'tis). A LOOSE one is also a word of its own ('cause, 'round), so a quotation
may begin with it. A word of DROPPED_H is what a dialect leaves of a word in h; DROPPED_H_WORDS are
those that are words of their own, and count for something only in a story that is full of the others.
"""

from dataclasses import dataclass

FIRM = frozenset(
    """
    em tis twas tisn twasn twere tweren twill twould twouldn twarn twon tain tarn twixt tween neath gainst mongst mid
    bout bouts cept cepting cuz coz kase spose sposed sposing scuse scused nuff nough pon nother nuther fraid feard
    s d m ll ve re st ud uz um un uns ull ul er n t f v em's em'd til copter burbs tude roids shrooms zactly
    zackly specially spite lectric member membered members magine mazing merican mericans murica gator gators tater
    taters tato tatoes lizabeth lijah toinette lotta lowance lowed spect spected spects spec xpect xcuse xactly xcept
    xplain splain splaining straordinary pears peared leven leventh prentice prentices pology pologize pologise
    varsity deed dout doubtedly sturb sturbed suade terpret thout rangements rangement luminium tended tending
    nited stablished stonished storbed sassinated sociate spicious septing ticular tickler ternally ternity
    ats tother bleeged bliged cuse cused druther ruther spute sputed splanation pend pends greeable vantage vise
    vised complish quaintance quainted fection fectionate spicion spicions spicioned spectable sidering sider termined
    tack tacked tackted nita nanas fessed fessor dentical gree greed larm larmed natch neff nyway kay ternoon
    nvironment ullo
    """.split()
)
LOOSE = frozenset(
    """
    cause course round long most way less side fore stead count ception cross board low lone live bove hind lieve
    till bide tend at cute quire quired cording aint low lows sides longside merit coon nigh kin
    """.split()
)
FIRMEST = frozenset("cause course round till".split())
"""Of the LOOSE ones, those that are elisions even with a capital, more often than not."""

DROPPED_H = frozenset(
    """
    adn af amlet andful andkerchief andle andles andsome andy ang anged anging ank appen appened appening appens
    appily appiness appy arder ardly armless arry arsh arvest asn aste asty atter aughty ave aven avin aving avn
    awk ay azard e eaded eadache eading eadquarters eads eadstrong eah eal ealth ealthy eard earin earse earted earth
    earts earty eaven eavenly eavens eavy edge eed eight eights eld ell ello elm elmet elp elped elpful elping elpless
    elps enry ens ere ermione ero eroes ers erself esitate ester ey iddy ide iding igh igher ighest ighly ighness
    ighway ilarious ilt im imself inder inted ip ippy ired isn isself istory itched its itting ive oard obby ogs
    ogwarts olding olds ole oles oliday olidays oller ollow olmes oly ome omes omely onest onestly oney onour
    onourable ood oof ook ooked ooks op ope oped opeless opes oping opped opping orn ornet orrible orrid orror orse
    orseback orses ospital ost ot otel otels ouse oused ousehold ousekeeper ouses owdy owever owl uddle ue uff ug uge
    ugged ulk uman umble umbug umour undred undreds unger ungry unt unted unter unting urled urrah urricane urried
    urry urt urtful urts usband usbandry usbands ush usky ussy abit abits adn't
    """.split()
)
DROPPED_H_WORDS = frozenset(
    """
    ad air airs alf all alls alt am and ands are arm arms art as ash ate ates aunt aunts ead eap eaps ear ears eat
    eel eels er erb erbs id ill ills ints ire is it itch old oop oops our ours ow owling us
    """.split()
)
SYLLABLES = frozenset("s d m ll ve re st ud um un uns us er n t f v".split())
"""Of the FIRM ones, those that with a capital are an initial, a hesitation or a stutter: ‘M. Gardiner’, ‘Er—’."""

ENDLESS = frozenset(
    """
    o i t y th an wi ol mo yo fo ha po de di ne al ev owd tha mos jus jis jes las bes lef fac han husban thousan behin
    roun aroun groun soun foun col fin min kin chil fiel hol sol wil mus fas firs nex res gues ches breas eas wes bus
    trus crus dus ast mysel hersel himsel yoursel itsel themsel sel wha ther thi wor lil li kep islan sho stan lan len
    ben los raf doan hev wit fro tak fren kyar sof spen gi ma pa goo gran
    """.split()
)
"""Words that have lost their end (o’, th’, mos’); any word in -in (goin’) is taken for one as well."""

WHOLE = frozenset(
    """
    begin within again captain certain cabin coin rain skin thin chin grin spin pain main gain vain train brain chain
    plain drain stain grain strain remain contain explain obtain maintain entertain mountain fountain curtain villain
    bargain basin cousin dolphin robin ruin satin virgin margin origin penguin pumpkin resin rosin assassin vitamin
    urchin goblin coffin muffin puffin kevin martin justin austin colin gavin darwin edwin dustin merlin berlin
    dublin admin plugin login join loin twin ruin
    """.split()
)
"""Words in -in that have lost nothing."""

LITTLE = frozenset(
    """
    i i'm i'd i'll i've you you're you'd you'll you've he he's he'd he'll she she's she'd she'll it it's it'd it'll we
    we're we'd we'll we've they they're they'd they'll they've that that's this these those there there's what what's
    who who's where where's when why how but and or so because if then than as at to of for from with by into onto
    is isn't are aren't was wasn't were weren't am be been being have haven't has hasn't had hadn't do don't does
    doesn't did didn't can can't could couldn't will won't would wouldn't should shouldn't must might may just only
    really never even still already the my your his their our me him them us no yes yeah oh uh um er
    """.split()
)
"""Words no compound with a hyphen begins with, or hardly any that could be cut after it."""

JOINING = frozenset("and or to nor but through versus vs".split())
"""What follows a suspended hyphen: two- and three-day."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language that have an apostrophe at an end, and those that say what a hyphen is."""

    firm: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    firmest: frozenset[str] = frozenset()
    dropped_h: frozenset[str] = frozenset()
    dropped_h_words: frozenset[str] = frozenset()
    syllables: frozenset[str] = frozenset()
    endless: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    little: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()


LEXICONS = {
    "en": Lexicon(
        FIRM, LOOSE, FIRMEST, DROPPED_H, DROPPED_H_WORDS, SYLLABLES, ENDLESS, WHOLE, LITTLE, JOINING
    ),
    "nl": Lexicon(frozenset("s t n k m r tis twas ie ns".split()), joining=frozenset("en of".split())),
    "de": Lexicon(
        frozenset("s n ne nen nem ner nes rum rein raus rauf runter rüber ran rin nauf naus nunter".split()),
        loose=frozenset({"mal"}),
        joining=frozenset("und oder bis".split()),
    ),
    "it": Lexicon(
        frozenset("sto sta sti ste na no ndrangheta".split()),
        endless=frozenset("po di fa va sta da mo be to ve".split()),
    ),
    "fr": Lexicon(frozenset("y t".split())),
    "sv": Lexicon(frozenset("na n ren".split()), joining=frozenset("och eller".split())),
    "pt": Lexicon(frozenset("tá tô tava bora".split())),
    "es": Lexicon(endless=frozenset("pa".split())),
}


def lexicon(language: str) -> Lexicon:
    """Return the words of a language (a BCP 47 tag); an empty lexicon if there are none for it."""
    return LEXICONS.get(language.lower().replace("_", "-").partition("-")[0], Lexicon())

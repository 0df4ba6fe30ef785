"""Words that carry no request of their own, and so make no clause."""

from editor.providers.embedded.words.vocabulary import words

HARMLESS = words(
    """
    a across add again all also an and are as at back be beautiful bit both bring but by calm can change changed
    clean color colored colors colour coloured colours commercial composition could create crisp current deep
    detail detailed details do does don't don’t down draw drawn each editorial elegant exactly existing feel
    fine for format frame fresh from full generate gentle give given half has have her here high his i image in
    instead into is it it's its just keep kept last leave let like little look looking looks lovely low luxury
    made make makes making material me minimal minimalist modern mood more most my natural need new next nice
    not now of off old on one only onto or other our out over part picture please premium professional pure put
    quality quiet realistic remain remains render rendering rich same scene set shade sharp should show shown
    simple size slightly so soft some someone stay stays still style subtle than that the their then there these
    this those through to tone tones see tad touch really very actually also already however maybe perhaps might
    must needs need's looks feels seems seem feels try think love okay ok thanks thank hi hello well much any
    every whole entire overall kind sort version variation option both than before after during onto toward
    towards via per if when while whilst which who whose i'd i'm i'll i've we'd we're we'll let's lets its it'd
    that's there's where's isn't same such even only still other another ones sure got get gets getting go goes
    come comes coming bring turned become becomes becoming hey dear client wants asked luxurious serene airy
    moody cosy cozy sleek timeless sophisticated refined stylish scandinavian nordic aesthetic vibe atmosphere
    feeling high-end upscale website web site page slide cover headline title copy something anything push pull
    feed instagram social banner hero ad campaign photographed shoot shooting taken captured featuring feature
    showing too turn unchanged under up us use using very view want way we what where with would you your
    switch swap replace replaced replacing dye tint fill shoot sit sits stays stuff thing arabic latin cyrillic greek
    hindi devanagari chinese japanese korean thai english language says row crop cropped extend expand down hmm camera
    lens reel reels tiktok stories prefer write writes written writing russian german french spanish italian
    portuguese dutch polish turkish
    ukrainian bulgarian swedish danish hebrew persian urdu super quite altogether hint notch smart brand
    somewhat pretty fairly rather truly eww ugh nah nope sorry alright yeah daylight poster
    below beneath underneath palette scheme move shift nudge slide place first second third one two three four
    five six seven eight nine ten pair couple trio several few early late completely
    entirely totally directly called named mind
    """
)

# Things that are in no scene of this engine, so that "no people" is met by drawing none.
NEVER_DRAWN = words(
    """
    people person persons humans human man men woman women child children hand hands fingers animal animals dog
    dogs cat cats bird birds car cars vehicles building buildings house houses props prop plants plant flowers
    flower furniture clutter watermark watermarks logo logos signature frame frames border borders road roads
    bridges power lines cables
    """
)

# Wishes that leave open what should change: harmless in a description, worth a question in an edit.
VAGUE = words(
    """
    expensive modernise modernize elevate elevated pop wow better nicer improve improved improvement interesting
    exciting engaging dynamic impactful stunning eye-catching fun different polish fix enhance enhanced magic
    oomph punch punchy punchier energy energetic striking impressive cool bolder bold sexier sexy fancier fancy
    richer stronger character
    """
)

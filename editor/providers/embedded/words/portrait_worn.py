"""What the portraits understand of clothes, glasses, jewellery and hats."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

from editor.providers.embedded.words.vocabulary import Change

TOPS = [
    "top", "shirt", "sweater", "jumper", "dress", "clothes", "clothing", "jacket", "blouse", "outfit", "tee", "t-shirt",
    "tshirt", "turtleneck", "rollneck", "roll neck", "polo neck", "pullover", "suit", "blazer", "coat", "hoodie", "sweatshirt",
    "gown", "tuxedo", "cardigan", "tank top", "raincoat", "anorak", "parka", "denim jacket", "collar",
]  # fmt: skip

ROWS: tuple[tuple[str, dict[str, Change]], ...] = (
        (r"(?:sun|summer |cocktail |evening )?dress|gown|blouse with a scoop neck", {"top.kind": "dress"}),
        (r"t-?shirt|tee(?:[- ]shirt)?|crew ?neck|sweater|jumper|pullover|cardigan|tank top", {"top.kind": "tee"}),
        (r"(?:collared |button[- ](?:up|down) |dress )?shirt|blouse", {"top.kind": "shirt"}),
        (r"turtle[- ]?neck(?: sweater| jumper| top)?|(?:roll|polo)[- ]?neck(?: sweater| jumper| top)?", {"top.kind": "turtleneck"}),
        (r"(?:business )?suit(?: jacket)?(?: and tie)?|blazer|(?:smart |dinner )?jacket|tuxedo|(?:over|winter |wool |trench )?coat", {"top.kind": "suit"}), (r"hoodie|hooded (?:sweatshirt|top)|sweatshirt", {"top.kind": "hoodie"}),
        (r"(?:blue )?(?:denim|jeans?)(?: (?:jacket|shirt|top|waistcoat))|jean jacket", {"top.kind": "denim", "top.colour": "#4a6fa5"}),
        (r"(?<=denim )jacket", {"top.kind": "denim"}), (r"(?:leather|bomber|work|biker) jacket", {"top.kind": "denim"}),
        (r"rain ?coat|rain jacket|anorak|parka|wind ?breaker|mackintosh|cagoule", {"top.kind": "raincoat"}),
        (r"(?:neck)?tie", {"tie.kind": "tie"}),
        (r"polka[- ]?dot(?:s|ted)?", {"top.pattern": "dots"}), (r"(?:checked|checkered|plaid|gingham|tartan)", {"top.pattern": "check"}),
        (r"(?:striped|stripy|breton)|stripes on (?:the |her |his |their )?(?:top|shirt|dress|tee|t-shirt|sweater)", {"top.pattern": "stripes"}),
        (r"(?:plain|unpatterned|solid)(?= (?:[\w-]+ )?(?:top|shirt|dress|tee|t-shirt|sweater|jumper|hoodie|turtleneck))", {"top.pattern": ""}),
        (r"(?:dark )?sun ?glasses|shades", {"glasses.on": True, "glasses.kind": "sun"}),
        (r"(?:round|circular|wire)(?:[- ]rimmed)? (?:glasses|spectacles|eyeglasses)", {"glasses.on": True, "glasses.kind": "round"}),
        (r"(?:square|rectangular|thick|horn)(?:[- ](?:rimmed|framed))? (?:glasses|spectacles|eyeglasses)", {"glasses.on": True, "glasses.kind": "square"}),
        (r"glasses|spectacles|eyeglasses", {"glasses.on": True}),
        (r"hoops?(?: earrings?)?", {"earrings.on": True, "earrings.kind": "hoop"}), (r"studs?(?: earrings?)?|small earrings?", {"earrings.on": True, "earrings.kind": "stud"}),
        (r"pearls?(?: earrings?)?", {"earrings.on": True, "earrings.kind": "pearl"}), (r"(?:big |large |drop |dangling )?earrings?", {"earrings.on": True}),
        (r"beret", {"hat.kind": "beret"}), (r"(?:baseball |flat |trucker |peaked )?cap", {"hat.kind": "cap"}),
        (r"beanie(?: hat)?|(?:knitted|knit|woolly|woollen|wool|bobble|winter) (?:hat|cap)", {"hat.kind": "beanie"}),
        (r"fedora|trilby|panama(?: hat)?|(?:wide[- ])?(?:brimmed|brim) hat|(?:sun|straw|cowboy|felt|detective(?:'s)?) hat|borsalino|homburg|stetson", {"hat.kind": "brim"}), (r"hijab|head ?scarf", {"hat.kind": "headscarf"}),
    )  # fmt: skip

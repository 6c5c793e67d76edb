const HOUR = '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const NUMBER = `(?:\\d{1,2}|${HOUR})`;
const CLOCKISH = `(?=\\d|half|(?:a )?quarter|${HOUR}\\b|noon\\b|midnight\\b)`;
const PART = '(?:morning|afternoon|evening|night)';
const DAY = '(?:today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day)';
// Where a number can be an hour: a day or the end of what is said comes next.
const AT_A_DAY = `(?= (?:on |this |next |the |coming )*(?:${DAY}|(?:week|month|morning|afternoon|evening)\\b|\\d+(?:st|nd|rd|th)\\b)| *(?:$|[,.;!?]))`;
const SPAN = '(?:days?|weeks?|months?|years?|hours?|minutes?|mins?|hrs?)';

/** English words about the time of day that are not in the main list; some stand for a phrase rewritten below. */
export const ENGLISH_CLOCK_WORDS: Record<string, string> = {
  within: 'withinhours',
  asap: 'asap immediately',
  early: 'early',
  late: 'late',
  midday: 'lunch lunchtime midday luncheon',
  noon: 'noon noonish',
  tonight: 'tonight tonite',
  earliest: 'earliest onwards onward',
  opening: 'openinghours',
  closing: 'closinghours cob eob',
  dayend: 'dayendhours eod',
  into: 'into',
  nowtime: 'thistimeofday',
};

/** Rewrites of folded English about the time of day, in order; numbers such as "twenty five" are digits already. */
export const ENGLISH_CLOCK_PHRASES: readonly (readonly [RegExp, string])[] = [
  ...noTimes(),
  [/\bnite\b/g, 'night'],
  // Hours as speech recognition hears them.
  [/\bat (?:for|fore) (?=(?:thirty|fifteen|forty|twenty|ten|o\W?clock|pm|p\.m|in the)\b)/g, ' at 4 '],
  [/\bat (?:to|too) (?=(?:thirty|fifteen|forty|twenty|o\W?clock|pm|p\.m|in the afternoon)\b)/g, ' at 2 '],
  [/\bat ate\b/g, ' at 8 '],
  [/\bcrack of dawn\b|\bbright and early\b/g, ' early morning '],
  [
    /\bsame time,? (?=(?:at )?(?:\d|half|quarter|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b))/g,
    ' at ',
  ],
  [
    /\b(12|1[3-9]|2[0-3]|twelve|\w+teen|twenty) ?hundred\b(?! (?:and|dollars?|euros?|pounds?|bucks|people|percent)\b| ?\d)/g,
    ' $1 oclock ',
  ],
  [/clock ones?\b/g, 'clock '],
  [/\b(half|quarter|ten|twenty|five|\d{1,2}) passed (?=\w)/g, '$1 past '],
  [/(?<!\bat )\bone (?=(?:morning|afternoon|evening|night|day)\b)/g, ' a '],
  [/\bgood (?:morning|afternoon|evening|night|day)\b|\bhave a (?:good|nice|lovely|great) \w+/g, ' '],
  [/\bi am\b/g, "i'm"],
  [/\bam i\b/g, ' '],
  [/\b(mid)(morning|afternoon)\b/g, '$1 $2'],
  [/\bmid day\b/g, 'midday'],
  [/\blunch (?:break|hour|time)\b/g, 'lunchtime'],
  [/\bafter (?:my |the )?(?:work|office hours|office|business hours|hours)\b/g, ' after 17:00 '],
  [/\bbefore (?:my |the )?(?:work|office)\b/g, ' before 9:00 '],
  [/\bafter (?:my |the )?(?:lunch|lunchtime)\b/g, ' after 13:00 '],
  [/\bbefore (?:my |the )?(?:lunch|lunchtime)\b/g, ' before 12:00 '],
  [/\bafter (?:school|class|classes)\b/g, ' after 15:00 '],
  [/\bbefore (?:school|class|classes)\b/g, ' before 08:00 '],
  [/\bafter (?:my |the )?breakfast\b/g, ' after 09:00 '],
  [/\b(?:before|until) (?:my |the )?(?:dinner|supper|dinnertime)\b/g, ' before 18:00 '],
  [/\bafter (?:my |the )?(?:dinner|supper|dinnertime)\b/g, ' after 19:00 '],
  [/\b(?:very )?first thing\b(?: in the morning)?/g, ' openinghours '],
  [
    /\b(?:at|right at|around) opening(?: time)?\b|\b(?:as soon as|right when|when) you open(?: up)?\b/g,
    ' openinghours ',
  ],
  [/\b(?:start|beginning) of (?:the )?(?:(?:business |work |working )?day|business)\b/g, ' openinghours '],
  [/\blast thing\b(?: (?:at night|in the (?:evening|afternoon|day)|of the day))?/g, ' closinghours '],
  [/\bclose of (?:business|play)\b|\bclosing(?: time)?\b|\b(?:when|before) you close\b/g, ' closinghours '],
  [/\bend of (?:the )?(?:(?:business|work|working) day|business)\b/g, ' closinghours '],
  [/\bend of (?:the |my |that )?day\b|\bday's end\b/g, ' dayendhours '],
  [
    /\ba\.s\.a\.p\b\.?|\bas (?:soon|early|quickly) as (?:possible|(?:you|i|we) (?:can|could)|practical)\b/g,
    ' asap ',
  ],
  [
    /\b(?:straight ?away|right away|at (?:your|the) earliest (?:convenience|opportunity)|earliest possible|soonest(?: possible)?)\b/g,
    ' asap ',
  ],
  [/\blater (?:on )?today\b|\btoday later(?: on)?\b/g, ' today asap '],
  [/\blater (?:on )?(?=this\b|in the\b)/g, ' '],
  [/\b(?:not|nothing) (?:too|so) (?:early|late)\b/g, ' '],
  [/\b(?:or|and) (?:later|after|afterwards|onwards?|beyond)\b(?=\s*(?:$|[,.;]|on\b))/g, ' earliest '],
  [
    new RegExp(
      `\\b(?:just|shortly|right|slightly|a (?:little|bit|little bit|few minutes|tad)) (?:before|after|past) ${CLOCKISH}`,
      'g',
    ),
    ' at ',
  ],
  [new RegExp(`\\b(\\d{1,2}(?::\\d\\d)?|${HOUR})[ -]?ish\\b`, 'g'), ' at $1 '],
  [new RegExp(`\\b(${NUMBER})(?: o\\W{0,2}clock)? (?:sharp|on the dot|precisely)\\b`, 'g'), ' at $1 '],
  [new RegExp(`\\beither (?=${NUMBER} or\\b)`, 'g'), ' at '],
  [new RegExp(`\\b(today|tomorrow) (${NUMBER})\\s*$`, 'g'), '$1 at $2'],
  [new RegExp(`\\bmake (?:that|it) (?=${NUMBER}\\b)`, 'g'), ' thus rather at '],
  [
    new RegExp(
      `\\b(?:(?:how|what) about|let's (?:say|do|go (?:for|with)|try|make it)|i'll take|i'll go (?:for|with)) (?=${NUMBER}${AT_A_DAY})`,
      'g',
    ),
    ' thus at ',
  ],
  [
    new RegExp(
      `\\b(?:move|reschedule|change|switch|shift|push|bring|swap) (?:it|that|this|them|my \\w+|the \\w+)(?: back| forward| over| up)? to (?=(?:the |next |this )*(?:${DAY}|\\w+th\\b)|(${NUMBER}\\b))`,
      'g',
    ),
    ' thus rather at ',
  ],
  [new RegExp(`\\b(${NUMBER}), (?=${NUMBER} or\\b)`, 'g'), '$1 or '],
  [
    /\b(?:anything|any ?time|whenever)(?: at all)? (?:but|except(?: for)?|apart from|other than|besides)\b|\bnever\b|\bno (?=(?:mornings?|afternoons?|evenings?|nights?)\b)/g,
    ' not ',
  ],
  [/\b(?:at |around |about )?this time (?=tomorrow|next|on\b|\w+day)/g, ' thistimeofday '],
  [/\b(?:until|till?|to) (?:you )?close\b/g, ' until closinghours '],
  [/\bfrom opening\b/g, ' from openinghours '],
  [/\bnothing (?=before|after|earlier|later|until)/g, ' not '],
  [/\bafter (?:that|this|then)\b/g, ' earliest '],
  [
    new RegExp(
      `\\b(?:exactly|precisely|(?:just )?gone|coming up to|nearly|almost|near|towards|roughly|bang on|dead on) (?=${NUMBER}\\b)`,
      'g',
    ),
    ' at ',
  ],
  [/\bnot (?:until|till?)\b/g, ' earliest '],
  [/\b(\w+day) (?:just (?:gone|past)|gone)\b/g, ' last $1 '],
  [
    /\b(?:swap|trade|exchange)\b([^,.;]{0,40}?) (?:for|with) (?=(?:the |my )?(?:\w+day|tomorrow|\d))/g,
    ' from $1 into ',
  ],
  [
    /\b(move|moved|reschedule|rescheduled|change|changed|switch|shift|push)\b(.*?)\bfrom\b(.*?)\bto\b/g,
    '$1$2 from $3 into ',
  ],
  [
    new RegExp(
      `\\b(?:move|moved|reschedule|rescheduled|change|changed|switch|shift|push|bring)\\b((?:(?!\\b(?:from|into)\\b)[^,.;]){0,60}?(?:${DAY}|\\d|oclock|o'clock|[ap]m)\\b(?:(?!\\bfrom\\b)[^,.;]){0,30}?) (?:forward |back |over )?to (?=(?:the |next |this )*(?:${DAY}|${NUMBER}|\\w+th|noon)\\b)`,
      'g',
    ),
    ' from $1 into ',
  ],
  [/\bfive and twenty (?=past|to|after)/g, '25 '],
  [new RegExp(`\\bquarter (?:of|till?) (?=${NUMBER}\\b|noon|midnight)`, 'g'), 'quarter to '],
  [
    new RegExp(
      `(?<!\\b(?:from|between) )\\b(five|ten|twenty|5|10|20|25)( minutes)? till? (?=${NUMBER}\\b|noon|midnight)`,
      'g',
    ),
    '$1$2 to ',
  ],
  [/(?<!\bin )\b(\d{1,2})(\d\d) ?(?:hours|hrs)\b/g, ' $1:$2 '],
  [/\b(0\d|1\d|2[0-3]) ?hundred(?: hours| hrs)?\b/g, ' $1:00 '],
  [/\bzero hundred(?: hours| hrs)?\b/g, ' 00:00 '],
  [new RegExp(`\\bzero (${HOUR}) hundred(?: hours| hrs)?\\b`, 'g'), ' $1 am '],
  [new RegExp(`\\b(${HOUR}) hundred (?:hours|hrs)\\b`, 'g'), ' $1 oclock '],
  [/\b(\w+teen|twenty) hundred (?:hours|hrs)\b/g, ' $1 oclock '],
  ...hoursInFigures(),
  ...englishStretches(),
  [/\b(?:party|group|family|table) of \w+|\b\w+ of us\b|\b(?:aged?|turning) \d+/g, ' _ '],
  [
    new RegExp(
      `\\b(?:room|number|suite|apartment|apt|flat|gate|table|page|version|windows|iphone|bus|route|level|step|bay|chair|track) (?:\\d[\\d.,]*|${HOUR}\\b)`,
      'g',
    ),
    ' _ ',
  ],
  [
    /\b(?:at )?\d{1,5} (?:(?!(?:on|in|at|by|near|to|the|am|pm|a|p|o|oclock|from|until|for|past|after|before|today|tomorrow|tonight)\b)[a-z]+ ){1,2}(?:street|st|avenue|ave|road|rd|lane|drive|boulevard)\b/g,
    ' _ ',
  ],
];

/** Numbers that are no time: how many, from which to which, how much; and goodbyes. */
function noTimes(): (readonly [RegExp, string])[] {
  return [
    [
      new RegExp(
        `\\b((?:put|pencil|book|slot|fit|mark|schedule|set|get|squeeze) (?:me|us|it|that|him|her)(?: in| down)?|appointment|something|anything) for (?=${NUMBER}${AT_A_DAY})`,
        'g',
      ),
      '$1 at ',
    ],
    [new RegExp(`\\bfor ${NUMBER}${AT_A_DAY}`, 'g'), ' _ unit '],
    [
      new RegExp(`\\b(?:we|there|they|you)(?: are|'re| were| will be|'ll be) ${NUMBER}${AT_A_DAY}`, 'g'),
      ' _ unit ',
    ],
    [
      new RegExp(
        `(?<!\\b(?:at|around|about|by|past|to) )\\b${NUMBER} (?:nights|evenings|mornings|afternoons)\\b`,
        'g',
      ),
      ' _ unit ',
    ],
    [
      new RegExp(
        `\\b${NUMBER} (?:mon|tues|wednes|thurs|fri|satur|sun)days\\b(?! (?:from|ago|hence|after|before|later|out|away))`,
        'g',
      ),
      ' _ unit ',
    ],
    [new RegExp(`\\b(?:an? )?${NUMBER} (?:by|x) ${NUMBER}\\b`, 'g'), ' _ unit '],
    [
      new RegExp(
        `\\b(?:on a )?scale (?:of|from) ${NUMBER} to ${NUMBER}\\b|\\bfrom (?:one|1|zero|0) to (?:ten|10)\\b`,
        'g',
      ),
      ' _ unit ',
    ],
    [
      new RegExp(
        `\\b(?:daughter|son|kid|child|boy|girl|baby|he|she|one)(?: is|'s| turns| turned)(?: only| just| nearly| almost)? ${NUMBER}\\b(?! ?(?:am|pm|o'?clock|thirty|fifteen|:))`,
        'g',
      ),
      ' _ ',
    ],
    [
      new RegExp(
        `(?:\\b(?:from|between) )?\\b${NUMBER}(?: (?:to|or|and) ${NUMBER})? (?:dollars?|euros?|pounds?|bucks|quid|cents)\\b`,
        'g',
      ),
      ' _ ',
    ],
    [/\bhalf (?:a|an) (?!hour\b)\w+/g, ' _ unit '],
    [
      /(?<=^ ?|[.,!?;] ?)((?:ok|okay|alright|great|thanks|thank you|cheers|right|well) )*(?:(?:good)? ?bye(?: bye)?|cheerio|so long)\b,?(?: then)?(?: (?:see you|until|till?|on)\b[^.,!?;]*)?/g,
      ' ',
    ],
  ];
}

/** Beside a day, "10 to 12" in figures are two hours; "10 to 3" can also be ten minutes before three. */
function hoursInFigures(): (readonly [RegExp, string])[] {
  const day =
    '(?:today|tomorrow|(?:in )?(?:next|this|coming) week|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\\d{1,2}(?:st|nd|rd|th))';
  const behind = `(?=,? (?:on )?${day}\\b)`;
  const ends =
    '(?! ?(?:[:/.\\d]|[ap]\\.?m|(?:in the )?(?:morning|afternoon|evening|night)|people|weeks?|days?))';
  const climbing = '(10) to (1[12])|(5) to ([6-9]|1[0-2])';
  const either = '(10) to ([1-6])';
  return [
    [new RegExp(`(?<=\\b${day},? )(?:${climbing})\\b${ends}`, 'g'), 'from $1$3 to $2$4'],
    [new RegExp(`^(?:${climbing})\\b${behind}`, 'g'), 'from $1$3 to $2$4'],
    [new RegExp(`(?<=\\b${day},? )${either}\\b${ends}`, 'g'), 'between $1 and $2 or at $1 to $2'],
    [new RegExp(`^${either}\\b${behind}`, 'g'), 'between $1 and $2 or at $1 to $2'],
  ];
}

/** "An hour and a half" as minutes. */
function englishStretches(): (readonly [RegExp, string])[] {
  return [
    [
      /\b(?:an|one|1) hour and (?:a )?half\b|\b(?:one|1) and (?:a |an )?half hours?\b|\b1(?:[.,]5| 1\/2) ?(?:hours?|hrs?|h)\b/g,
      ' 90 minutes ',
    ],
    [
      /\b(?:two|2) (?:hours and (?:a )?half\b|and (?:a |an )?half hours?\b)|\b2(?:[.,]5| 1\/2) ?(?:hours?|hrs?|h)\b/g,
      ' 150 minutes ',
    ],
    [
      /\b(?:three|3) (?:hours and (?:a )?half\b|and (?:a |an )?half hours?\b)|\b3(?:[.,]5| 1\/2) ?(?:hours?|hrs?|h)\b/g,
      ' 210 minutes ',
    ],
    [/\b(?:three|3)[ -]quarters of an hour\b|\b3\/4 ?(?:of an )?(?:hour|h)\b/g, ' 45 minutes '],
    [/\b(?:a )?quarter (?:of )?(?:an )?hour\b|\b1\/4 ?(?:of an )?(?:hour|h)\b/g, ' 15 minutes '],
    [/\b1\/2 ?(?:an )?(?:hour|h)\b/g, ' 30 minutes '],
    [/\b(?:a )?(?:few|several) (?=hours|minutes|mins)/g, ' 3 '],
    [/\bin (?:about )?(\d{1,2}) ?h\b/g, ' in $1 hours '],
    [/\bin ((?:\w+) days? (?:and )?\w+ hours?)\b/g, ' $1 fromnow '],
    [/\b(\w+) more (?=hours?\b|minutes?\b)/g, '$1 '],
    [/\bwithin (?=(?:\w+ ){0,3}(?:hours?|minutes?|mins?|hrs?)\b)/g, ' withinhours '],
    [/\b(?:and |but )?(?:no|not|nor) (?:any )?(?:later|earlier|sooner)\b(?! than)/g, ' '],
    [/\b(?:running|be|being|been|minutes?|mins?|hours?|little|bit)(?: a (?:bit|little))? late\b/g, ' _ '],
    [/\bas late as (?:possible|(?:you|i|we) can)\b/g, ' late '],
    [new RegExp(`\\blater (?:on )?(?=(?:in |on |that |this |the )*${PART})`, 'g'), ' late '],
    // A mere "later" is no time.
    [new RegExp(`(?<!\\b${SPAN} +)\\blater\\b(?! than)(?<!\\b(?:or|any) later)`, 'g'), ' '],
  ];
}

/** Rewrites of the line of lexemes: parts of the day that say more together. */
export const ENGLISH_CLOCK_CONTEXT: readonly (readonly [RegExp, string])[] = [
  [/ (W\d|today|tomorrow|D[\d-]+) am(?= (?:;|$|W|or|at|and))/g, ' $1 morning'],
  [/ (W\d|today|tomorrow|D[\d-]+) pm(?= (?:;|$|W|or|at|and))/g, ' $1 afternoon'],
  [new RegExp(` (early|late) (tomorrow|today|W\\d) (${PART})(?= )`, 'g'), ' $2 $1 $3'],
  [/ (early|late) today tonight(?= )/g, ' today $1 tonight'],
  [/ opening((?: [^;]*)?) morning(?= )/g, ' opening$1'],
  [/ morning opening(?= )/g, ' opening'],
  [/ closing((?: [^;]*)?) (?:evening|afternoon|night)(?= )/g, ' closing$1'],
];

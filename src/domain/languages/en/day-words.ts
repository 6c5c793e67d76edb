const WEEKDAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const MONTH = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';
const SPAN = '(?:days?|weeks?|months?|years?)';

/** English words about days that are not in the main list; some stand for a phrase rewritten below. */
export const ENGLISH_DAY_WORDS: Record<string, string> = {
  '': 'st nd rd th super bowl',
  afternext: 'afternext',
  foreyesterday: 'foreyesterday',
  over: 'over',
  few: 'few several',
  bizday: 'businessday',
  closest: 'closest nearest',
  weekno: 'weekno',
  within: 'withindays',
  said: 'saidday',
  unit:
    'thing things session sessions visit visits row class street avenue block door grade round batch course shot jab meeting ' +
    'call lesson step name aid hand place choice child kid baby thought thoughts birthday anniversary century',
};

/** Rewrites of folded English about days, in order; numbers such as "twenty five" are digits already. */
export const ENGLISH_DAY_PHRASES: readonly (readonly [RegExp, string])[] = [
  ...namesOfPeople(),
  [
    /(?<!\b(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|few|couple) )\b(next|coming|upcoming|following) (?=(?:days|weeks|months)\b)/g,
    '$1 few ',
  ],
  [/\bthese (?=(?:next|coming|upcoming|following)\b)/g, 'the '],
  [new RegExp(`\\b(\\w+) weeks? (next|this|coming) (${WEEKDAY})\\b`, 'g'), '$1 week from $2 $3'],
  [
    /\bover the holidays?\b|\b(?:over|during) the (?:holiday|festive|christmas) (?:season|period|holidays)\b/g,
    'festivedays',
  ],
  [/\bnineteen ([6-9]\d)\b/g, '19$1'],
  // "The day after", "the one after that": counted from the day that was named before.
  [
    new RegExp(
      `\\b(day|week|weekend|month|${WEEKDAY})s? (after|before) (?:that|this|then|it)\\b(?! one\\b)`,
      'g',
    ),
    '$1 $2 saidday',
  ],
  [
    new RegExp(
      `\\b(day|week|weekend|${WEEKDAY}) (after|before)(?= *(?:[,.;:!?]|$|(?:at|on|around|about|in the|instead|would|is|are|works|suits?|then|please|if|maybe|perhaps|again|but|and|or|so|for|any)\\b))`,
      'g',
    ),
    '$1 $2 saidday',
  ],
  [
    /\bthe (morning|afternoon|evening|night) (before|after)(?: (?:that|this))?(?= *(?:[,.;:!?]|$|(?:at|around|about|would|is|works?|then|please|if|maybe)\b))/g,
    'the day $2 saidday $1',
  ],
  [
    /\b(?:the )?one after(?: (?:that|this))?(?= *(?:[,.;:!?]|$|at\b|around\b|in the\b|instead\b|then\b|please\b))/g,
    'next saidday',
  ],
  [
    /\b(?:the )?one before(?: (?:that|this))?(?= *(?:[,.;:!?]|$|at\b|around\b|in the\b|instead\b|then\b|please\b))/g,
    'last saidday',
  ],
  [
    /\b(days?|weeks?|months?) (?:later(?! than)|after that|from then|from that(?: day| date)?)\b/g,
    '$1 after saidday',
  ],
  [/\b(days?|weeks?|months?) (?:earlier(?! than)|before that)\b/g, '$1 before saidday'],
  [/\b(?:on )?the (?:following|next) day\b/g, 'the day after saidday'],
  [
    new RegExp(
      `(?<=\\b(?:${WEEKDAY}|${MONTH}|today|tomorrow|\\d(?:st|nd|rd|th))\\b.{1,80})\\bthe following (${WEEKDAY}|week|weekend)\\b`,
      'g',
    ),
    'the $1 after saidday',
  ],
  [new RegExp(`\\bthat (${WEEKDAY})\\b`, 'g'), '$1 of saidday'],
  // The same time or day, a week or a month on.
  [
    /\b(?:at |around |about )?(?:this|the same|same) time (?:of day )?(next|following) (week|month|year)\b/g,
    'thistimeofday today over 1 $2',
  ],
  [/\b(?:on )?(?:this|the same|same) day (?:next|following|of next) (week|month|year)\b/g, 'today over 1 $1'],
  [
    /\b(?:next week|a week from now|a week from today|in a week),? (?:at )?(?:this|the same|same) time\b(?! as)/g,
    'thistimeofday today over 1 week',
  ],
  [/\bq([1-4])\b/g, ' $1th quarter '],
  [
    /\b(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?=(?:next|this|coming) (?:week|month)\b)/g,
    '$1 in ',
  ],
  [/\bthis coming (?=week|weekend|month)/g, 'coming '],
  [
    new RegExp(
      `\\b(?:this |the )?(${WEEKDAY}) coming\\b(?! (?:week|weekend|month|up|in|from|with|to)\\b)`,
      'g',
    ),
    'coming $1',
  ],
  [/\blast night\b/g, 'yesterday night'],
  [/\b(?:latter|back|later) half of\b/g, 'second half of'],
  [/\bback end of\b/g, 'end of'],
  ...halfUnits(),
  [/\b(up to|until|till?|through) and including\b/g, '$1'],
  [
    new RegExp(
      `\\bup (?:to|until|till) (?=(?:(?:on|the|next|this|coming|end of) )*(?:${WEEKDAY}|${MONTH}|today|tomorrow|week|month|\\d{1,2}(?:st|nd|rd|th)))`,
      'g',
    ),
    'until ',
  ],
  // "Up to 10:45", "up to eleven", but not "up to eleven people".
  [
    /\bup (?:to|until|till) (?=(?:about |around )?(?:\d{1,2}[:.]\d\d|(?:half|quarter|\w+) (?:past|to)\b|noon|midday|midnight|(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: ?[ap]\.?m\b| ?o'?clock\b| (?:fifteen|thirty|forty)|(?: (?:in|on|tomorrow|today|please)\b| *(?:[,.;!?]|$)))))/g,
    'until ',
  ],
  [new RegExp(`\\bmonth of (?=${MONTH}\\b)`, 'g'), ''],
  [/\b(?:the )?(?:rest|remainder) of (?:the |this )?(week|month|year)\b/g, 'this $1'],
  [/\b(?:the )?(?:rest|remainder) of (?:(?:the |this )?day|today)\b/g, 'today'],
  [/\b(?:including|inclusive)\b/g, ' '],
  [
    /\b(?:in )?(?:at least|no less than|not less than) (?=[\w ]{1,20}\b(?:from now|from today|away|out|after saidday)\b)/g,
    ' earliest ',
  ],
  [/\b(?:in|not for) at least (?=\w+ (?:days?|weeks?|months?)\b)/g, ' earliest in '],
  [/\b(of|in) the newyearsday\b/g, '$1 next year'],
  [/\b(\w+ (?:days?|weeks?|months?)) ago (today|tomorrow|yesterday)\b/g, '$2 before $1'],
  [/\b(?:school|work|working|wedding|exam|reading|fashion|christmas party) week\b|\bspring break\b/g, ' _ '],
  [/\bthat (?:is|was|would be|will be)\b/g, ' '],
  [
    /\b(?:any(?:thing|time| day)?|every day|all days|each day) (?:but|except|apart from|other than)\b/g,
    ' not ',
  ],
  [
    new RegExp(
      `(?<!(?:half|quarter|five|ten|twenty|\\d) )\\b(?:this )?past (?=${WEEKDAY}\\b|${SPAN}\\b|weekend\\b)`,
      'g',
    ),
    'last ',
  ],
  [/\bon or after\b|\bas of\b/g, 'from'],
  [/\bon or before\b/g, 'until'],
  [/\bto morrow\b/g, 'tomorrow'],
  [/\b(\d{1,2}) (?:st|nd|rd|th)\b/g, '$1th'],
  [/\btwenty (\d)(?:st|nd|rd|th)\b/g, '2$1th'],
  [/\bthirty (1)st\b/g, '3$1st'],
  [/\bthe one (?=(?:at|on|in|for|from|after|before)\b)/g, ' _ '],
  [/\b(?:merry|happy) (?:christmas|newyearsday|easter|thanksgiving|halloween|hanukkah|diwali|eid)\b/g, ' '],
  // How often, how long and since when are no day that was asked for.
  [
    new RegExp(
      `\\b(?:every|each) (?:(?:other|\\w+) )?${SPAN}\\b|\\b(?:once|twice|times) (?:a|an|every|per) (?:\\w+ )?${SPAN}\\b|\\bper ${SPAN}\\b`,
      'g',
    ),
    ' _ ',
  ],
  [
    new RegExp(
      `\\b\\w+[ -]${SPAN}[ -]old\\b|\\b(?:for|since) (?:the )?(?:last|past) (?:\\w+ )?${SPAN}\\b`,
      'g',
    ),
    ' _ ',
  ],
  [/\b(?:business|working|work) days?\b|\bworkdays?\b/g, ' businessday '],
  [/\b(?:a )?fortnight'?s?(?: time)? from\b/g, '2 weeks from'],
  [new RegExp(`\\b(today|tomorrow|${WEEKDAY}),? (?:a )?fortnight\\b`, 'g'), '$1 over 2 weeks'],
  [/\b(?:(?:a|one|1) )?fortnight\b/g, '2 weeks'],
  [/\b(today|tomorrow) week\b/g, '$1 over 1 week'],
  [new RegExp(`\\b(?:the )?(week|weekend|month|year|${WEEKDAY}) after next\\b`, 'g'), 'afternext $1'],
  [/\bday before yesterday\b/g, 'foreyesterday'],
  [/\b(?:second|next) (?:to|from) (?:the )?last\b|\bpenultimate\b|\blast but one\b/g, 'second last'],
  [/\ba (?=(?:few|several|couple)\b)/g, ''],
  [/\bcouple (?:of )?(?=more )/g, '2 '],
  [/\b\w+ (?:days?|weeks?|months?) (?:along|pregnant|postpartum|overdue)\b/g, ' _ '],
  [/\b(\w+) more (?=(?:days?|weeks?|months?)\b)/g, '$1 '],
  [/\bhalf a year\b|\bsix months\b/g, '6 months'],
  [/\bcalendar week\b|\bweek (?:number|no\.?)(?= \d)/g, 'weekno'],
  [/\b(week|weekend) (?:commencing|beginning|starting|that starts|that begins)(?: (?:on|from))?\b/g, '$1 of'],
  [new RegExp(`\\bwithin (?=(?:[\\w']+ ){0,3}(?:businessday|${SPAN})\\b)`, 'g'), ' withindays '],
  [/\bwithin (?=the )/g, ' withindays '],
  [/\b(?:the )?end of (?:the )?month\b/g, 'end of the month'],
  [new RegExp(`\\b(${MONTH})'s\\b`, 'g'), '$1'],
  [
    /\b(?:i|we|you|he|she|they|it|that|who) may\b|(?<!\b(?:in|of|by|until|this|next|on|for) )\bmay (?=(?:be|have|need|want|not|still|also|well)\b)/g,
    ' ',
  ],
  [/\b(weeks?|months?|days?|years?)(?:'s|s'|')? time\b/g, '$1'],
  [/(?<!(?:n't|nt|not|never|no) )\b(?:have|has|got|find|free) time\b/g, ' '],
  ...shortWeekdays(),
];

/** Rewrites of the line of lexemes. */
export const ENGLISH_DAY_CONTEXT: readonly (readonly [RegExp, string])[] = [
  [
    /(?<! a| 1) SECOND (?=(?:to |last |closest )*(?:W\d|day|week|weekend|month|half|quarter|bizday|last|closest) )/g,
    ' O2 ',
  ],
  [/ (the) SECOND (?=(?:of|or|and|until|-|at|t\d) )/g, ' $1 O2 '],
  [/ (of the) SECOND(?= )/g, ' $1 O2'],
  [/ (W\d(?: on)? the) SECOND(?= )/g, ' $1 O2'],
];

/** "My name is May", "this is April speaking": what people are called is no month. */
function namesOfPeople(): (readonly [RegExp, string])[] {
  const noName = `(?:on|at|in|for|the|a|about|my|free|available|next|this|today|tomorrow|tonight|${WEEKDAY}s?|not|closed|shut|gone|sick|poorly|busy|away|unavailable|unable|out|off|tied|booked|fully|working|travell?ing|just|only|still|always|also|really|very|sorry|afraid|sure|good|fine|ok|okay)`;
  return [
    [new RegExp(`\\b(?:mr|mrs|ms|doctor|dr|professor)\\.? (?!${noName}\\b)[a-z]+`, 'g'), ' _ '],
    [
      /\b(?:(?:speak|speaking|talk|talking|spoke|chat) (?:to|with)|(?:daughter|son|wife|sister|friend|mother|mum|mom)|with) (?:april|may|june|july|august|summer|autumn)\b(?! (?:the )?\d)/g,
      ' _ ',
    ],
    [
      /\b(?:(?:april|may|june|august|summer) and )?(?:april|may|june|august|summer) (?=(?:is|are|has|was|will be|wants|needs) (?:coming|sick|ill|here|calling|pregnant|late|\d+ years|an appointment|a haircut|to (?:come|see|book))\b)/g,
      ' _ ',
    ],
    [
      new RegExp(`\\b(?:name is|name's|called|this is|speaking with|i am|i'm) (?!${noName}\\b)[a-z]+`, 'g'),
      ' _ ',
    ],
  ];
}

/** "Sat", "sun" and "wed" are other words, too: "I sat down", "sun cream", "she wed him". */
function shortWeekdays(): (readonly [RegExp, string])[] {
  const noDay = '(?:i|we|he|she|they|you|who|have|has|had|was|were|be|been|it|the|our|my)';
  const behind =
    '(?= *(?:[-,.;:!?&/\\d]|$|(?:the|at|on|in|am|pm|a|morning|afternoon|evening|night|noon|midday|lunch|from|until|till?|to|thru|through|or|and|week|next|after|before|around|about|is|works?|would|please|for|if|if|early|late|instead|then|maybe|off|not|between|by|half|quarter|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|[a-z]+th|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|weds?|thu|thurs?|fri|sat|sun)[a-z]*\\b))';
  return [
    [new RegExp(`\\b${noDay} (?:sat|sun|wed)\\b`, 'g'), ' _ '],
    [new RegExp(`\\b(?:sat|sun|wed)\\b(?!${behind})`, 'g'), ' _ '],
    // "Tues-Thurs" has lost its dash.
    [/\b(mon|tues?|weds?|thu|thurs?|fri|sat) (?=(?:tues?|weds?|thu|thurs?|fri|sat|sun)\b)/g, '$1 until '],
  ];
}

/** "A week and a half", "two and a half weeks" in days, months in weeks. */
function halfUnits(): (readonly [RegExp, string])[] {
  const counts = ['(?:a|an|one|1)', '(?:two|2)', '(?:three|3)'];
  return counts.flatMap((count, index): (readonly [RegExp, string])[] => {
    const days = Math.floor(7 * (index + 1.5));
    return [
      [
        new RegExp(`\\b${count} weeks? and a half\\b|\\b${count}(?: and a half|\\.5| 1/2) weeks?\\b`, 'g'),
        `${days} days`,
      ],
      [
        new RegExp(`\\b${count} months? and a half\\b|\\b${count}(?: and a half|\\.5| 1/2) months?\\b`, 'g'),
        `${4 * (index + 1) + 2} weeks`,
      ],
    ];
  });
}

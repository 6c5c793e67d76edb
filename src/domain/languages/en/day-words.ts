const WEEKDAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const MONTH = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';
const SPAN = '(?:days?|weeks?|months?|years?)';

/** English words about days that are not in the main list; some stand for a phrase rewritten below. */
export const ENGLISH_DAY_WORDS: Record<string, string> = {
  '': 'st nd rd th',
  afternext: 'afternext',
  foreyesterday: 'foreyesterday',
  over: 'over',
  few: 'few several',
  bizday: 'businessday',
  closest: 'closest nearest',
  weekno: 'weekno',
  within: 'withindays',
};

/** Rewrites of folded English about days, in order; numbers such as "twenty five" are digits already. */
export const ENGLISH_DAY_PHRASES: readonly (readonly [RegExp, string])[] = [
  ...namesOfPeople(),
  [
    /(?<!\b(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|few|couple) )\b(next|coming|upcoming|following) (?=(?:days|weeks|months)\b)/g,
    '$1 few ',
  ],
  [/\bthese (?=(?:next|coming|upcoming|following)\b)/g, 'the '],
  [/\bin the newyearsday\b/g, 'in next year'],
  [new RegExp(`\\b(\\w+) weeks? (next|this|coming) (${WEEKDAY})\\b`, 'g'), '$1 week from $2 $3'],
  [
    /\bover the holidays?\b|\b(?:over|during) the (?:holiday|festive|christmas) (?:season|period|holidays)\b/g,
    'festivedays',
  ],
  [/\bnineteen ([6-9]\d)\b/g, '19$1'],
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
  [/\bthe one (?=(?:at|on|in|for|from)\b)/g, ' _ '],
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
  [/\b(\w+) more (?=(?:days?|weeks?|months?)\b)/g, '$1 '],
  [/\bhalf a year\b|\bsix months\b/g, '6 months'],
  [/\bcalendar week\b|\bweek (?:number|no\.?)(?= \d)/g, 'weekno'],
  [/\b(week|weekend) (?:commencing|beginning|starting|that starts|that begins)(?: (?:on|from))?\b/g, '$1 of'],
  [new RegExp(`\\bwithin (?=(?:[\\w']+ ){0,3}(?:businessday|${SPAN})\\b)`, 'g'), ' withindays '],
  [/\bwithin (?=the )/g, ' withindays '],
  [/\b(?:the )?end of (?:the )?month\b/g, 'end of the month'],
  [new RegExp(`\\b(${MONTH})'s\\b`, 'g'), '$1'],
  [/\b(?:i|we|you|he|she|they|it|that|who) may\b/g, ' '],
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
  const noName = `(?:on|at|in|for|the|a|about|my|free|available|next|this|today|tomorrow|tonight|${WEEKDAY}s?|not|busy|away|unavailable|out|off|tied|booked|fully|working|travell?ing|just|only|still|always|also|really|very|sorry|afraid|sure|good|fine|ok|okay)`;
  return [
    [new RegExp(`\\b(?:mr|mrs|ms|doctor|dr|professor)\\.? (?!${noName}\\b)[a-z]+`, 'g'), ' _ '],
    [
      new RegExp(`\\b(?:name is|name's|called|this is|speaking with|i am|i'm) (?!${noName}\\b)[a-z]+`, 'g'),
      ' _ ',
    ],
  ];
}

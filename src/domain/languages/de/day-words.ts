import { germanNumberPhrases } from './numbers.ts';

const WEEKDAY = '(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend)';
const MONTH =
  '(?:januar|jaenner|februar|maerz|april|mai|juni|juli|august|september|oktober|november|dezember)';
const SHORT = '(mo|di|mi|do|fr|sa)';
const FULL: Record<string, string> = {
  mo: 'montag',
  di: 'dienstag',
  mi: 'mittwoch',
  do: 'donnerstag',
  fr: 'freitag',
  sa: 'samstag',
  so: 'sonntag',
};
const SPAN = '(?:tage?n?|wochen?|monate?n?|jahre?n?)';
const SEASON = '(?:fruehling|fruehjahr|sommer|herbst|winter)';

/** German words about days that are not in the main list; some stand for a phrase rewritten below. */
export const GERMAN_DAY_WORDS: Record<string, string> = {
  // Rewritten to a weekday where they are one.
  '': 'mo di mi do fr sa',
  over: 'ueber uebers',
  few: 'paar',
  bizday:
    'werktag werktage werktagen arbeitstag arbeitstage arbeitstagen geschaeftstag geschaeftstage geschaeftstagen',
  closest: 'naechstgelegene naechstgelegenen naechstgelegener',
  weekno: 'kw kalenderwoche kalenderwochen',
  quarter: 'quartal quartals quartale',
  half: 'haelfte',
  within: 'innerhalbtage',
  said: 'genanntertag',
  unit:
    'gespraech besuch anlauf reihe klasse stelle tuer haus schritt punkt teil seite absatz ring finger zeh zahn runde spiel ' +
    'gang geschoss standort filiale schalter schicht semester lehrjahr aufguss sitzung sitzungen nachmieter anruf ' +
    'frage sache ding tisch eingang stockwerk og ug geburtstag jubilaeum hochzeitstag jahrhundert anwendung spritze impfung dosis',
};

/** Rewrites of folded German about days, in order; they run before words are looked up. */
export const GERMAN_DAY_PHRASES: readonly (readonly [RegExp, string])[] = [
  ...namesOfPeople(),
  ...germanNumberPhrases(),
  [
    /\b(?:frohe|schoene|gesegnete|froehliche)[nrs]? (?:weihnachten|ostern|pfingsten|feiertage|advent\w*|wochenende)\b/g,
    ' ',
  ],
  [/\bschoene[ns]? (?:tag|abend|woche|wochenende)(?: noch)?\b/g, ' '],
  [/\b(?:(?:am|der|des|dem|den) )?heutige[nrsm]?(?: tag(?:es)?)?\b/g, 'heute'],
  [/\b(?:(?:am|der|des|dem|den) )?morgige[nrsm]?(?: tag(?:es)?)?\b/g, 'tomorrow'],
  [/\b(?:(?:am|der|des|dem|den) )?gestrige[nrsm]?(?: tag(?:es)?)?\b/g, 'gestern'],
  [new RegExp(`\\b(?:im|des) monats? (?=${MONTH}\\b)`, 'g'), 'im '],
  [/\b(?:(?:den|der|fuer den) )?rest (?:der|dieser) woche\b/g, 'diese woche'],
  [/\b(?:(?:den|der|fuer den) )?rest (?:des|dieses) (monat|jahr)e?s\b/g, 'diesen $1'],
  [/\b(?:(?:den|der|fuer den) )?rest (?:des|dieses) tage?s\b/g, 'heute'],
  [/\b(ersten|letzten) beiden (?=\w+n\b)/g, '$1 zwei '],
  // The date of a letter is no bound.
  [/\b(rechnung|brief|mail|schreiben|rezept|befund|bescheid|angebot|nachricht) vom (?=\d)/g, '$1 am '],
  [/\bum den (?=(?:\d{1,2}\.|\w+(?:ten|sten)\b))/g, 'am '],
  [/\b(naechsten?|kommenden?|folgenden?) (?=(?:tagen?|wochen|monaten?)\b)/g, '$1 paar '],
  [/\b(im|des) neuen (jahr(?:es)?)\b/g, '$1 naechsten $2'],
  [/\b(?:naechstes jahr|im naechsten jahr) (?:gleich|direkt|schon) (?=am)/g, 'naechstes jahr '],
  [/\b(?:am )?vortag(?= (?:von|vor|des|der|vom)\b)(?: (?:von|vor|des|der|vom))?/g, 'am tag vor'],
  // "Am Tag danach", "Dienstag drauf": counted from the day that was named before.
  [/\b(?:am )?vortag\b|\btags (?:zuvor|davor)\b/g, 'am tag vor genanntertag'],
  [
    /\b(?:am |zum )?(?:folgetag|darauffolgenden tag|naechsten tag|folgenden tag)\b(?! (?:nach|vor)\b)|\btags (?:darauf|drauf)\b/g,
    'am tag nach genanntertag',
  ],
  [
    new RegExp(
      `\\b(tag|werktag|${WEEKDAY}|woche|wochenende|monat)s? (?:danach|darauf|drauf|darauffolgend|hinterher)\\b`,
      'g',
    ),
    '$1 nach genanntertag',
  ],
  [
    new RegExp(`\\b(tag|werktag|${WEEKDAY}|woche|wochenende|monat)s? (?:davor|vorher|zuvor)\\b`, 'g'),
    '$1 vor genanntertag',
  ],
  [
    new RegExp(`\\b(abend|nachmittag|vormittag|morgen|mittag) (?:davor|vorher|zuvor)\\b`, 'g'),
    'tag vor genanntertag $1',
  ],
  [
    new RegExp(`\\b(abend|nachmittag|vormittag|morgen|mittag) (?:danach|darauf|drauf)\\b`, 'g'),
    'tag nach genanntertag $1',
  ],
  [new RegExp(`\\bdarauffolgenden (${WEEKDAY}|woche|wochenende)\\b`, 'g'), '$1 nach genanntertag'],
  [
    /\b(\w+ (?:tage?n?|wochen?|monate?n?)) (?:spaeter|danach|darauf|drauf)\b(?! als\b)/g,
    '$1 nach genanntertag',
  ],
  [
    /\b(\w+ (?:tage?n?|wochen?|monate?n?)) (?:frueher|eher|vorher|davor|zuvor)\b(?! als\b)/g,
    '$1 vor genanntertag',
  ],
  [/\b(?:de[nmr]|die|das) (?:danach|darauf|drauf)\b/g, 'naechsten genanntertag'],
  [/\b(?:de[nmr]|die|das) (?:davor|vorher)\b/g, 'letzten genanntertag'],
  // "Heute in einem Monat um dieselbe Zeit".
  [
    /\b(heute (?:in|ueber) \w+ (?:tagen?|wochen?|monat(?:en)?|jahr(?:en)?)),? (?:um |zu[rm] )?(?:die |der )?(?:dieselbe|derselben|selbe|selben|gleiche|gleichen|diese) (?:uhr)?zeit\b/g,
    '$1 jetztzeit',
  ],
  [
    /\b(?:naechste woche|in einer woche),? (?:um |zu[rm] )(?:die |der )?(?:dieselbe|derselben|selbe|selben|gleiche|gleichen|diese) (?:uhr)?zeit\b/g,
    'heute ueber 1 woche jetztzeit',
  ],
  [/\bum diese (?:uhr)?zeit,? (?:in der )?naechsten? woche\b/g, 'heute ueber 1 woche jetztzeit'],
  [/\bum diese (?:uhr)?zeit,? (?:im )?naechsten monat\b/g, 'heute ueber 1 monat jetztzeit'],
  [
    /\b(?:am )?(?:gleichen|selben) tag (?:in der |im )?naechsten? (woche|monats?|jahr(?:es)?)\b/g,
    'heute ueber 1 $1',
  ],
  [/\b(?:einschliesslich|inklusive|inkl\.?|einschl\.?)(?= |$)/g, ' '],
  ...['ersten', 'zweiten', 'dritten', 'vierten'].map(
    (word, index) =>
      [
        new RegExp(
          `(?<=\\badvent(?:eins|zwei|drei|vier)\\b[^.;]{1,40}\\b(?:am|den) )${word}\\b(?! (?:${MONTH}|${WEEKDAY}))`,
          'g',
        ),
        `advent${['eins', 'zwei', 'drei', 'vier'][index]}`,
      ] as const,
  ),
  [/\bletzte nacht\b/g, 'gestern nacht'],
  [/\bueberuebermorgen\b/g, 'in 3 tagen'],
  [/\b(?:zum|beim|das|dem) \w+(?:te|ten|tes) mal\b/g, ' _ '],
  [/\b(?:im \w+ten monat|in der \w+ten woche|\w+ (?:wochen|monate)) schwanger\b/g, ' _ '],
  // "Am dritten Arzttermin".
  [/(?<=\b\w{3,}t(?:e|en|er) )[a-z]{3,}(termin|sitzung|behandlung|gespraech|besuch|etage|stock)s?\b/g, '$1'],
  [/\bq([1-4])(?: ?\/ ?(?=20))?\b/g, '$1. quartal '],
  [/\b(?:erstes|erste) quartal\b/g, '1. quartal'],
  [/\bhalbjahre?s?\b|\bjahreshaelfte\b/g, 'haelfte des jahres'],
  [/\bin (?:'?nem|einem|'?m) (?=(?:halben|dreiviertel|viertel|1\/2|jahr|monat|tag)\b)/g, 'in einem '],
  [/\bin (?:'?ner) (?=(?:woche|stunde)\b)/g, 'in einer '],
  [/\b(?:in )?mindestens (?=(?:in )?\w+ (?:tagen?|wochen?|monat(?:en)?)\b)(?:in )?/g, 'fruehestens in '],
  [/\bvor ende (?=(?:des |der |dieses |dieser |naechste[nrs] )?\w)/g, 'bis ende '],
  [
    /\b(?:an den |an die |am )?brueckentag (?:nach|an|zu|von) (?:christi )?himmelfahrt\b|\bhimmelfahrts?brueckentag\b/g,
    'am himmelfahrtsfreitag',
  ],
  [/\bbrueckentag (?:nach|an|zu|von) fronleichnam\b/g, 'fronleichnamsfreitag'],
  [/\bbis zum (?=\d{1,2}\.|\w+(?:ten|sten)\b)/g, 'bis den '],
  [/\bzum (?=\d{1,2}\.(?! ?(?:mal|termin)))/g, 'am '],
  [/\boder so\b/g, ' '],
  [/\bmonatserste[rn]\b/g, 'ersten des monats'],
  [/\b(?:am|zum) letzten(?: des monats)?(?=\s*(?:$|[,.;]|um\b))/g, 'letzter tag des monats'],
  [/\bueber morgen\b/g, 'uebermorgen'],
  [/\b(\d{1,2}) ?s?te[nrm]?\b/g, '$1.'],
  [/\bstrasse des 17\.? ?juni\b/g, ' _ '],
  // How often, how long and since when are no day that was asked for.
  [
    new RegExp(
      `\\b(?:seit|alle) (?:\\w+ )?${SPAN}\\b|\\bjeden? (?:zweiten? |dritten? |vierten? )?(?:woche|monat|tag|jahr)\\b`,
      'g',
    ),
    ' _ ',
  ],
  [
    new RegExp(
      `\\b(?:\\w+ ?mal )?(?:pro|im|die|in der) (?<=mal (?:pro|im|die|in der) )(?:woche|monat|jahr)\\b|\\bpro (?:woche|monat|tag|jahr)\\b`,
      'g',
    ),
    ' _ ',
  ],
  [new RegExp(`\\b\\w+ ${SPAN} (?:lang|alt|jung)\\b|\\bunter der woche\\b`, 'g'), ' _ '],
  [
    /\b(?:ein(?:en|em|er|e)? )?(?:paar|einige[rn]?|mehrere[rn]?) (?=(?:werk|arbeits)?tage?n?\b|wochen\b|monaten?\b|jahren?\b)/g,
    'paar ',
  ],
  [/\bin (?:anderthalb|eineinhalb|1[.,]5|1 1\/2) wochen\b/g, ' in 10 tagen '],
  [/\bin (?:zweieinhalb|2[.,]5|2 1\/2) wochen\b/g, ' in 17 tagen '],
  [/\bin (?:dreieinhalb|3[.,]5|3 1\/2) wochen\b/g, ' in 24 tagen '],
  [/\bin (?:anderthalb|eineinhalb) monaten\b/g, ' in 6 wochen '],
  [/\bin zweieinhalb monaten\b/g, ' in 10 wochen '],
  [/\bin einer (?:guten|knappen) woche\b/g, ' in einer woche '],
  [/\bin einem (?:guten|knappen) monat\b/g, ' in einem monat '],
  [/\bvorletzte woche\b(?! (?:im|des|in|vor|der|von)\b)/g, ' vor 2 wochen '],
  [/\bin (?:anderthalb|eineinhalb) jahren\b/g, ' in 18 monaten '],
  [/\bin (?:einem )?(?:halben|1\/2) jahr\b/g, ' in 6 monaten '],
  [/\bin (?:einem )?vierteljahr\b/g, ' in 3 monaten '],
  [/\bin (?:einem )?dreivierteljahr\b/g, ' in 9 monaten '],
  // "In acht Tagen" is a week in every region, but not for everybody.
  [
    new RegExp(`\\b(heute|morgen|uebermorgen|${WEEKDAY}) (?:in|ueber) (?:acht|8) tagen?\\b`, 'g'),
    '$1 ueber 1 woche',
  ],
  [
    new RegExp(`\\b(heute|morgen|uebermorgen|${WEEKDAY}) (?:in|ueber) (?:vierzehn|14) tagen?\\b`, 'g'),
    '$1 ueber 2 wochen',
  ],
  [new RegExp(`\\bin acht tagen\\b(?=.*\\b${WEEKDAY})`, 'g'), ' in 1 woche '],
  [/\bin acht tagen\b/g, ' in 8 tagen oder in 7 tagen '],
  [
    new RegExp(
      `\\b(?:innerhalb|binnen)(?: von| der| des)? (?=(?:\\w+ ){0,3}(?:werk|arbeits)?${SPAN}\\b)`,
      'g',
    ),
    ' innerhalbtage ',
  ],
  [/\b(wochen?|tage?|monate?|jahre?) spaeter als (heute|morgen|uebermorgen)\b/g, '$1 nach $2'],
  [/\b(wochen?|tage?|monate?) (?:spaeter|ab (?:heute|jetzt)|von (?:heute|jetzt) an)\b/g, '$1 fromnow'],
  [/\bvorletzte[rnsm]?\b/g, ' zweiter letzter '],
  [/\bdrittletzte[rnsm]?\b/g, ' dritter letzter '],
  [/\bviertletzte[rnsm]?\b/g, ' vierter letzter '],
  [/\bfuenftletzte[rnsm]?\b/g, ' fuenfter letzter '],
  [/\b(?:am |zum |das |dem )?(?:monatsende|monatsletzte[rn]?|ultimo)\b/g, ' letzter tag des monats '],
  [/\bende des laufenden (monats|jahres)\b/g, 'ende dieses $1'],
  [/\bmonats(?:anfang|beginn)\b/g, ' anfang des monats '],
  [/\bmonatsmitte\b/g, ' mitte des monats '],
  [/\bwochen(?:anfang|beginn|start)\b/g, ' anfang der woche '],
  [/\bwochenmitte\b/g, ' mitte der woche '],
  [/\bjahres(?:anfang|beginn)\b/g, ' anfang des jahres '],
  [/\bjahresende\b/g, ' ende des jahres '],
  [/\bjahresmitte\b/g, ' mitte des jahres '],
  [/\bquartalsende\b/g, ' ende des quartals '],
  [/\bquartals(?:anfang|beginn)\b/g, ' anfang des quartals '],
  [new RegExp(`\\b(${MONTH})(haelfte|woche|wochenende|anfang|mitte|ende|tag)\\b`, 'g'), '$2 im $1'],
  [/\b(anfang|mitte|ende|haelfte) im (?=\w)/g, '$1 '],
  [/\b(weihnachts|oster|pfingst)woche\b/g, 'woche von $1'],
  [/\bwoche von weihnachts\b/g, 'woche von weihnachten'],
  [/\bwoche von oster\b/g, 'woche nach ostern'],
  [/\bwoche von pfingst\b/g, 'woche nach pfingsten'],
  [/\bdie woche (?:drauf|darauf|danach)\b/g, ' uebernaechste woche '],
  // Two letters are a weekday only where they stand like one: they are words of other languages too.
  ...shortWeekdays(),
];

/** Rewrites of the line of lexemes. */
export const GERMAN_DAY_CONTEXT: readonly (readonly [RegExp, string])[] = [[/ a few(?= )/g, ' few']];

/** "Frau Sommer", "mein Name ist Freitag": what people are called is no day. */
function namesOfPeople(): (readonly [RegExp, string])[] {
  const dayLike = `(?:${WEEKDAY}|${MONTH}|${SEASON})`;
  const noName =
    '(?:am|um|heute|morgen|uebermorgen|naechste[nrs]?|diese[nrs]?|kommende[nrs]?|geht|kommt|ist|und|oder)';
  // "Meine Frau" has no name behind it.
  const nobody =
    '(?<!\\b(?:meine|deine|seine|ihre|unsere|eine|die|meiner|ihrer|seiner|der|dem|den|beim|zum) )';
  return [
    [
      new RegExp(`\\b(?:herrn?|frau|fraeulein|familie) (?:doktor|dr\\.?|professor|prof\\.?) [a-z]+`, 'g'),
      ' _ ',
    ],
    [new RegExp(`${nobody}\\b(?:herrn?|frau|fraeulein|familie) (?!${noName}\\b)[a-z]+`, 'g'), ' _ '],
    [
      new RegExp(`${nobody}\\b(?:doktor|dr\\.|professor|prof\\.) (?!${noName}\\b|${WEEKDAY}\\b)[a-z]+`, 'g'),
      ' _ ',
    ],
    [
      new RegExp(
        `\\b(?:name (?:ist|lautet|waere)|ich heisse?|hier spricht) (?!(?:am|um|heute|morgen)\\b)[a-z]+(?: ${dayLike}\\b)?`,
        'g',
      ),
      ' _ ',
    ],
    [new RegExp(`\\bbei (?:${SEASON}|${MONTH})\\b(?! \\d)`, 'g'), ' _ '],
  ];
}

function shortWeekdays(): (readonly [RegExp, string])[] {
  const lead =
    '(?:am|ab|bis|den|dem|der|naechste[nrm]?|kommende[nrm]?|diese[nrm]?|jeden|oder|und|woche|spaetestens)';
  const next = `(?:\\d|den \\d|um |ab |bis |gegen |von |zwischen |nachm|vorm|mittag|frueh|abend|naechste|\\d|[DETC]\\d|O\\d)`;
  return Object.entries(FULL).flatMap(([short, full]): (readonly [RegExp, string])[] => [
    [new RegExp(`^\\s*${short}\\s*$`, 'g'), full],
    [new RegExp(`\\b${short}\\.(?=[\\s,]|$)`, 'g'), `${full} `],
    ...(short === 'so'
      ? [[/\bso,?\s+(?=(?:den )?(?:\d{1,2}\.|[DE]\d))/g, 'sonntag '] as const]
      : [
          [new RegExp(`\\b(${lead}) ${short}\\b`, 'g'), `$1 ${full}`] as const,
          [new RegExp(`\\b${short},? (?=${next})`, 'g'), `${full} `] as const,
          [new RegExp(`(?<=\\b${WEEKDAY}(?: ?- ?| oder | und |, | )?)${short}\\b`, 'g'), full] as const,
          // "Mo-Fr" has lost its dash.
          [new RegExp(`\\b${short} (?=${SHORT}\\b)`, 'g'), `${full} bis `] as const,
          [
            new RegExp(`\\b${short}(?= ?- ?${SHORT}\\b|, ?${SHORT}\\b| (?:oder|und|bis) ${SHORT}\\b)`, 'g'),
            full,
          ] as const,
        ]),
  ]);
}

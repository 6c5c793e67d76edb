import { germanCardinal } from './numbers.ts';

const HOURS = [
  ...Array.from({ length: 25 }, (_, n) => germanCardinal(n)),
  'ein',
  'zwo',
  'funf',
  'zwolf',
  'funfzehn',
];
const MINUTES = Array.from({ length: 60 }, (_, n) => germanCardinal(n));
const HOUR = `(?:${HOURS.join('|')})`;
const NUMBER = `(?:\\d{1,2}|${HOUR})`;
const CLOCKISH = `(?=\\d|halb|(?:drei)?viertel|${HOUR}\\b|mittag\\b|mitternacht\\b)`;
const PART = '(?:morgens?|vormittags?|mittags?|nachmittags?|abends?|nachts?)';

/** German words about the time of day that are not in the main list; some stand for a phrase rewritten below. */
export const GERMAN_CLOCK_WORDS: Record<string, string> = {
  fromnow: 'fromnow',
  within: 'innerhalbstunden',
  asap: 'schnellstens umgehend asap',
  early: 'fruehen fruehe frueher fruehes fruehem zeitig zeitigen',
  late: 'spaet spaeten spaete spaeter spaetes spaetem',
  middle: 'mitten',
  midday: 'mittag mittags mittagszeit mittagspause mittagessen mittagsstunde mittagsstunden',
  opening: 'oeffnungsstunden oeffnung',
  closing: 'ladenschluss geschaeftsschluss dienstschluss feierabend',
  dayend: 'tagesende eod',
  into: 'auf',
  nowtime: 'jetztzeit',
  morning: 'morgenstunden',
  forenoon: 'vormittagsstunden',
  afternoon: 'nachmittagsstunden',
  evening: 'abendstunden',
  rather: 'moment',
  '': 'knapp knappen',
};

/** Rewrites of folded German about the time of day, in order; they run before words are looked up. */
export const GERMAN_CLOCK_PHRASES: readonly (readonly [RegExp, string])[] = [
  ...noTimes(),
  [
    new RegExp(
      `\\bauf (?=${NUMBER}(?: uhr(?: ${NUMBER})?)? (?:ver)?(?:schieben|legen|rutschen|setzen)\\b)`,
      'g',
    ),
    ' sodann lieber um ',
  ],
  [
    new RegExp(
      `\\b(?:wie (?:waers|waere es|waer es) mit|(?:sagen|machen|nehmen) wir|ich nehme?) (?=${NUMBER} *(?:$|[,.;!?]|am\\b|heute\\b|morgen\\b|uebermorgen\\b|\\w+tag\\b|mittwoch\\b))`,
      'g',
    ),
    ' sodann um ',
  ],
  [
    /\b(kann|koennte|bin|schaffe?)((?: (?:ich|wir|es|da|am \w+tag|am mittwoch|heute|morgen))*) erst (?:um|gegen)\b/g,
    '$1$2 fruehestens um ',
  ],
  [/\b(termin|buchung|reservierung)s? (?:vom|von) (?![^,.;]*\b(?:bis|auf)\b)/g, '$1 am '],
  // Swiss: "viertel ab zwei".
  [
    new RegExp(
      `\\b(viertel|zehn|fuenf|zwanzig|fuenfundzwanzig|[5-9]|1\\d|2[05]) ab (?=(?:halb )?(?:${HOURS.slice(1, 13).join('|')}|ein|zwoelf|[1-9]|1[0-2])\\b(?![.:]))`,
      'g',
    ),
    '$1 nach ',
  ],
  [new RegExp(`\\b(?:guten?|schoenen?) ${PART}\\b(?: noch)?|\\b(?:guten?|schoenen?) tag\\b`, 'g'), ' '],
  [new RegExp(`\\b(\\d{1,2}|${HOUR})uhr(\\d{1,2}|${MINUTES.join('|')})?\\b`, 'g'), '$1 uhr $2'],
  [/\b(spaet|frueh)(abends?|nachmittags?|vormittags?|morgens?)\b/g, '$1 $2'],
  [/\b([01]?\d|2[0-3])([0-5]\d) uhr\b/g, '$1:$2 uhr'],
  [/(?<!in )\b(\d{1,2}) h\b/g, '$1 uhr'],
  [new RegExp(`\\b(halb|viertel|dreiviertel)(vor|nach)?(${HOUR})\\b`, 'g'), '$1 $2 $3'],
  [
    /\b(um|halb|gegen|ab|bis|vor|nach|viertel) (zwei|drei|vier|fuenf|sechs|sieben|acht|neun|zehn|elf|zwoelf)e\b/g,
    '$1 $2',
  ],
  [/\bnach (?:dem |der )?(?:feierabend|arbeit|dienst|dienstschluss|buero)\b/g, ' nach 17:00 '],
  [/\bvor (?:dem |der )?(?:arbeit|dienst|buero)\b/g, ' vor 9:00 '],
  [/\bnach (?:dem |der )?(?:mittagessen|mittagspause|essen)\b/g, ' nach 13:00 '],
  [/\bvor (?:dem |der )?(?:mittagessen|mittagspause)\b/g, ' vor 12:00 '],
  [/\bnach (?:der |dem )?(?:schule|schulschluss|unterricht|uni)\b/g, ' nach 15:00 '],
  [/\bvor (?:der |dem )?(?:schule|unterricht|uni)\b/g, ' vor 08:00 '],
  [/\bnach (?:dem )?fruehstueck\b/g, ' nach 09:00 '],
  [/\bvor (?:dem )?(?:abendessen|abendbrot)\b/g, ' vor 18:00 '],
  [/\bnach (?:dem )?(?:abendessen|abendbrot)\b/g, ' nach 19:00 '],
  [/\b(nach|vor) mittags\b/g, '$1mittags'],
  [/\b(am|heute|morgen|uebermorgen|\w+tag|mittwoch) (nach|vor) mittag\b/g, '$1 $2mittag'],
  [/\b(?:ganz )?(?:kurz|direkt|gleich) vor (?=(?:laden|geschaefts|dienst)?schluss\b|feierabend\b)/g, ' '],
  [
    new RegExp(
      `\\b(?:(?:ganz )?kurz|knapp|etwas|ein bisschen|ein paar minuten) (?:vor|nach) ${CLOCKISH}`,
      'g',
    ),
    ' gegen ',
  ],
  [new RegExp(`\\b(?:um )?(?:punkt|schlag|genau um|puenktlich um|puenktlich) ${CLOCKISH}`, 'g'), ' um '],
  [new RegExp(`\\bentweder (?=${NUMBER} oder\\b)`, 'g'), ' um '],
  [new RegExp(`\\b(heute|morgen|uebermorgen) (${NUMBER})\\s*$`, 'g'), '$1 um $2'],
  [/\bnicht (?:ganz )?(?:so|zu|allzu) (?:frueh|spaet)\b/g, ' '],
  [/\b(?:oder|und) (?:spaeter|danach)\b/g, ' fruehestens '],
  [/(?<=^ ?|\bum )3\/4 (?=(?:[1-9]|1[0-2])\b)/g, 'dreiviertel '],
  [/\bspaet dran\b/g, ' _ '],
  [/\b(?:und |aber )?(?:nicht|bloss nicht) (?:viel )?(?:spaeter|frueher|eher)\b(?= *(?:$|[,.;!?]))/g, ' '],
  [/\boder (?:frueher|vorher|davor|eher)\b/g, ' spaetestens '],
  [/\bsobald (?=wie|als|es)/g, 'so bald '],
  [/\b(?:ab|von) jetzt(?: an)?\b(?<!(?:stunden?|minuten?|min|std) +(?:ab|von) jetzt(?: an)?)/g, ' asap '],
  [/\b(\d{1,2}),([0-5]\d) uhr\b/g, '$1:$2 uhr'],
  [/\b(?:nichts|nix|keine?n? termine?) (?=vor|nach)/g, ' nicht '],
  [
    /\bso (?:bald|schnell|rasch|frueh|zeitig|zuegig) (?:wie|als) (?:nur |irgend |es )?(?:moeglich|geht|ging)\b/g,
    ' asap ',
  ],
  [
    /\bso (?:bald|schnell|frueh) (?:es|wies) geht\b|\bmoeglichst (?:bald|schnell|rasch|zeitnah|frueh|zeitig)\b/g,
    ' asap ',
  ],
  [/\b(?:schnellst|baldig?st|fruehest|naechst)moeglich\w*|\bbaldmoeglichst\w*|\bbaldigst\b/g, ' asap '],
  [/\b(?:jetzt (?:gleich|sofort|direkt)|(?:gleich|sofort|direkt) jetzt|sofort|auf der stelle)\b/g, ' asap '],
  [/\bheute (?:noch )?(?:etwas )?spaeter\b|\bspaeter (?:am tag )?(?:noch )?heute\b/g, ' heute asap '],
  [
    /\b(?:gleich|direkt) (?:in der frueh|in der fruehe|frueh|morgens|am morgen)\b|\bals (?:aller)?erstes\b/g,
    ' oeffnungsstunden ',
  ],
  [
    /\b(?:zur|bei) (?:laden)?oeffnung\b|\bwenn (?:sie|ihr) (?:aufmach\w+|oeffne\w+|aufsperr\w+)\b/g,
    ' oeffnungsstunden ',
  ],
  [/\b(?:zu beginn|anfang|am anfang) des tages\b|\bzum tagesbeginn\b/g, ' oeffnungsstunden '],
  [/\bende des heutigen tages\b/g, ' heute tagesende '],
  [/\bende (?:des|vom|von dem) tag(?:e?s)?\b/g, ' tagesende '],
  [/\bals (?:aller)?letztes\b/g, ' ladenschluss '],
  ...germanStretches(),
  ...['null', ...MINUTES.slice(1, 10)].map(
    (word, n) => [new RegExp(`\\buhr null ${word}\\b`, 'g'), `uhr 0${n}`] as const,
  ),
  [new RegExp(`\\b(${NUMBER}), (?=${NUMBER} oder\\b)`, 'g'), '$1 oder '],
  [/\bnacht (?:zum|zu dem|auf den) (?=\w)/g, ' nacht auf '],
  [
    /\b(?:auf keinen fall|keinesfalls|unter keinen umstaenden|niemals)\b(?! (?:vor|nach|spaeter|frueher)\b)/g,
    ' nicht ',
  ],
  [
    /\bum (?:die|diese|dieselbe) (?:gleiche |selbe )?zeit (?=wie jetzt)|\bum diese (?:uhr)?zeit\b/g,
    ' jetztzeit ',
  ],
  [
    new RegExp(
      `\\b(?:zimmer|raum|nummer|nr|hausnummer|version|windows|iphone|gleis|tisch|seite|stufe|kabine|gate|klasse)\\.? (?:\\d[\\d.,]*|${HOUR}\\b)`,
      'g',
    ),
    ' _ ',
  ],
  [/\b[a-z]*(?:strasse|str|gasse|allee|weg)\.? \d{1,4}[a-z]?\b/g, ' _ '],
];

/** Numbers that are no time: how many, from which to which, how much; and goodbyes. */
function noTimes(): (readonly [RegExp, string])[] {
  const day = '(?:heute|morgen|uebermorgen|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|sonnabends?)';
  const atDay = `(?= (?:am |an diesem |diesen |naechsten |kommenden |den )*(?:${day}|\\d+\\.)| *(?:$|[,;!?]|(?<!\\d)\\.))`;
  return [
    [
      new RegExp(`\\b(?:fuer|wir sind|wir waeren|sind wir|waeren wir)(?: nur)? ${NUMBER}${atDay}`, 'g'),
      ' _ ',
    ],
    [
      new RegExp(
        `\\bskala von ${NUMBER} bis ${NUMBER}\\b|\\bvon (?:eins|1|null|0) bis (?:zehn|10)\\b(?! uhr)`,
        'g',
      ),
      ' _ ',
    ],
    [
      new RegExp(
        `\\b(?:tochter|sohn|kind|kleine[rn]?|junge|maedchen|enkel(?:in|sohn|tochter)?|er|sie) (?:ist|wird)(?: erst| gerade| jetzt| bald)? ${NUMBER}\\b(?! (?:uhr|dreissig|fuenfzehn))`,
        'g',
      ),
      ' _ ',
    ],
    [new RegExp(`(?<!\\b(?:um|gegen|ab|bis) )\\b${NUMBER} ?mal\\b`, 'g'), ' _ '],
    [/\bendet auf [\w ]{1,40}/g, ' _ '],
    [
      /\b(?:auf wieder(?:hoeren|sehen|schauen)|wiederhoeren|wiedersehen|tschuess(?:i|le)?|tschau|ciao|ade)\b,?(?: (?:dann )?bis [^.!?;]*)?/g,
      ' ',
    ],
  ];
}

/** "Anderthalb Stunden" as minutes; how long something takes is nothing that was asked for. */
function germanStretches(): (readonly [RegExp, string])[] {
  const article = '(?:(?:k?eine|einer|ner|ne|der|die) )?';
  const minutes: readonly (readonly [string, number])[] = [
    ['(?:anderthalb|eineinhalb|einundeinhalb|1[.,]5|1 1/2) (?:stunden?|std|h)\\b', 90],
    ['(?:zweieinhalb|zweiundeinhalb|2[.,]5|2 1/2) (?:stunden?|std|h)\\b', 150],
    ['(?:dreieinhalb|dreiundeinhalb|3[.,]5|3 1/2) (?:stunden?|std|h)\\b', 210],
    [`${article}(?:(?:drei|3) ?viertel|3/4) ?(?:stunden?|std|h)\\b`, 45],
    [`${article}(?:viertel|1/4) ?(?:stunde|std|h)\\b`, 15],
    [`${article}(?:halben?|1/2) (?:stunde|std)\\b`, 30],
  ];
  return [
    ...minutes.map(([said, count]) => [new RegExp(`\\b${said}`, 'g'), ` ${count} minuten `] as const),
    [/\beiner (?:guten|knappen) stunde\b/g, ' einer stunde '],
    [/\b(?:ein |n )?paar (?=stunden|minuten)/g, ' 3 '],
    [/\bin (\w+ tag(?:en)? (?:und )?\w+ stunden?)\b/g, ' $1 fromnow '],
    [/\bin (\d{1,2}) ?h\b/g, ' in $1 stunden '],
    [/\b(stunden?|minuten?|min|std) +(?:spaeter|ab jetzt|von jetzt an)\b/g, '$1 fromnow'],
    [
      /\b(?:innerhalb|binnen)(?: von)? (?=(?:\w+ ){0,3}(?:stunden?|minuten?|std|min)\b)/g,
      ' innerhalbstunden ',
    ],
    [/\b\w+ +(?:stunden?|minuten?|std|min) lang\b|\b\w+ ?(?:stuendig|minuetig)\w*/g, ' _ '],
    [
      /\b(?:dauert|dauern|brauche?|benoetige?)(?: (?:etwa|ca|circa|ungefaehr|rund|so|nur))* \w+ +(?:stunden?|minuten?|std|min)\b/g,
      ' _ ',
    ],
  ];
}

const LATER_PART = '(?:forenoon|midday|afternoon|evening|night)';

/** Rewrites of the line of lexemes: parts of the day that say more together. */
export const GERMAN_CLOCK_CONTEXT: readonly (readonly [RegExp, string])[] = [
  [/ morning(?: (?:on|in|at|the))* morning(?= )/g, ' early morning'],
  [new RegExp(` morning(?: (?:on|in|at|the))* (${LATER_PART})(?= )`, 'g'), ' early $1'],
  [new RegExp(` this (morning|${LATER_PART})(?= )`, 'g'), ' today $1'],
  [/ opening((?: [^;]*)?) morning(?= )/g, ' opening$1'],
  [/ morning opening(?= )/g, ' opening'],
];

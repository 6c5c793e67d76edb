const WEEKDAY = '(?:(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|sonnabends?)';
// What may stand inside "geht bei mir leider gar nicht" without changing it.
const ASIDES =
  '(?:(?:ich|wir|es|das|da|dann|doch|ja|mir|uns|bei (?:mir|uns)|leider|gar|ueberhaupt|eher|auch|so|schon|wirklich|eigentlich|halt|wohl|aber) )*';
// Behind "nicht", these make it a bound: "kann ich nicht vor zehn".
const BOUNDS = '(?:vor|nach|frueher|spaeter|bis|nur|mehr als)\\b';
const UNFIT =
  'schlecht|schwierig|unguenstig|ungeschickt|unpassend|ungelegen|bloed|doof|mies|unmoeglich|ausgeschlossen|problematisch|tabu';
const AWAY =
  'verhindert|abwesend|verplant|verreist|unterwegs|beschaeftigt|ausgebucht|ausgelastet|im urlaub|in urlaub|auf dienstreise|auf reisen|nicht da|nicht frei|nicht verfuegbar|nicht zu hause|nicht daheim|nicht zurueck|nicht fertig';

/** Rewrites of folded German questions that ask for what they seem to refuse ("kann ich nicht am Montag kommen?"). */
export const GERMAN_ASKS: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      `(?<=^ ?|[.?!] )(und |aber |dann |oder )?(kann|koennte|koennen|koennten|geht|ginge|passt) (ich|wir|es|das|man) nicht (?=\\w)(?!${BOUNDS})`,
      'g',
    ),
    '$1$2 $3 ',
  ],
  [/\b(?:warum|wieso|weshalb) nicht\b/g, ' '],
];

/**
 * Rewrites of folded German for what callers refuse: `abgelehnt` stands for a finished "that does not suit me",
 * `dienstzeit` for hours that are taken. They run after those about days and times ("nicht zu früh").
 */
export const GERMAN_REFUSALS: readonly (readonly [RegExp, string])[] = [
  // "Kein Dienstag", "keine elf Uhr"; "haben Sie keinen Dienstag frei?" asks for it.
  [
    new RegExp(
      `(?<!\\b(?:haben (?:sie|wir)|habt ihr|hast du|gibt es|gibts|ist)(?: \\w+){0,2} )\\bkeine?[nmrs]? (?=(?:${WEEKDAY}|wochenenden?|(?:vor|nach)mittage?|abende?)\\b|[a-z\\d:.]+ ?uhr\\b)`,
      'g',
    ),
    ' nicht ',
  ],
  [/\b(?:alles|jederzeit|immer|egal wann|jede[nr] tag|alle tage) (?:bis auf|ausgenommen|ohne)\b/g, ' nicht '],
  [
    /\b(?:(?:oder )?(?:sonst|ansonsten)|andernfalls|notfalls|zur not|ersatzweise|hilfsweise)\b(?: (?:lieber|doch|gerne?|auch|eben|halt|dann))*(?! (?:noch|nichts|nix)\b)/g,
    ' oder ',
  ],
  ...GERMAN_ASKS,
  [new RegExp(`\\b(?:nicht|gar nicht) (?:${UNFIT}|verkehrt|uebel|dumm)\\b`, 'g'), ' gut '],
  [
    /\b(?:wenn|falls) (?:das |es |der |da )?nicht(?: geht| klappt| passt| moeglich ist)?,? (?:dann )?/g,
    ' oder ',
  ],
  [
    /\b(?:(?:ist|waere) (?:das|es)|ists)(?: dir| ihnen| euch| schon| nicht)* zu (?:frueh|spaet|kurzfristig|bald|knapp)(?= *(?:$|\?))/g,
    ' ',
  ],
  [/\bweder (.{1,40}?) noch\b/g, ' nicht $1 nicht '],
  [/\bbesser als (?=(?:am|um) |\w+tag\b|mittwoch\b)/g, ' nicht '],
  [/\blieber ([^,.;]{1,40}?) als (?=\w)/g, ' lieber $1 nicht '],
  [
    /(?<!\b(?:findet|fand|finden) .{0,30})\b(?:an)?statt (?!dessen\b)|\banstelle (?:von|des|der)\b/g,
    ' anstelle ',
  ],
  [
    new RegExp(
      `\\b(?:kann|koennte|koennen|koennten|geht|gehts|ginge|passt|passen|klappt|klappen|schaffe|schaffen|haut|wird) ${ASIDES}(?:nicht|nichts|nix)\\b(?! ${BOUNDS})`,
      'g',
    ),
    ' abgelehnt ',
  ],
  [
    new RegExp(
      `\\b(?:ist|waere|sind|sieht es|sieht) ${ASIDES}(?:nicht|kein(?:e[nr]?)?) (?:so |ganz |besonders )?(?:gut|guenstig|moeglich|machbar|drin|ideal|optimal|guter tag|gute zeit|option)\\b`,
      'g',
    ),
    ' abgelehnt ',
  ],
  [
    /\bkeine (?:zeit|moeglichkeit|chance)\b|\b(?:schon |bereits )(?:was|etwas)(?: anderes)? vor\b|\b(?:schon|bereits) (?:einen )?anderen termin\b/g,
    ' abgelehnt ',
  ],
  [
    new RegExp(`(?<!\\bmir (?:ist|war|geht es|gehts)(?: \\w+)? )\\b(?:${UNFIT}|${AWAY})(?: aus)?\\b`, 'g'),
    ' abgelehnt ',
  ],
  [
    /(?<!\b(?:komme?n?|bin|sind|war) (?:\w+ ){0,3})\bzu (?:frueh|spaet|kurzfristig|bald|knapp|eng|weit weg|nah dran)\b/g,
    ' abgelehnt ',
  ],
  [/\b(?:ist|bin|sind|waere)(?: \w+){0,4} (?:voll|dicht)\b/g, ' abgelehnt '],
  [
    /\b(?:ist|haben (?:sie|wir|die)|habt ihr|hat)(?: (?:ja|doch|ein|n|bei (?:uns|ihnen)|da|bestimmt|sicher|immer))* (?:feiertag|ruhetag|betriebsferien)\b/g,
    ' abgelehnt ',
  ],
  [
    /\b(?:ist|sind|habe?n?|hat|habt)(?: (?:sie|ihr|wir|die|ja|doch|da|bestimmt|sicher|leider|immer|der laden))* (?:geschlossen|zu(?= *(?:$|[,.;!?]|dann\b|also\b|oder\b)))/g,
    ' abgelehnt ',
  ],
  [
    /(?<!\b(?:weit|nur|so|schnell|gleich) )\bweg(?= *(?:$|[,.;!?]|dann\b|also\b|und\b|aber\b|danach\b))/g,
    ' abgelehnt ',
  ],
  [
    new RegExp(
      `(?<=\\b(?:${WEEKDAY}|heute|morgen|uebermorgen|woche(?:nende)?)\\b[^,.;]{0,30})\\bkrank(?:geschrieben)?\\b`,
      'g',
    ),
    ' abgelehnt ',
  ],
  [
    /\b(?:vergessen sie|vergiss|vergesst|streichen sie|streich)(?: mal| bitte| doch)* (?=(?:den |das |die |am |um )?(?:\w+tag|mittwoch|morgen|\d|[a-z]+ uhr)\b)/g,
    ' nicht ',
  ],
  // "Nach elf geht am Montag nicht": what does not go stands in between.
  [
    new RegExp(
      `\\b(?:kann|koennte|koennen|geht|gehts|ginge|passt|klappt|schaff(?:e|en|s|)|schaffs)\\b(?= [^,.;]{1,40}\\b(?:nicht|nix)\\b *(?:$|[,.;!?]))`,
      'g',
    ),
    ' ',
  ],
  [/\b(?:lieber|besser|eher|auch|leider|bitte|mal) nicht\b(?= *(?:$|[,.;!?]))/g, ' abgelehnt '],
  [/\bnicht ?(?:[,.;]|$)/g, ' abgelehnt . '],
  // "Ich arbeite bis fünf" says when they cannot come; what comes behind the comma is the wish, "danach" too.
  [/(?<=\bbis \w+(?: uhr)?(?: \w+)?),? (?:also |dann |erst )?(?:danach|anschliessend)\b/g, ' fruehestens '],
  [/\bum (\w+)(?: uhr)? (?:erst )?feierabend\b/g, ' dienstzeit bis $1 uhr '],
  [/\b(abgelehnt|arbeite|dienstzeit|schule|dienst)\b([^,.;]{0,60}),/g, '$1$2 . '],
  // "Dienstag geht, aber Montag geht nicht" refuses one of them.
  [/\b(?:aber|(?<=\b(?:geht|ginge|passt|gut|gern|gerne) )und)(?= [^,.;]{0,60}\babgelehnt\b)/g, ' . '],
  [new RegExp(`(?<=\\b${WEEKDAY}) ?, ?(?=${WEEKDAY} (?:und|oder) ${WEEKDAY})`, 'g'), ' und '],
];

/** The words that the rewrites leave behind, and those that take back what was just said. */
export const GERMAN_REFUSAL_WORDS: Record<string, string> = {
  instead: 'anstelle',
  refused: 'abgelehnt',
  busy: 'dienstzeit arbeite arbeiten schule unterricht dienst schicht uni vorlesung',
  not: 'nie niemals',
  rather: 'entschuldigung tschuldigung entschuldigen verzeihung korrektur stopp',
};

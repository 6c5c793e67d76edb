import type { ContactWords } from '../../contact/contact-words.ts';
import { germanCardinal } from './numbers.ts';

const BELOW_HUNDRED: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 99 }, (_unused, index): [string, number] => [
    germanCardinal(index + 1),
    index + 1,
  ]).concat([
    ['ein', 1],
    ['funf', 5],
    ['zwolf', 12],
    ['funfzehn', 15],
  ]),
);

/** "hundertdreiundzwanzig", "neunzehnhundertachtzig", "zweitausendfünf", folded. */
function wholeNumber(word: string): number | undefined {
  const plain = BELOW_HUNDRED.get(word);
  if (plain !== undefined) return plain >= 10 ? plain : undefined;
  const [, many = '', unit = '', rest = ''] = /^([a-z]*?)(hundert|tausend)(?:und)?([a-z]*)$/.exec(word) ?? [];
  const times = many === '' ? 1 : BELOW_HUNDRED.get(many);
  const added = rest === '' ? 0 : BELOW_HUNDRED.get(rest);
  if (unit === '' || times === undefined || times > 19 || added === undefined) return undefined;
  return times * (unit === 'hundert' ? 100 : 1000) + added;
}

// "Mann" and "Freund" are family names as well, so whose they are has to be said.
const OWN_RELATIVES =
  '(?:(?:mein|unser|sein|ihr)(?:e[nrms]?)? (?:frau|ehefrau|mann|ehemann|sohn|tochter|mutter|vater|mama|papa|freundin|freund|' +
  'schwester|bruder|oma|opa|partnerin|partner|chefin|chef|kollegin|kollegen?))';

const RELATIVES = `(?:frau|${OWN_RELATIVES})`;

export const GERMAN_CONTACT: ContactWords = {
  digits: {
    0: 'null',
    1: 'eins',
    2: 'zwei zwo',
    3: 'drei',
    4: 'vier',
    5: 'fuenf funf',
    6: 'sechs',
    7: 'sieben',
    8: 'acht',
    9: 'neun',
  },
  weakDigits: { 1: 'ein' },
  number: wholeNumber,
  hundred: 'hundert',
  thousand: 'tausend',
  unitAndTens: { and: 'und', units: 'ein zwei drei vier fuenf sechs sieben acht neun' },
  tensBeforeUnit: '',
  repeats: {
    1: 'einmal',
    2: 'doppel doppelt doppelte doppelter zweimal',
    3: 'dreimal dreifach dreifache',
    4: 'viermal vierfach',
    5: 'fuenfmal',
    6: 'sechsmal',
  },
  times: 'mal',
  plus: 'plus',
  phoneFillers:
    'meine mein meiner meinem nummer ist das die der den also und dann danach telefonnummer handynummer mobilnummer rufnummer ' +
    'telefon tel handy mobil mobilfunk mobiltelefon festnetz festnetznummer privat vorwahl durchwahl unter bitte ja aeh aehm hm hmm so ' +
    'ich bin erreichbar erreichen erreicht sie mich mir man am auf koennen lautet es waere jetzt noch nochmal wieder zum schluss ' +
    'strich schraegstrich bindestrich minus punkt leerzeichen pause klammer zu hallo genau gut ok okay danke deutschland',

  signs: {
    '@': 'ett et aet klammeraffe klammeraffen affenschwanz affenohr atzeichen',
    '.': 'punkt',
    '-': 'minus minuszeichen bindestrich mittelstrich trennstrich',
    _: 'unterstrich tiefstrich',
    '+': 'plus pluszeichen',
  },
  addressPhrases: [
    [/\bat zeichen\b/g, 'at'],
    [/\b(?:unter|tief) strich\b/g, 'unterstrich'],
    [/\bbinde strich\b/g, 'bindestrich'],
    [/\bscharfes (?:s|es)\b/g, 'eszett'],
  ],
  hyphenated: 'email emailadresse mailadresse atzeichen',
  addressOpening:
    /^(?:(?:ja|also|aeh|aehm|genau|gut|okay|ok|gern|gerne|und|die|das|meine|e mail|mail|email|mailadresse|emailadresse|adresse|es ist|ist|waere|lautet|heisst|dann|bitte|schreiben|schicken|sie|mir|an|auf|mal)(?: |$))+/,
  together:
    /\b(?:alles )?(?:zusammengeschrieben|zusammen geschrieben|zusammen|in einem wort|ein wort|als ein wort|ohne (?:leerzeichen|punkt|bindestrich|abstand)(?: dazwischen)?)\b/g,
  addressFillers:
    /\b(?:(?:wird )?(?:alles|alle|ganz|immer) klein(?: ?geschrieben)?|(?:wird )?klein ?geschrieben|(?:alles )?in kleinbuchstaben|(?:ich )?buchstabiere|buchstabiert|geschrieben|bitte|danke|und dann|dann|aeh|aehm|also|ja|genau)\b/g,

  letterNames: {
    b: 'beh',
    c: 'ce ze zeh tse',
    d: 'deh',
    f: 'ef eff',
    g: 'ge geh',
    h: 'ha hah',
    j: 'jot jott',
    k: 'ka kah',
    l: 'el ell',
    m: 'em emm',
    n: 'en enn',
    p: 'pe peh',
    q: 'ku kuh',
    r: 'er err',
    s: 'es ess',
    t: 'te teh',
    v: 'vau fau',
    w: 'we weh',
    x: 'ix iks',
    y: 'ypsilon upsilon',
    z: 'zett zet',
    ss: 'eszett',
  },
  spelling: {
    a: 'anton aachen',
    ae: 'aerger aerzte',
    b: 'berta bertha berlin',
    c: 'caesar casar chemnitz',
    ch: 'charlotte',
    d: 'dora david duesseldorf',
    e: 'emil essen',
    f: 'friedrich frankfurt',
    g: 'gustav goslar',
    h: 'heinrich hamburg',
    i: 'ida ingelheim',
    j: 'julius jakob jena',
    k: 'kaufmann konrad koeln',
    l: 'ludwig leipzig',
    m: 'martha marta muenchen',
    n: 'nordpol nathan nuernberg',
    o: 'otto offenbach',
    oe: 'oekonom oesterreich',
    p: 'paula potsdam',
    q: 'quelle quickborn',
    r: 'richard rostock',
    s: 'samuel siegfried salzwedel',
    sch: 'schule',
    ss: 'eszett',
    t: 'theodor tuebingen',
    u: 'ulrich unna',
    ue: 'uebermut uebel',
    v: 'viktor victor voelklingen',
    w: 'wilhelm wuppertal',
    x: 'xanthippe xaver xanten',
    y: 'ypsilon',
    z: 'zacharias zeppelin zuerich zwickau',
  },
  asIn: /^(?:wie(?: in)?|von) /,
  double: 'doppel doppelt doppeltes zweimal',
  doubled: { doppelt: 'tt' },
  hint: 'mit',

  nothing: {
    denials: 'keine keinen kein keiner keins nein nicht nichts ohne unbekannt entfaellt nee',
    company:
      'e mail email mails emailadresse mailadresse adresse telefon telefonnummer nummer handy handynummer rufnummer angabe angaben ' +
      'angegeben vorhanden genannt bekannt mitgeteilt gegeben ich wir er sie habe hab haben hat besitze besitzt leider gar eine einen so etwas es ' +
      'gibt da danke bitte moechte moechten will geben angeben nennen sagen kann weiss auch die meine der das noch im moment gerade ja',
  },
  ownNumber: {
    pointers:
      'dieselbe dieselben selbe selben gleiche gleichen diese dieser anrufe anruft aktuelle aktuellen hier',
    company:
      'nummer rufnummer telefonnummer handynummer die der von mit ich gerade jetzt auf unter meine ist ja bitte einfach er sie wie anrufer',
  },

  nameOpenings: [
    /^(?:also|ja|hallo|hi|guten (?:tag|morgen|abend)|moin|servus|gruezi|gruess gott|grüß gott|äh|ähm|genau|gerne|gern|bitte)[ ,.:!]+/i,
    /^(?:mein|der|ihr|sein) (?:vollständiger |ganzer |voller )?name (?:ist|lautet|wäre)[ :]+/i,
    /^(?:vor- und nachname|vollständiger name|vorname|nachname|familienname|name)(?: ist|:)\s*/i,
    /^(?:ich (?:bin|hei(?:ß|ss)e)|(?:hier|da) (?:ist|spricht)|es spricht|das ist|hier)\s+(?:der |die )?/i,
    /^(?:(?:es |das |der termin )?(?:ist|geht|wäre|läuft|bitte)? ?(?:auf|unter) )?(?:den|dem|meinen) namen[ :]+/i,
    /^(?:es ist |das ist |der termin ist |termin )?(?:für|fuer) (?:den |die |das )?/i,
    /^(?:mich|mir|uns)(?: selbst)?[ ,]+(?=\p{L})/iu,
    /^auf (?=\p{Lu})/u,
    new RegExp(`^${RELATIVES}(?:,? (?:heißt|heisst|namens|ist))?(?:[ ,]+|$)`, 'i'),
    /^(?:er|sie|die|der) hei(?:ß|ss)t /i,
  ],
  nameLabels:
    /,?\s*\b(?:nachname|familienname|zuname|buchstabiert|ich buchstabiere|geschrieben)\b(?: (?:ist|lautet))?:?\s*|\bvorname\b(?: (?:ist|lautet))?:?\s*/gi,
  nameEndings: [
    /[ ,]+(?:und|aber) (?:ich|wir|hätte|möchte|würde|mein|meine|ruf)\b.*$/i,
    / mit (?:doppel[ -]?|scharfem )?\p{L}{1,2}(?: \p{L}){0,3}$/iu,
    new RegExp(`[ ,]+${OWN_RELATIVES}$`, 'i'),
    /[ ,]+(?:mein name|ist mein name|am apparat|am telefon|hier|spricht|bitte|danke|genau)[.!]*$/i,
    /[ ,]+(?:ich (?:möchte|hätte|würde|brauche|wollte|rufe)|guten (?:tag|morgen|abend)|hallo)\b.*$/i,
  ],
  salutations: 'herr herrn frau fraeulein',
  noNames:
    'ja nein nee doch unbekannt kunde kundin anrufer anruferin gast patient patientin person jemand niemand keiner keine kein name ' +
    'namen der die das den ein eine ich wir er sie selbst mich mir mein meine meinen fuer auf selber nicht angegeben bekannt ' +
    'genannt vorname nachname hallo danke bitte okay ok gut genau neukunde neue neuer mann sohn tochter ' +
    'termin termine uhr heute gern gerne moechte unser unsere oder',
  sentenceWords:
    'ich moechte moechten haette haetten wuerde wuerden gerne gern termin termine buchen brauche brauchen heisse heisst fuer mich ' +
    'weiss sage sagen nicht bitte uhr morgen heute haben habe kann koennen wollen',
  nameHyphen: 'bindestrich',
};

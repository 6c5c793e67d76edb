/** What a word does to an answer. `STOP` is a no that a negation turns round; `AGREEING` words are no yes alone. */
type Mark = 'YES' | 'NO' | 'STOP' | 'NOT' | 'AGREEING' | 'FILLER';

const WORDS: readonly (readonly [Mark, string])[] = [
  [
    'YES',
    `ja jaja jo jup jawohl jep gern gerne passt genau richtig stimmt klar natürlich natuerlich selbstverständlich
    sicher ok okay okey einverstanden perfekt super prima wunderbar bestätigt bestätige korrekt buchen buche
    true yes y yeah yep yup yea aye sure correct confirmed confirm absolutely definitely certainly perfect great right
    exactly indeed fine alright lovely wonderful`,
  ],
  ['NO', 'nein nee ne nö noe false no n nope nah'],
  ['STOP', 'stop stopp abbrechen cancel'],
  [
    'NOT',
    `nicht nichts kein keine keinen nie niemals
    not never don't dont doesn't won't wouldn't can't cannot isn't nothing`,
  ],
  [
    'AGREEING',
    `gut toll machen mache mach nehmen nehme nehmt buch reservieren eintragen verbindlich fest termin
    good nice do does book booking reserve appointment slot time works work like love want will make`,
  ],
  [
    'FILLER',
    `bitte danke dankeschön vielen dank schön sehr so das dies dieser diesen diese den der die es ist ich wir sie mir
    mich für uns ihnen dann also und ach oh äh ähm öh hm hmm mhm mal einfach
    please thanks thank you very much it it's its is that that's thats this i i'd id would me us for we let's lets uh um
    er well ah and then the my just`,
  ],
];

const MARK_OF: ReadonlyMap<string, Mark> = new Map(
  WORDS.flatMap(([mark, words]) => words.split(/\s+/).map((word) => [word, mark] as const)),
);

/** Turns of phrase that mean another thing than their words one by one, and the marks they stand for. */
const IDIOMS: readonly (readonly [RegExp, Mark[]])[] = [
  [
    /\b(?:(?:bitte )?nicht buchen|do(?: not|n't) book|(?:absolutely|definitely|certainly|of course|rather) not)\b/g,
    ['NO', 'NOT'],
  ],
  [
    /\b(?:auf (?:gar )?keinen fall|(?:doch lieber|lieber doch|doch|lieber|bitte|natürlich|absolut) nicht)\b/g,
    ['NO', 'NOT'],
  ],
  // Said to a question of another kind as well: agreeing, but not enough to book on.
  [/\b(?:kein problem|kein thema|warum nicht|no problem|no worries|not a problem|why not)\b/g, ['AGREEING']],
  [
    /\b(?:alles klar|auf jeden fall|in ordnung|geht klar|geht in ordnung|(?:klingt|ist) gut|hört sich gut an)\b/g,
    ['YES'],
  ],
  [/\b(?:na (?:gut|klar|sicher)|nehme ich|machen wir|of course|go ahead|go for it|works for me)\b/g, ['YES']],
  [
    /\b(?:(?:sounds|looks|that's|that is) good|that works|please do|do it|do that|book (?:it|that)|all right)\b/g,
    ['YES'],
  ],
];

/**
 * A caller's yes or no as a model passes it on. Absent counts as yes, since the function is called only after one.
 * A text is read whole: a word unknown here (a time, a "but", an "or") makes it unclear, and so does a yes beside a
 * no. What is unclear is asked again, which costs a breath; a wrong yes books.
 */
export function readYesNo(said: boolean | string | undefined): 'yes' | 'no' | 'unclear' {
  if (said === undefined || said === true || said === '1') return 'yes';
  if (said === false || said === '0') return 'no';
  if (said.includes('?')) return 'unclear';
  const found = new Set(marksOf(said));
  if (found.has(undefined)) return 'unclear';
  const isNegated = found.has('NOT');
  if (found.has('YES')) {
    return isNegated || found.has('NO') || found.has('STOP') ? 'unclear' : 'yes';
  }
  if (found.has('STOP')) return isNegated || found.has('AGREEING') ? 'unclear' : 'no';
  // "No, I don't want that" is a no; "no, no problem" is who knows what.
  return found.has('NO') && (isNegated || !found.has('AGREEING')) ? 'no' : 'unclear';
}

function marksOf(said: string): (Mark | undefined)[] {
  const text = said
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[’‘`´]/g, "'");
  const found: (Mark | undefined)[] = [];
  let rest = text.replaceAll(/[\s.,;:!…"„“”()–—-]+/g, ' ');
  for (const [idiom, marks] of IDIOMS) {
    rest = rest.replaceAll(idiom, () => {
      found.push(...marks);
      return ' ';
    });
  }
  const words = rest.split(' ').filter((word) => word !== '');
  return [...found, ...words.map((word) => MARK_OF.get(word))];
}

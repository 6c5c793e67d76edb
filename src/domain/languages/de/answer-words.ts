import type { AnswerWords } from '../../speech/answer-words.ts';

export const GERMAN_ANSWERS: AnswerWords = {
  words: {
    yes:
      'ja jaja jo jup jawohl jep gern gerne passt genau richtig stimmt klar natürlich natuerlich selbstverständlich sicher ok okay okey ' +
      'einverstanden perfekt super prima wunderbar bestätigt bestätige korrekt buchen buche',
    no: 'nein nee ne nö noe',
    stop: 'stopp abbrechen',
    not: 'nicht nichts kein keine keinen nie niemals',
    agreeing:
      'gut toll machen mache mach nehmen nehme nehmt buch reservieren eintragen verbindlich fest termin',
    filler:
      'bitte danke dankeschön vielen dank schön sehr so das dies dieser diesen diese den der die es ist ich wir sie mir mich für uns ihnen ' +
      'dann also und ach oh äh ähm öh hm hmm mhm mal einfach',
  },
  idioms: [
    [/\b(?:bitte )?nicht buchen\b/g, ['no', 'not']],
    [
      /\b(?:auf (?:gar )?keinen fall|(?:doch lieber|lieber doch|doch|lieber|bitte|natürlich|absolut) nicht)\b/g,
      ['no', 'not'],
    ],
    // Said to a question of another kind as well: agreeing, but not enough to book on.
    [/\b(?:kein problem|kein thema|warum nicht)\b/g, ['agreeing']],
    [
      /\b(?:alles klar|auf jeden fall|in ordnung|geht klar|geht in ordnung|(?:klingt|ist) gut|hört sich gut an)\b/g,
      ['yes'],
    ],
    [/\b(?:na (?:gut|klar|sicher)|nehme ich|machen wir)\b/g, ['yes']],
  ],
};

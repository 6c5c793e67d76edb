import type { AnswerWords } from '../../speech/answer-words.ts';

export const ENGLISH_ANSWERS: AnswerWords = {
  words: {
    yes:
      'true yes y yeah yep yup yea aye sure ok okay correct confirmed confirm absolutely definitely certainly perfect great right exactly ' +
      'indeed fine alright lovely wonderful',
    no: 'false no n nope nah',
    stop: 'stop cancel',
    not: "not never don't dont doesn't won't wouldn't can't cannot isn't nothing",
    agreeing:
      'good nice do does book booking reserve appointment slot time works work like love want will make',
    filler:
      "please thanks thank you very much it it's its is that that's thats this i i'd id would me us for we let's lets uh um er well ah oh " +
      'and then the my just so',
  },
  idioms: [
    [/\b(?:do(?: not|n't) book|(?:absolutely|definitely|certainly|of course|rather) not)\b/g, ['no', 'not']],
    // Said to a question of another kind as well: agreeing, but not enough to book on.
    [/\b(?:no problem|no worries|not a problem|why not)\b/g, ['agreeing']],
    [/\b(?:of course|go ahead|go for it|works for me)\b/g, ['yes']],
    [
      /\b(?:(?:sounds|looks|that's|that is) good|that works|please do|do it|do that|book (?:it|that)|all right)\b/g,
      ['yes'],
    ],
  ],
};

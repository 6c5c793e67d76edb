import type { PreferenceWords } from '../../speech/preference-words.ts';
import { ENGLISH_ASKS } from './refusal-words.ts';

export const ENGLISH_PREFERENCES: PreferenceWords = {
  habitual: {
    mondays: 1,
    tuesdays: 2,
    wednesdays: 3,
    thursdays: 4,
    fridays: 5,
    saturdays: 6,
    sundays: 7,
  },
  only: 'only|just|solely|exclusively',
  every: 'every|each|any|all',
  not:
    "not|never|can'?t(?: do| make)?|cannot(?: do| make)?|don'?t want|" +
    "(?:does|do|is|will|would)(?: not|n'?t) (?:work|suit|fit|good)|won'?t work|is no good",
  except:
    'except(?: for)?|excluding|apart from|other than|(?<=(?:any|every|each) day )but|no(?= (?:mon|tues|wednes|thurs|fri|satur|sun)days?| mornings?| afternoons?| evenings?| weekends?)',
  without:
    'without(?= (?:(?:the|a|an|any|on) )*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?|today|tomorrow|mornings?|afternoons?|evenings?|noon|\\d{1,2}(?:st|nd|rd|th|:\\d\\d| ?[ap] ?\\.?m))(?![a-z]))',
  notEnd:
    'work|works|for me|for us|me|us|good|great|at all|possible|suit me|so|well|then|unfortunately|please',
  ifNot: "(?:if|or if) (?:that'?s |it'?s |that is |it is )?not(?: possible| free| available)?,?(?: then)?",
  idle: '(?:and )?(?:not|no) (?:any )?(?:earlier|later|sooner)(?! than)',
  notRefused:
    'before|after|earlier than|later than|sooner than|until|only|just|sure|so (?:early|late|soon|long|fast|far|much)|too|important|necessarily|really|bad|any',
  turn: '(?<!(?:any|every|each) day )but|rather|instead|otherwise|preferably',
  and: 'and',
  or: 'or',
  between: 'and|or|on|the|a|an|also|either',
  workdays:
    '(?:on |any |during )?(?:a )?week ?days?|during the week|work ?days|working days|monday to friday',
  weekends: '(?:on |at )?(?:the )?weekends',
  weekend: '(?:on |at |over )?(?:the |a )?weekends?',
  anyDay:
    '(?:on )?(?:every|any|each) ?day(?! (?:after|before|in|of|from))|whichever day|no matter (?:which|what) day|daily',
  anyTime:
    "any ?time(?! (?:after|before|from|until|between|on|in|next|this|tomorrow|today|around|at|during|past))|whenever(?: you (?:can|like|have))?|(?:i'?m )?flexible|no preference|(?:i )?don'?t mind|(?:it )?does(?:n'?t| not) matter(?: when)?|any(?= *$)|some ?time|no matter when|i don'?t care",
  soonest:
    '(?:as )?(?:soon|early|quickly|quick|fast) as (?:possible|you can|you have|i can)|asap|a s a p|soonest(?: possible)?|earliest (?:possible|available|appointment|one|slot|time|opening)|' +
    '(?:the )?(?:next|first) (?:free|available|possible|open)(?: appointment| one| slot| time| opening)?|first thing|when(?:ever)? you open(?: up)?|earliest(?= *$)|the earliest(?! (?:at|on))',
  about: 'around|about|roughly|approximately|approx|ish|near|close to|somewhere around',
  bound:
    '(?:not|no) (?:before|after|earlier than|later than|sooner than)|at the (?:earliest|latest)|after|before|until|till|by|from',
  clock: "o ?'?clock|[ap] ?\\.? ?m\\b",
  atTime: 'at',
  sameTime: '(?:at )?(?:the )?same (?:time|hour)',
  sameDay: '(?:on )?(?:the )?same day',
  otherTimes:
    '(?:please |rather |maybe )*(?:none(?: of (?:those|these|them|that))?|neither(?: of (?:those|these|them))?|not (?:those|these|any of (?:those|these|them))|(?:(?:an|any|some|on|at) )*(?:other|another|different|more|a different) (?:days?|times?|dates?|options?|one|ones|appointments?)|something else|alternatives?|anything else)(?: please)?',
  dayAfter: '(?:on )?(?:the )?(?:day after(?: that)?|next day|following day)',
  dayBefore: '(?:on )?(?:the )?(?:day before(?: that)?|previous day)',
  later: 'later(?: than (?:planned|now|it is|that|arranged))?(?! than )|after that|further back',
  earlier: '(?:earlier|sooner)(?: than (?:planned|now|it is|that|arranged))?(?! than )|before that',
  spans: [
    ['(?:a |an |three )?(?:quarters of an hour|three quarters? (?:of an )?hour)', 45],
    ['(?:a )?quarter (?:of an )?hour', 15],
    ['(?:a |an )?half (?:an |a )?hour', 30],
    ['(?:an|one) hour and a half|one and a half hours|an? hour and a half', 90],
    ['two and a half hours', 150],
  ],
  byAmount: 'by',
  asks: ENGLISH_ASKS,
};

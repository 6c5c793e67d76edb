const WEEKDAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)days?';
const NOT = "(?:n't|n'|nt|'t| not)";
const ASIDES =
  '(?:(?:really|quite|very|so|too|all that|a bit|a little|kind of|rather|pretty|just|simply|probably|also|always|already|going to|gonna|sadly|unfortunately|way|much|far) )*';
const FITTING =
  'work|suit|good|great|ideal|possible|fit|convenient|an option|feasible|doable|okay|ok|fine|happening|best';
const UNFIT =
  'bad|terrible|awful|impossible|tough|tricky|difficult|hard|inconvenient|out(?: of the question)?|no good|full|packed|taken';
const AWAY =
  "off sick|busy|away|unavailable|out of town|on (?:vacation|holiday|leave)|tied up|(?:fully )?booked(?: up| solid)?|travelling|traveling|not (?:available|free|around)|n't (?:available|free|around)|have (?:other )?plans|have a conflict|have something (?:on|else)|no time|(?:do|does)(?:n't|nt| not) have (?:any |the |much |enough )?time";
const FOR_WHOM = '(?: (?:for|with))?(?: (?:me|us))?';

/** Rewrites of folded English questions that ask for what they seem to refuse ("can't we do Tuesday?"). */
export const ENGLISH_ASKS: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      `(?<=^ ?|[.?!] )(?:and |but |so |or )?(?:can|could|would)${NOT} (i|we|you|it|that) (?=\\w)`,
      'g',
    ),
    ' $1 ',
  ],
  [/\bwhy not\b/g, ' '],
];

/**
 * Rewrites of folded English for what callers refuse: `refused` stands for a finished "that does not suit me",
 * `engaged` for hours that are taken. They run after those about days and times ("not too early").
 */
export const ENGLISH_REFUSALS: readonly (readonly [RegExp, string])[] = [
  // "No Tuesdays"; "Monday, no, Tuesday" and "Monday no Tuesday" take back the Monday.
  [
    new RegExp(
      `\\bno (?=${WEEKDAY.replace('s?', 's')}\\b)|(?<=^ ?|[.;!?] |\\b(?:but|please|just|with|and) )no (?=(?:${WEEKDAY}|[a-z\\d:]+ *(?:oclock|[ap]m))(?: please)? *(?:$|[.,;!?]))`,
      'g',
    ),
    ' not ',
  ],
  [/\b(?:can't|cannot|can not|cant) (?:then|there|that day|on that day)\b/g, ' refused '],
  [/\b(?:or )?(?:otherwise|or else|failing that|failing which|if need be|at a pinch)\b/g, ' or '],
  ...ENGLISH_ASKS,
  [/\bif (?:that(?:'s| is) )?not(?: possible| available)?,? (?:then )?/g, ' or '],
  [/\bneither (?=.{1,60}\bnor\b)|\bnor\b/g, ' not '],
  [/\bbetter than (?=(?:on|at) |\w+day\b)/g, ' not '],
  [/\bprefer ([^,.;]{1,30}?) (?:over|to) (?=\w)/g, ' $1 not '],
  [/(?:n't|\bnot|\bcannot|\bnever) ((?:[a-z]+ ){1,5}?)(?:until|till?)\b/g, ' $1 earliest '],
  [/\brather ([^,.;]{1,40}?) than (?=\w)/g, ' rather $1 not '],
  [
    /\b(?:is|would) (?:that|it|this)(?: be)?(?: way| a bit| a little)? too (?:early|late|soon|short notice|tight)\b/g,
    ' ',
  ],
  [
    new RegExp(
      `\\b(?:do|does|am|is)${NOT} (?:really )?(?:matter|know|mind|care|sure|certain)\\b|\\bnot (?:so |too |quite |really )?(?:sure|certain)\\b`,
      'g',
    ),
    ' _ ',
  ],
  [
    new RegExp(
      `\\b(?:do|does|would)${NOT} (?:really )?(?:like|want|need|prefer|wish)(?: to)?(?: come| have)?\\b`,
      'g',
    ),
    ' not ',
  ],
  [/\b(?:instead of|rather than|in place of|in lieu of|as opposed to)\b/g, ' insteadof '],
  [
    /\b(?:forget|skip|scrap|scratch|never mind)(?: about)? (?=(?:the |that |my )?(?:\w+day|tomorrow|\d)\b)/g,
    ' not ',
  ],
  [new RegExp(`\\b(?:is|was|would be|looks?)(?:${NOT}| never) (?:too |so |that )?bad\\b`, 'g'), ' good '],
  [
    new RegExp(
      `\\b(?:does|do|is|are|was|did|will|would|wo|could|can|might)${NOT} ${ASIDES}(?:be |look |sound )?${ASIDES}(?:${FITTING})(?: (?:out|well|so well|very well|time|day))?${FOR_WHOM}\\b`,
      'g',
    ),
    ' refused ',
  ],
  [
    new RegExp(
      `(?:\\b(?:is|are|be|looks?|seems?|being)|'s) ${ASIDES}(?:a )?${ASIDES}(?:${UNFIT})(?: (?:day|time|one))?${FOR_WHOM}\\b`,
      'g',
    ),
    ' refused ',
  ],
  [new RegExp(`(?<!\\bare you (?:guys |all |very |really )?)\\b(?:${AWAY})\\b`, 'g'), ' refused '],
  [
    new RegExp(
      `(?<!\\bnot )\\b(?:a (?:bit|little|tad) |way |much |far |just )?too (?:early|late|soon|short notice|close|tight|far (?:away|out|off))${FOR_WHOM}\\b`,
      'g',
    ),
    ' refused ',
  ],
  [
    new RegExp(
      `\\b(?:can|could)${NOT} (?:make|do|come|manage|be there)(?: (?:it|that|then))*(?= *(?:$|[,.;!?]|but\\b|so\\b|because\\b|unfortunately\\b))`,
      'g',
    ),
    ' refused ',
  ],
  [
    new RegExp(
      `\\b(?:(?:can|could|will|wo)${NOT} (?:be able to )?|unable to )(?:make|do|come|manage|attend|get)(?: (?:it|that|there|in|by|over|to|anything|any time|anytime))*\\b`,
      'g',
    ),
    ' not ',
  ],
  [/\b(?:can't|cannot|can not|not) ?(?:[,.;]|$)/g, ' refused . '],
  // "I work until five" says when they cannot come; what comes behind the comma is the wish.
  [
    /\b(?:work|working|(?:have|got|in|at) (?:a |my )?(?:work|school|class|classes|uni|lectures?|meetings?|shift))(?= (?:(?:on )?\w+days? )?(?:from|until|till|til|between|to|through|\d))/g,
    ' engaged ',
  ],
  [
    /(?:'m|'re|'s|\b(?:am|are|is|be)) (?:all |still )?(?:gone|closed|shut|poorly|a (?:bank |public |national )?holiday)\b/g,
    ' refused ',
  ],
  [
    /(?:'m|'re|\bam|\bare|\bbe|\bstill) (?:working|at work|on shift|on duty)\b(?! (?:with|from home|towards?))/g,
    ' engaged ',
  ],
  [
    /\b(?:get off|get out of|finish|done with|off)(?: (?:my |from )?(?:work|school|class|shift))? at\b(?![^,.;]*\bearliest\b)/g,
    ' engaged until ',
  ],
  [/\b(refused|engaged)([^,.;]{0,60}),/g, '$1$2 . '],
  // "Tuesday is fine but Monday is bad" refuses one of them.
  [/\b(?:but|(?<=\b(?:good|fine|great|works|okay|ok) )and)(?= [^,.;]{0,60}\brefused\b)/g, ' . '],
  [new RegExp(`(?<=\\b${WEEKDAY}) ?, ?(?=${WEEKDAY} (?:and|or) ${WEEKDAY})`, 'g'), ' and '],
];

/** The words that the rewrites leave behind. */
export const ENGLISH_REFUSAL_WORDS: Record<string, string> = {
  instead: 'insteadof',
  refused: 'refused',
  busy: 'engaged',
};

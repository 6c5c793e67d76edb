import type { ClaimWords } from '../../speech/claim-words.ts';

const LIGHT =
  '(?:now|just|also|all|officially|successfully|safely|then|been|indeed|so|still|gone ahead and|went ahead and|got|have|got you|you|that|it|your appointment|the appointment|your booking|confirmed and|set and)';
const ADVERBS = '(?:now|just|also|gone ahead and|went ahead and|officially|successfully)';
const APPOINTMENT = "(?:the|that|this) (?:[a-z'-]+ ){0,3}(?:appointment|booking|visit|session|reservation)";

const SUBJECT =
  '(?:(?!\\b(?:until|once|if|when|before|after|that|which|who|will|would|can|could|must|may|might|should|so|because|stays?|remains?)\\b)(?:[^?;:]|:(?=\\d)))';

export const ENGLISH_CLAIMS: ClaimWords = {
  participles: [
    {
      deed: 'booked',
      pattern:
        /(?<!\bas )\b(?:booked|scheduled|put you (?:in|down)(?! as\b)|made (?:the|your|that|an) (?:appointment|booking|reservation))\b/,
    },
    {
      deed: 'booked',
      pattern:
        /(?<!\b(?:i|we)(?:'ve| have)? )\bconfirmed\b|\bconfirmed(?= (?:it|you|(?:your|the|that|this) (?:[a-z'-]+ ){0,2}(?:appointment|booking|visit|reservation))\b)|\ball set (?=for |on )/,
      isState: true,
    },
    { deed: 'cancelled', pattern: /(?<!\bas )\bcancell?ed\b/ },
    {
      deed: 'moved',
      pattern:
        /(?<!\bas )\b(?:rescheduled\b|(?:moved|shifted|switched|pushed(?: back)?|brought forward)\b(?= (?:your|you|it|that|this|him|her|them|the (?:appointment|booking|visit|session))\b)|(?<=\b(?:been|is|was|are|'s) (?:\w+ )?)(?:moved|shifted|switched|pushed back|brought forward)\b)/,
    },
    { deed: 'moved', pattern: /\bchanged (?=(?:your|the) (?:appointment|booking)\b.*\bto\b)/ },
  ],
  openings: [
    { pattern: /\b(?:i|we)(?:'ve| have)?(?=\b|n't)(?!')/, isState: false },
    { pattern: /\b(?:i|we)(?:'ve got| have| have got) you\b/, isState: true },
    { pattern: /\byou(?:'re| are)\b/, isState: true },
    {
      pattern: new RegExp(
        `\\b(?:your ${SUBJECT}{1,400}?|${APPOINTMENT}(?: ${SUBJECT}{1,400}?)?) (?:is|are|has been|have been|was|were)\\b`,
      ),
      isState: true,
    },
    {
      pattern: /\b(?:it|that|everything)(?:'s| is| has been|'s been| was)\b/,
      isState: true,
      deeds: ['cancelled', 'moved'],
    },
    {
      pattern: /\b(?:it|that|everything)(?:'s| is| has been|'s been)(?: now| all| officially| successfully)+/,
      isState: true,
    },
  ],
  between: {
    allowed: new RegExp(
      `^(?: ${LIGHT})*[ ,]*$|^(?: ${ADVERBS})* [a-z]+(?:ed|de|ut|und|ok|ent|et) .* and(?: ${ADVERBS})*[ ,]*$`,
    ),
    broken:
      /\b(?:if|once|when|whether|after|before|until|unless|who|which|because|would|could|should|might|will|shall|to be|being|going to|need|needs|want|already|fully|almost|nearly|usually|someone|somebody|trying|tried|about to)\b/,
  },
  alone: {
    before:
      /^(?:(?:all right|alright|okay|ok|great|perfect|wonderful|lovely|done|yes|good news|there we go|there you go|and|so|all)[,\s]*)*$/,
    behind: /^(?:$|[.!]| in\b| (?:for|on|to|at)\b|:)/,
  },
  negation: /n't\b|\b(?:not|never|no|nothing|none|yet to)\b/,
  failures: [
    {
      deed: 'booked',
      pattern:
        /(?:\b(?:could|can|was|were|am)(?:n't| ?not)(?: able to)?|\bunable to|\bfailed to) (?:book|schedule)\b/,
    },
    {
      deed: 'cancelled',
      pattern: /(?:\b(?:could|can|was|were|am)(?:n't| ?not)(?: able to)?|\bunable to|\bfailed to) cancel\b/,
    },
    {
      deed: 'moved',
      pattern:
        /(?:\b(?:could|can|was|were|am)(?:n't| ?not)(?: able to)?|\bunable to|\bfailed to) (?:move|reschedule)\b/,
    },
  ],
  unreal:
    /\b(?:if|once|when|whenever|whether|after|before|until|unless|as soon as|in case|as if|like|should|shall|could|can(?! confirm)|would|did|do|does|have|had|will|may|might|thought|think|suppose|say|said|asked|sorry|afraid|unfortunately|imagine|pretend|since|what|which|why|where|who|how|sure|want|wanted|let me|hope|hopefully|need|expect|wish|maybe|perhaps|apparently|probably|believe|guess|seems?|last (?:week|month|year|time|night)|yesterday|previously)\b/,
  conditional: /\b(?:if|unless|once|until|as soon as|in case)\b/,
  behind:
    /^ (?:up|out|solid|by|full|back-to-back|appointments?|slots?|times?|on to|on from|here|there|into? our|some|time|to be|a (?:call|meeting|task))\b/,
  others:
    /\b(?:call ?-?backs?|call you back|message|note|notes|requests?|wait(?:ing)? ?list|reminders?|holds?|temporar\w+|tentative\w*|provisional\w*|pencil\w*|order|payment|invoice|deposit|subscription|phone number|(?:your|an|the) e-?mail|someone|somebody|another (?:customer|client|patient|caller|person)|other (?:customer|client|patient|caller)s?|team|office|salon (?:has|is)|colleagues?|anyone|offer|insurance|coverage|card|account|details|identity|address|number|information|profile|page|system|lists?|menu|line|queue|department)\b/,
  furtherQuestion:
    /(?:,|;| –| -| —|\band) *(?:is there|are there|can i|could i|may i|do you|would you|anything|what else|how else|shall i|should i|did you)\b[^?]*\?$/,
  aside:
    /(?:,|;|:|\.)? (?:and (?!(?:at )?(?:a half|thirty|fifteen|forty))|but|so|please|instead of|rather than|in place of|under (?:the|your)|in the name|for (?:mr|mrs|ms|dr)\b|which|where|if|because|you(?:'ll| will| can| should)|your (?:booking )?code|the (?:booking )?code|we(?:'ll| will| look))\b.*$/,
  timeless:
    /\b(?:in|under) (?:the|your) name(?: of)? (?:\S+ ?){1,2}|\b(?:mr|mrs|ms|miss|dr)\.? \S+|\b(?:just )?now\b/,
  target: /\bto\b/,
  continued: [
    { before: /\b[ap]\.?m\.$/i, after: /^[a-z\d]/ },
    { before: /\b(?:Mr|Mrs|Ms|Dr|St)\.$/, after: /^/ },
  ],
  isMomentFirst: false,
};

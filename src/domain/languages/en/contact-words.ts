import type { ContactWords } from '../../contact/contact-words.ts';

const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const UNITS = 'one two three four five six seven eight nine'.split(' ');

const NUMBERS: ReadonlyMap<string, number> = new Map<string, number>([
  ...TEENS.map((word, index) => [word, index + 10] as const),
  ...TENS.flatMap((word, index) => {
    const tens = (index + 2) * 10;
    return [
      [word, tens] as const,
      ...UNITS.map((unit, place) => [`${word}-${unit}`, tens + place + 1] as const),
    ];
  }),
  ['fourty', 40],
]);

const RELATIVES =
  '(?:my|our|his|her|their) (?:wife|husband|son|daughter|mother|mum|mom|father|dad|girlfriend|boyfriend|friend|sister|brother|grandma|grandpa|' +
  'grandmother|grandfather|partner|boss|colleague)';

export const ENGLISH_CONTACT: ContactWords = {
  digits: {
    0: 'zero nought naught',
    1: 'one',
    2: 'two',
    3: 'three',
    4: 'four',
    5: 'five',
    6: 'six',
    7: 'seven',
    8: 'eight',
    9: 'nine niner',
  },
  weakDigits: { 0: 'oh o' },
  number: (word) => NUMBERS.get(word),
  hundred: 'hundred',
  thousand: 'thousand',
  unitAndTens: { and: 'and', units: '' },
  tensBeforeUnit: `${TENS.join(' ')} fourty`,
  repeats: { 1: 'once', 2: 'double twice', 3: 'triple treble thrice', 4: 'quadruple' },
  times: 'times',
  plus: 'plus',
  phoneFillers:
    'my the number is it its that thats this phone telephone cell cellphone mobile home landline work contact area code country and then ' +
    'so um uh er please you can reach me at on call us uk with a for well okay ok yes yeah sure thanks dash hyphen slash space dot point ' +
    'parenthesis bracket open close again followed by would be',

  signs: {
    '@': 'at atsign',
    '.': 'dot period',
    '-': 'dash hyphen minus',
    _: 'underscore underline',
    '+': 'plus',
  },
  addressPhrases: [
    [/\b(?:commercial )?at (?:sign|symbol)\b/g, 'at'],
    [/\b[gj]ee mail\b/g, 'gmail'],
    [/\bunder score\b/g, 'underscore'],
    [/\bfull stop\b/g, 'dot'],
    [/\bdotcom\b/g, 'dot com'],
    [/\bdouble ?(?:u|you)\b/g, 'w'],
  ],
  hyphenated: 'email xray lowercase underscore doubleu doubleyou',
  addressOpening:
    /^(?:(?:yes|yeah|so|um|uh|well|okay|ok|sure|and|the|my|e mail|mail|email|address|is|its|it is|that is|thats|would be|please|send it to|you can (?:reach|email|contact) me at|(?:reach|email|contact) me at)(?: |$))+/,
  together: /\b(?:(?:all )?(?:as )?one word|all together|no spaces?|without (?:any )?(?:spaces?|dots?))\b/g,
  addressFillers:
    /\b(?:(?:all |in )*(?:lower ?case|small letters)|i spell|spelled|spelt|please|thank you|thanks|and then|then|um|uh|yes|yeah)\b/g,

  letterNames: {
    b: 'bee',
    c: 'cee',
    d: 'dee',
    f: 'eff',
    g: 'gee jee',
    h: 'aitch haitch',
    j: 'jay',
    k: 'kay',
    l: 'el ell',
    m: 'em',
    n: 'en',
    p: 'pee',
    q: 'cue queue',
    s: 'ess',
    t: 'tee',
    v: 'vee',
    x: 'ex',
    y: 'wye',
    z: 'zee zed',
  },
  spelling: {
    a: 'alpha alfa',
    b: 'bravo',
    c: 'charlie',
    d: 'delta',
    e: 'echo',
    f: 'foxtrot',
    g: 'golf',
    h: 'hotel',
    i: 'india',
    j: 'juliet juliett',
    k: 'kilo',
    l: 'lima',
    m: 'mike',
    n: 'november',
    o: 'oscar',
    p: 'papa',
    q: 'quebec',
    r: 'romeo',
    s: 'sierra',
    t: 'tango',
    u: 'uniform',
    v: 'victor',
    w: 'whiskey whisky',
    x: 'xray',
    y: 'yankee',
    z: 'zulu',
  },
  asIn: /^(?:as in|like(?: in)?|for|is for) /,
  double: 'double',
  doubled: {},
  hint: 'with',

  nothing: {
    denials: 'no none not without unknown nil nothing nope dont doesnt havent hasnt na empty blank',
    company:
      'e mail email emails address phone telephone number cell i we he she they have has had got a an any one provided given available ' +
      'specified supplied stated applicable my the it want to give share say tell know use do does sorry thanks thank you please yet at all moment ' +
      'im afraid that there is right now',
  },
  ownNumber: {
    pointers: 'same this calling current',
    company:
      'the number one phone im i am from on with my is that as yes please just caller callers id call use ringing',
  },

  nameOpenings: [
    /^(?:yes|yeah|so|hello|hi|hey|good (?:morning|afternoon|evening)|um|uh|well|sure|okay|please)[ ,.:!]+/i,
    /^(?:my|the|her|his|their) (?:full |first |last )?name(?: is|['’]s|:)\s+/i,
    /^(?:full name|first name|last name|surname|name)(?: is|:)\s*/i,
    /^(?:i am|i['’]m|this is|it['’]s|it is|that['’]s|that is|you['’]re speaking (?:to|with)|you are speaking (?:to|with))\s+/i,
    /^(?:(?:book(?:ed)? (?:it )?|put it )?(?:under|in) )(?:the |my )?name(?: of)?[ :]+/i,
    /^(?:the (?:appointment|booking) is |it['’]s |it is |that['’]s )?for (?=\p{L}{2})/iu,
    /^(?:me|myself|us)[ ,]+(?=\p{L})/iu,
    /^under (?=\p{Lu})/u,
    new RegExp(`^${RELATIVES}(?:,? (?:is called|called|named|whose name is))?(?:[ ,]+|$)`, 'i'),
    /^(?:he|she) is called /i,
  ],
  nameLabels:
    /,?\s*\b(?:last name|surname|family name|spelled|spelt|i spell)\b(?: is)?:?\s*|\bfirst name\b(?: is)?:?\s*/gi,
  nameEndings: [
    /[ ,]+(?:and|but) (?:i|i['’]m|i['’]d|we|would|my)\b.*$/i,
    / with (?:an? )?(?:double )?\p{L}{1,2}(?: \p{L}){0,3}$/iu,
    / from \p{L}.*$/iu,
    new RegExp(`[ ,]+${RELATIVES}$`, 'i'),
    /[ ,]+(?:speaking|here|is my name|is the name|please|thanks|thank you)[.!]*$/i,
    /[ ,]+(?:i['’]d like|i would like|i want|i need|i['’]m calling|calling (?:about|to))\b.*$/i,
  ],
  salutations: 'mr mrs ms miss mister madam sir',
  noNames:
    'yes no none unknown caller customer client user guest patient person somebody someone nobody anonymous name names the a an i me my ' +
    'myself mine we he she it is not provided given available null undefined na hello thanks please okay ok sure wife husband son ' +
    'daughter new for first last full placeholder ' +
    'appointment booking calling today tomorrow our',
  sentenceWords:
    'would appointment booking please want need your ive im dont tell like calling about tomorrow today',
  nameHyphen: 'hyphen dash',
};

/** Providers whose name is so well known that one wrong letter in it is a slip. */
const BIG = (
  'gmail.com googlemail.com hotmail.com hotmail.de outlook.com outlook.de yahoo.com yahoo.de icloud.com t-online.de freenet.de ' +
  'web.de gmx.de gmx.net'
).split(' ');

/** Well-known domains, and existing ones beside a big one's name: never taken for a slip of another. */
const KNOWN: ReadonlySet<string> = new Set(
  BIG.concat(
    (
      'gmx.at gmx.ch gmx.com gmx.eu gmx.org gmx.info mail.com mail.de mail.ru email.com email.de ymail.com gail.com aol.com aol.de ' +
      'live.com live.de msn.com me.com mac.com hotmail.at hotmail.ch hotmail.fr hotmail.it hotmail.co.uk outlook.at outlook.fr ' +
      'yahoo.at yahoo.fr yahoo.it yahoo.ca yahoo.co.uk yahoo.es rocketmail.com protonmail.com proton.me pm.me posteo.de mailbox.org arcor.de online.de ' +
      'bluewin.ch vodafone.de o2online.de kabelmail.de btinternet.com sky.com comcast.net verizon.net att.net fastmail.com zoho.com'
    ).split(' '),
  ),
);

/** Names that only one domain has: "max at gmail" needs no ending. */
const WITHOUT_ENDING: Record<string, string> = {
  gmail: 'gmail.com',
  googlemail: 'googlemail.com',
  icloud: 'icloud.com',
};

/** Domains of two signs or words as they sound when run together ("t online punkt de", "web de"). */
const BY_SOUND: ReadonlyMap<string, string> = new Map(
  [...KNOWN].map((domain) => [domain.replace(/[^a-z0-9]/g, ''), domain]),
);

/** Shorter names have neighbours that are somebody's ("weg.de" beside "web.de"): there only the ending is mended. */
const SHORTEST_MENDED_NAME = 5;
/** Existing endings that nobody uses with a big name. */
const TYPED_FOR_COM: ReadonlySet<string> = new Set(['co', 'cm', 'om']);
const ENDINGS: ReadonlySet<string> = new Set(
  (
    'com net org info biz edu gov mil int name pro app dev shop online email cloud me tv io co eu ac ad ae af ag ai al am ao aq ar as at ' +
    'au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn cr cu cv cw cx cy cz de dj dk dm ' +
    'do dz ec ee eg er es et fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in iq ir ' +
    'is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md mg mh mk ml mm mn mo mp mq mr ms mt ' +
    'mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se ' +
    'sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ' +
    'ws ye yt za zm zw example test'
  ).split(' '),
);

/** The known domain that the letters of `spoken` sound like, whatever signs and spaces are between them. */
export function domainBySound(spoken: string): string | undefined {
  return BY_SOUND.get(spoken.replace(/[^a-z0-9]/g, ''));
}

/** The domain of a big provider that this one is a slip of; `undefined` where it is no slip, or of more than one. */
export function mendDomain(domain: string): string | undefined {
  if (KNOWN.has(domain)) return undefined;
  const whole = WITHOUT_ENDING[domain];
  if (whole !== undefined) return whole;
  const [meant, ...others] = [...KNOWN].filter((known) => isSlipOf(domain, known));
  return meant !== undefined && others.length === 0 && BIG.includes(meant) ? meant : undefined;
}

/** Whether a domain can exist as far as its ending goes: all endings of two letters are countries'. */
export function hasEnding(domain: string): boolean {
  const ending = domain.slice(domain.lastIndexOf('.') + 1);
  return ending.length > 2 || ENDINGS.has(ending);
}

function isSlipOf(domain: string, big: string): boolean {
  const [name, ending] = splitAtDot(domain);
  const [bigName, bigEnding] = splitAtDot(big);
  if (name === bigName) {
    const isTypedForCom =
      bigEnding === 'com' && TYPED_FOR_COM.has(ending) && name.length >= SHORTEST_MENDED_NAME;
    return isTypedForCom || (!ENDINGS.has(ending) && isOneSlip(ending, bigEnding));
  }
  if (ending !== bigEnding || bigName.length < SHORTEST_MENDED_NAME) return false;
  // Slips seldom hit the first letter, and other businesses' names do ("vmail", "cloud").
  const isTurned = name.charAt(0) === bigName.charAt(1) && name.charAt(1) === bigName.charAt(0);
  return (isTurned || name.charAt(0) === bigName.charAt(0)) && isOneSlip(name, bigName);
}

function splitAtDot(domain: string): [string, string] {
  const dot = domain.indexOf('.');
  return dot < 0 ? [domain, ''] : [domain.slice(0, dot), domain.slice(dot + 1)];
}

/** One letter more, less or other, or two neighbours turned. */
function isOneSlip(a: string, b: string): boolean {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  const [restA, restB] = [a.slice(same), b.slice(same)];
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA.length > 1 &&
      restA.charAt(0) === restB.charAt(1) &&
      restA.charAt(1) === restB.charAt(0) &&
      restA.slice(2) === restB.slice(2))
  );
}

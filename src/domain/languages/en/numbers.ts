const CARDINALS = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen twenty'
).split(' ');
const ORDINALS = (
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth ' +
  'sixteenth seventeenth eighteenth nineteenth twentieth'
).split(' ');
const TENS: Record<string, number> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

/** Folded number words; "second" is left out, since it is also a piece of a minute (`SECOND`, see words.ts). */
export function englishNumbers(): [string, string][] {
  const entries: [string, string][] = CARDINALS.map((word, n) => [word, String(n)]);
  for (const [word, n] of Object.entries(TENS)) entries.push([word, String(n)]);
  ORDINALS.forEach((word, index) => {
    if (word !== 'second') entries.push([word, `O${index + 1}`]);
  });
  entries.push(['thirtieth', 'O30']);
  return entries;
}

/** "twenty four", "twenty-fourth", "oh five" and spoken years become digits. */
export function englishNumberPhrases(): (readonly [RegExp, string])[] {
  const phrases: (readonly [RegExp, string])[] = [];
  for (const [tens, value] of Object.entries(TENS)) {
    for (let unit = 1; unit <= 9; unit += 1) {
      phrases.push([new RegExp(`\\b${tens}[ -]${CARDINALS[unit]}\\b`, 'g'), `${value + unit}`]);
      phrases.push([new RegExp(`\\b${tens}[ -]${ORDINALS[unit - 1]}\\b`, 'g'), `${value + unit}th`]);
    }
  }
  for (let unit = 1; unit <= 9; unit += 1) {
    phrases.push([new RegExp(`\\b(?:oh|o) ${CARDINALS[unit]}\\b`, 'g'), `0${unit}`]);
  }
  phrases.push([/\btwo thousand (?:and )?([23]\d)\b/g, '20$1']);
  for (const [n, word] of [...CARDINALS, 'thirty'].entries()) {
    const year = word === 'thirty' ? 2030 : 2000 + n;
    if (n > 0) phrases.push([new RegExp(`\\btwo thousand (?:and )?${word}\\b`, 'g'), `${year}`]);
  }
  // "Nineteen forty" is a time, too.
  for (const [word, tens] of Object.entries(TENS)) {
    if (tens >= 60) phrases.push([new RegExp(`\\bnineteen ${word}\\b`, 'g'), `19${tens}`]);
  }
  phrases.push([/\btwenty (2\d)\b/g, '20$1']);
  return phrases;
}

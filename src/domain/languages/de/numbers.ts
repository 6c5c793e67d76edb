const UNITS = ['null', 'eins', 'zwei', 'drei', 'vier', 'fuenf', 'sechs', 'sieben', 'acht', 'neun'];
const TEENS = [
  'zehn',
  'elf',
  'zwoelf',
  'dreizehn',
  'vierzehn',
  'fuenfzehn',
  'sechzehn',
  'siebzehn',
  'achtzehn',
  'neunzehn',
];
const TENS = [
  '',
  '',
  'zwanzig',
  'dreissig',
  'vierzig',
  'fuenfzig',
  'sechzig',
  'siebzig',
  'achtzig',
  'neunzig',
];
const OTHER_ORDINALS: Record<string, number> = {
  zwot: 2,
  siebent: 7,
  funft: 5,
  zwolft: 12,
  funfzehnt: 15,
};
const IRREGULAR_ORDINALS: Record<number, string> = { 1: 'erst', 3: 'dritt', 7: 'siebt', 8: 'acht' };
const ORDINAL_ENDINGS = ['e', 'en', 'er', 'em', 'es'];

/** 0 to 99 as one folded German word. */
export function germanCardinal(n: number): string {
  if (n < 10) return UNITS[n] ?? '';
  if (n < 20) return TEENS[n - 10] ?? '';
  const tens = TENS[Math.floor(n / 10)] ?? '';
  const unit = n % 10;
  if (unit === 0) return tens;
  return `${unit === 1 ? 'ein' : (UNITS[unit] ?? '')}und${tens}`;
}

/** "Zwei tausend und siebenundzwanzig", "neunzehnhundert achtzig": years in pieces. */
export function germanNumberPhrases(): (readonly [RegExp, string])[] {
  const below = Array.from({ length: 99 }, (_, n) => germanCardinal(n + 1));
  const behind = `(?=(?:${below.join('|')})\\b)`;
  return [
    [/\bzwei tausend\b/g, 'zweitausend'],
    [/\bneunzehn hundert\b/g, 'neunzehnhundert'],
    [new RegExp(`\\b(zweitausend|neunzehnhundert)(?: und |und| )${behind}`, 'g'), '$1'],
  ];
}

/** Folded number words: 0 to 99, ordinals 1 to 39 as `O1`, years 1900 to 2099. */
export function germanNumbers(): [string, string][] {
  const entries: [string, string][] = [];
  for (let n = 0; n <= 99; n += 1) entries.push([germanCardinal(n), String(n)]);
  entries.push(['zwo', '2'], ['funf', '5'], ['zwolf', '12'], ['funfzehn', '15']);
  for (let n = 1; n <= 39; n += 1) {
    const stem = IRREGULAR_ORDINALS[n] ?? germanCardinal(n) + (n < 20 ? 't' : 'st');
    for (const ending of ORDINAL_ENDINGS) entries.push([stem + ending, `O${n}`]);
  }
  for (const [stem, n] of Object.entries(OTHER_ORDINALS)) {
    for (const ending of ORDINAL_ENDINGS) entries.push([stem + ending, `O${n}`]);
  }
  entries.push(['zweitausend', '2000']);
  for (let n = 1; n <= 99; n += 1) entries.push([`zweitausend${germanCardinal(n)}`, String(2000 + n)]);
  for (let n = 1; n <= 99; n += 1) entries.push([`neunzehnhundert${germanCardinal(n)}`, String(1900 + n)]);
  return entries;
}

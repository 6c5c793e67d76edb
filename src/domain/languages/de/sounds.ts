const HEARD: readonly (readonly [RegExp, string])[] = [
  [/ae/g, 'e'],
  [/(?:ey|ay|ai)/g, 'ei'],
  [/(?:oi|oy|aeu)/g, 'eu'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/ie/g, 'i'],
  [/(?<!s)c(?!h)|ck|q(?=u)/g, 'k'],
  [/(?<=[aeiou])h(?![aeiou])/g, ''],
  [/(?:chs|cks|ks)/g, 'x'],
  [/sh(?=[aeioulmnr])/g, 'sch'],
  [/v/g, 'f'],
  [/tz/g, 'z'],
  [/dt/g, 't'],
  [/y|j/g, 'i'],
  [/oe/g, 'o'],
  [/ue/g, 'u'],
  [/(.)\1+/g, '$1'],
  [/d$/, 't'],
  [/b$/, 'p'],
  [/g$/, 'k'],
];

/** A German word as it is heard: "Meyer" and "Maier", "Strähne" and "Strehne" are one. */
export function germanHeard(word: string): string {
  return HEARD.reduce((rest, [pattern, by]) => rest.replace(pattern, by), word);
}

/** The Cologne phonetic key (Postel, 1969), vowels left out: "Maniküre" and "Mannicuer" are one. */
export function germanSoundKey(word: string): string {
  let key = '';
  let last = '';
  for (let at = 0; at < word.length; at += 1) {
    const code = codeAt(word, at);
    if (code !== '' && code !== last) key += code;
    last = code;
  }
  return key.replaceAll('0', '');
}

function codeAt(word: string, at: number): string {
  const letter = word.charAt(at);
  const before = word.charAt(at - 1);
  const after = word.charAt(at + 1);
  if ('aeiouyj'.includes(letter)) return '0';
  if (letter === 'h') return '';
  if (letter === 'p') return after === 'h' ? '3' : '1';
  if (letter === 'x') return before !== '' && 'ckq'.includes(before) ? '8' : '48';
  if (letter === 'c') return codeOfC(before, after, at === 0);
  if ('dt'.includes(letter)) return after !== '' && 'csz'.includes(after) ? '8' : '2';
  return SIMPLE[letter] ?? '';
}

function codeOfC(before: string, after: string, isFirst: boolean): string {
  if (isFirst) return after !== '' && 'ahkloqrux'.includes(after) ? '4' : '8';
  if (before !== '' && 'sz'.includes(before)) return '8';
  return after !== '' && 'ahkoqux'.includes(after) ? '4' : '8';
}

const SIMPLE: Record<string, string> = {
  b: '1',
  f: '3',
  v: '3',
  w: '3',
  g: '4',
  k: '4',
  q: '4',
  l: '5',
  m: '6',
  n: '6',
  r: '7',
  s: '8',
  z: '8',
};

const HEARD: readonly (readonly [RegExp, string])[] = [
  [/^(?:kn|gn|pn)/, 'n'],
  [/^wr/, 'r'],
  [/^wh/, 'w'],
  [/^ps/, 's'],
  [/mb$/, 'm'],
  [/ph/g, 'f'],
  [/gh(?![aeiou])/g, ''],
  [/tch/g, 'ch'],
  [/dg(?=[eiy])/g, 'j'],
  [/sch(?=[aeioulmnr])/g, 'sh'],
  [/c(?=[eiy])/g, 's'],
  [/ck|c(?!h)|q(?=u)/g, 'k'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/(?:ee|ea|ie|ei|ey)/g, 'i'],
  [/(?:oo|ou|ue|ew)/g, 'u'],
  [/(?:ay|ai)/g, 'a'],
  [/y/g, 'i'],
  [/(?<=[aeiou])h(?![aeiou])/g, ''],
  [/(.)\1+/g, '$1'],
  [/(?<=[bdfgklmnprst])e$/, ''],
];

/** An English word as it is heard: "Filips" and "Phillips", "Steven" and "Stephen" are nearly one. */
export function englishHeard(word: string): string {
  return HEARD.reduce((rest, [pattern, by]) => rest.replace(pattern, by), word);
}

/** The consonants of an English word in classes of sound: "Cathryn" and "Katherine" are one. */
export function englishSoundKey(word: string): string {
  return englishHeard(word)
    .replace(/th/g, 't')
    .replace(/sh|ch|j/g, 'x')
    .replace(/v/g, 'f')
    .replace(/d/g, 't')
    .replace(/b/g, 'p')
    .replace(/g/g, 'k')
    .replace(/(?!^)[aeiouhw]/g, '')
    .replace(/^[aeiou]/, '')
    .replace(/(.)\1+/g, '$1');
}

import { describe, expect, it } from 'vitest';
import { matchStaff } from '../../../src/domain/matching/match-staff.ts';

const SALON = ['Anna Schäfer', 'Ben Müller', 'Clara Berg', 'Alexander Voss', 'Martina Kurz'];
const PRACTICE = ['Dr. Priya Raman', 'Dr. Stephen Cole', 'Hannah Meier', 'Katherine Brooks', 'Jan Petersen'];

function who(said: string | undefined, names: string[]): string {
  const match = matchStaff(
    said,
    names.map((name) => ({ id: name, name })),
  );
  switch (match.kind) {
    case 'one':
      return match.staff.name;
    case 'several':
    case 'not':
      return `${match.kind}: ${match.staff.map(({ name }) => name).join(', ')}`;
    case 'unknown':
    case 'none_said':
      return match.kind;
  }
}

describe('matchStaff', () => {
  it.each([
    ['Anna', 'Anna Schäfer'],
    ['bei der Anna', 'Anna Schäfer'],
    ['zur Anna', 'Anna Schäfer'],
    ['ich würde gern wieder zur Anna', 'Anna Schäfer'],
    ['Anna Schäfer', 'Anna Schäfer'],
    ['Frau Schaefer', 'Anna Schäfer'],
    ['Frau Schäffer', 'Anna Schäfer'],
    ['Ana', 'Anna Schäfer'],
    ['Annas', 'Anna Schäfer'],
    ['zu Herrn Müller', 'Ben Müller'],
    ['herr mueller', 'Ben Müller'],
    ['Muller', 'Ben Müller'],
    ['Herr Miller', 'Ben Müller'],
    ['Klara', 'Clara Berg'],
    ['Frau Berk', 'Clara Berg'],
    ['Alex', 'Alexander Voss'],
    ['egal, am liebsten Anna', 'Anna Schäfer'],
    ['nicht Anna, sondern Ben', 'Ben Müller'],
    ['with Ben please', 'Ben Müller'],
    ["I'd like to see Clara again", 'Clara Berg'],
  ])('finds who "%s" is in the salon (ASK-12)', (said, name) => expect(who(said, SALON)).toBe(name));

  it.each([
    ['Doctor Raman', 'Dr. Priya Raman'],
    ['Dr. Ramen', 'Dr. Priya Raman'],
    ['Dr Rahman', 'Dr. Priya Raman'],
    ['Steven Cole', 'Dr. Stephen Cole'],
    ['Dr. Kohl', 'Dr. Stephen Cole'],
    ['bei Frau Maier', 'Hannah Meier'],
    ['Hanna Mayer', 'Hannah Meier'],
    ['Cathryn', 'Katherine Brooks'],
    ['Mrs. Brooks', 'Katherine Brooks'],
    ['with Doctor Priya', 'Dr. Priya Raman'],
    ['not Hannah, Jan please', 'Jan Petersen'],
  ])('finds who "%s" is in the practice (ASK-12)', (said, name) => expect(who(said, PRACTICE)).toBe(name));

  it.each([
    'unser Team',
    'bei eurem Team',
    'our team',
    'egal',
    'ist mir egal',
    'bei egal wem',
    'ganz egal bei wem',
    'irgendwer',
    'irgendjemand',
    'wer frei ist',
    'wer gerade Zeit hat',
    'keine Präferenz',
    'kein bestimmter Wunsch',
    'spielt keine Rolle',
    'der nächste freie',
    'ist mir wurscht',
    'anyone',
    'anybody is fine',
    'whoever is free',
    'whoever',
    'no preference',
    "I don't have a preference",
    "I don't mind",
    "doesn't matter",
    "I don't care who",
    'first available',
    'the next available',
    'no one in particular',
    'up to you',
    'null',
    '',
    undefined,
  ])('takes "%s" for no wish', (said) => expect(who(said, SALON)).toBe('none_said'));

  it.each([
    ['nicht bei Anna', 'not: Anna Schäfer'],
    ['zur Anna nicht', 'not: Anna Schäfer'],
    ['egal, nur nicht zu Anna', 'not: Anna Schäfer'],
    ['alle außer Anna', 'not: Anna Schäfer'],
    ['jemand anderes als Ben', 'not: Ben Müller'],
    ['bloß nicht Herr Müller', 'not: Ben Müller'],
    ['anyone but Anna', 'not: Anna Schäfer'],
    ['not with Clara', 'not: Clara Berg'],
    ["I don't want Ben", 'not: Ben Müller'],
    ['someone other than Anna', 'not: Anna Schäfer'],
  ])('knows whom "%s" turns down', (said, expected) => expect(who(said, SALON)).toBe(expected));

  it.each([
    ['Anne', SALON, 'several: Anna Schäfer'],
    ['Anna Meier', SALON, 'several: Anna Schäfer'],
    ['Martin', SALON, 'several: Martina Kurz'],
    ['Jana', ['Jan Petersen', 'Ben'], 'several: Jan Petersen'],
    ['Anna oder Ben', SALON, 'several: Anna Schäfer, Ben Müller'],
    ['Anna', ['Anna Schäfer', 'Ben', 'Anna Berg'], 'several: Anna Schäfer, Anna Berg'],
    ['Frau Meier', ['Eva Meier', 'Ida Maier'], 'several: Eva Meier, Ida Maier'],
  ])('asks who is meant by "%s"', (said, names, expected) => expect(who(said, names)).toBe(expected));

  it('takes the right one of two who share a name', () => {
    expect(who('Anna Berg', ['Anna Schäfer', 'Ben', 'Anna Berg'])).toBe('Anna Berg');
    expect(who('Anna', ['Anna', 'Hanna'])).toBe('Anna');
    expect(who('Anna Schmidt', ['Anna', 'Ben'])).toBe('Anna');
  });

  it.each(['Zoe', 'bei Zoe', 'Herr Schmidt', 'Dr. Smith', 'with Olivia', 'Tom'])(
    'does not know "%s"',
    (said) => expect(who(said, SALON)).toBe('unknown'),
  );
});

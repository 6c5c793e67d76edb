import { describe, expect, it } from 'vitest';
import { matchStaff } from '../../../src/domain/matching/match-staff.ts';
import { splitPerson } from '../../../src/domain/matching/split-person.ts';

const STAFF = ['Anna Schäfer', 'Ben Müller', 'Clara Berg', 'Dr. Priya Raman'].map((name) => ({
  id: name,
  name,
}));
const SERVICES = ['Herrenhaarschnitt', 'Färben', 'Bartpflege', 'Waschen und Föhnen'];

function split(text: string): { service: string; who: string } {
  const { service, staff } = splitPerson(text, STAFF, SERVICES);
  const match = matchStaff(staff, STAFF);
  if (match.kind === 'one') return { service, who: match.staff.name };
  const names = match.kind === 'several' || match.kind === 'not' ? match.staff.map(({ name }) => name) : [];
  return { service, who: [match.kind, ...names].join(' ') };
}

describe('splitPerson', () => {
  it.each([
    ['Herrnschnitt bei der Anna', 'herrnschnitt', 'Anna Schäfer'],
    ['bei Frau Müller Färben', 'faerben', 'Ben Müller'],
    ['Färben bei Anna Schäfer', 'faerben', 'Anna Schäfer'],
    ['Termin zum Färben, bei Klara', 'termin zum faerben', 'Clara Berg'],
    ['haircut with Ben', 'haircut', 'Ben Müller'],
    ['a haircut by Clara', 'a haircut', 'Clara Berg'],
    ['cleaning with Dr. Ramen', 'cleaning', 'Dr. Priya Raman'],
    ['Damenschnitt Clara', 'damenschnitt', 'Clara Berg'],
    ['Färben nicht bei Anna', 'faerben', 'not Anna Schäfer'],
    ['Färben bei Zoe', 'faerben', 'unknown'],
    ['colour with Dr. Smith', 'colour', 'unknown'],
    ['Haarschnitt, egal bei wem', 'haarschnitt', 'none_said'],
    ['haircut, whoever is free', 'haircut', 'none_said'],
  ])('hears service and person in "%s" (ASK-12)', (text, service, who) =>
    expect(split(text)).toEqual({ service, who }),
  );

  it.each([
    'Waschen und Föhnen',
    'Färben mit Waschen',
    'Bart bei euch',
    'Haarschnitt für Anna',
    'haircut with colering',
    'mein Name ist Anna, Färben bitte',
    'Herrenhaarschnitt',
    '',
  ])('leaves "%s" as it is: no member of staff is spoken of', (text) =>
    expect(split(text)).toEqual({ service: text, who: 'none_said' }),
  );
});

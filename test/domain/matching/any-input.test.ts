import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchService } from '../../../src/domain/matching/match-service.ts';
import { matchStaff } from '../../../src/domain/matching/match-staff.ts';
import { splitPerson } from '../../../src/domain/matching/split-person.ts';
import { canBeDoneWithin } from '../../support/can-be-done-within.ts';
import { SERVICE_TENANTS } from '../../support/service-tenants.ts';

const SALON = SERVICE_TENANTS['salon'] ?? [];
const NAMES = SALON.map(({ name }) => name);
const STAFF = ['Anna Schäfer', 'Ben Müller', 'Dr. Priya Raman', '', '.'].map((name) => ({ id: name, name }));

const scrap = fc.constantFrom(
  ...'haar schnitt herren nicht kein bei der Anna Müller , . ~ * egal und färben äh 60 stunde with not but no wait ß 💇'.split(
    ' ',
  ),
);
const texts = fc.oneof(
  fc.string({ maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.array(scrap, { maxLength: 60 }).map((parts) => parts.join(' ')),
  fc.array(scrap, { maxLength: 60 }).map((parts) => parts.join('')),
);

function understandAll(text: string): void {
  const { service, staff } = splitPerson(text, STAFF, NAMES);
  matchService(service, SALON);
  matchService(text, SALON);
  matchStaff(staff, STAFF);
  matchStaff(text, STAFF);
}

describe('matching', () => {
  it('never throws and never chooses what is not on the list, whatever is said', () => {
    const check = () =>
      fc.assert(
        fc.property(texts, texts, (text, name) => {
          understandAll(text);
          const services = [
            ...SALON,
            { ...(SALON[0] ?? fail()), id: 'odd', name, synonyms: [text], active: false },
          ];
          const match = matchService(text, services);
          const offered =
            match.kind === 'one' ? [match.service] : match.kind === 'several' ? match.services : [];
          return offered.every(({ active }) => active);
        }),
        { numRuns: 400 },
      );
    expect(check).not.toThrow();
  });

  it('takes any names of services and people', () => {
    const check = () =>
      fc.assert(
        fc.property(texts, texts, (text, name) => {
          const service = { id: 'odd', name, synonyms: [text], isDefault: false, active: true };
          matchService(text, [service]);
          matchStaff(text, [{ id: 'odd', name }]);
          splitPerson(text, [{ name }], [name]);
        }),
        { numRuns: 400 },
      );
    expect(check).not.toThrow();
  });

  it.each([
    'herrenhaarschnitt'.repeat(100),
    'haarhaar'.repeat(60),
    'nicht '.repeat(100),
    'bei der '.repeat(60),
    'a'.repeat(5_000),
    'wer '.repeat(80),
    'egal bei wem '.repeat(40),
    'ahrschnitth'.repeat(18),
    Array.from({ length: 40 }, (_, at) => `wrt${at}x`).join(' '),
    Array.from({ length: 25 }, () => 'hxrenschnxt').join(' '),
  ])('is quick with "%.20s..."', (text) => {
    // A few milliseconds even here.
    expect(canBeDoneWithin(100, () => understandAll(text))).toBe(true);
  });
});

function fail(): never {
  throw new Error('the salon has no services');
}

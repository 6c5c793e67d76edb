import { describe, expect, it } from 'vitest';
import { meansOwnNumber, saysNothingGiven } from '../../../src/domain/contact/nothing-given.ts';

describe('an argument that says that there is nothing to give', () => {
  it.each([
    'keine',
    'Keine E-Mail',
    'keine E-Mail-Adresse',
    'hab ich nicht',
    'ich habe leider keine',
    'keine Angabe',
    'möchte ich nicht angeben',
    'nicht vorhanden',
    'unbekannt',
    'nein',
    'none',
    'no email',
    "I don't have one",
    'not provided',
    'N/A',
    'n.a.',
    'unknown',
    '-',
    '...',
    '',
    'none@none.com',
    'keine@example.de',
    'no-email@example.com',
  ])('is "%s"', (text) => expect(saysNothingGiven(text)).toBe(true));

  it.each([
    'max@example.com',
    'max at example punkt com',
    'keiner at example punkt com',
    '0171 1234567',
    'anonymous',
    'keine Ahnung, vielleicht später',
    'nora@example.com',
    'x'.repeat(1_000),
  ])('is not "%s"', (text) => expect(saysNothingGiven(text)).toBe(false));
});

describe('an argument that means the number of this call', () => {
  it.each([
    'dieselbe',
    'diese Nummer',
    'die Nummer, von der ich anrufe',
    'die gleiche Nummer',
    'same number',
    'this number',
    "the number I'm calling from",
    'current number',
  ])('is "%s"', (text) => expect(meansOwnNumber(text)).toBe(true));

  it.each(['0171 1234567', 'die Nummer', 'meine Nummer', 'diese 0171 1234567', ''])('is not "%s"', (text) =>
    expect(meansOwnNumber(text)).toBe(false),
  );
});

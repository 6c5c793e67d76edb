import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEmail } from '../../src/domain/email.ts';

describe('readEmail', () => {
  it.each([
    ['max@example.com', 'max@example.com'],
    ['  Max.Mustermann@Example.COM ', 'Max.Mustermann@example.com'],
    ['max+termin@mail.example.com', 'max+termin@mail.example.com'],
    ['<max@example.com>', 'max@example.com'],
    ['mailto:max@example.com', 'max@example.com'],
    ['max@example.com.', 'max@example.com'],
    ["o'neil@example.com", "o'neil@example.com"],
    ['max@bücher.example', 'max@bücher.example'],
    ['max punkt mustermann at example punkt com', 'max.mustermann@example.com'],
    ['Max Punkt Mustermann ät Example Punkt com', 'max.mustermann@example.com'],
    ['max unterstrich mustermann at example bindestrich shop dot test', 'max_mustermann@example-shop.test'],
    ['m a x at example dot com', 'max@example.com'],
    ['max @ example . com', 'max@example.com'],
  ])('reads "%s" as %s (ASK-17)', (text, email) => {
    expect(readEmail(text)).toEqual({ kind: 'ok', email });
  });

  it.each([
    '',
    'max',
    'max@',
    '@example.com',
    'max@example',
    'max@@example.com',
    'max..m@example.com',
    '.max@example.com',
    'max.@example.com',
    'max@-example.com',
    'max@example..com',
    'ich habe keine',
    'meine adresse ist max at example punkt com',
    'max@example.c',
    `${'a'.repeat(65)}@example.com`,
  ])('refuses "%s" (ASK-17)', (text) => expect(readEmail(text)).toEqual({ kind: 'invalid' }));

  it('answers every address that it read with the same address again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary', maxLength: 300 })), (text) => {
        const read = readEmail(text);
        expect(read.kind === 'ok' ? readEmail(read.email) : read).toEqual(read);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

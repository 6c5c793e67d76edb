import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEmail } from '../../../src/domain/email.ts';
import { speakEmail } from '../../../src/domain/speech/speak.ts';

describe('an e-mail address as it is said', () => {
  it.each([
    [
      'max.mustermann@gmail.com',
      'max Punkt mustermann at gmail Punkt com',
      'max dot mustermann at gmail dot com',
    ],
    [
      'max_88@t-online.de',
      'max Unterstrich 8 8 at t Minus online Punkt de',
      'max underscore 8 8 at t dash online dot de',
    ],
    ['max+a@example.co.uk', 'max Plus a at example Punkt co Punkt uk', 'max plus a at example dot co dot uk'],
    [
      "o'neil@example.com",
      'o Sonderzeichen neil at example Punkt com',
      'o special character neil at example dot com',
    ],
  ])('says %s as "%s" and "%s"', (email, german, english) => {
    expect(speakEmail(email, 'de')).toBe(german);
    expect(speakEmail(email, 'en')).toBe(english);
  });

  it('is understood again by the reader in both languages', () => {
    const local = fc
      .stringMatching(/^[b-ln-z]{3,8}(?:[._+-][b-ln-z]{3,8})?\d{0,4}$/)
      .filter((text) => !/em|ist|und|one/.test(text));
    fc.assert(
      fc.property(
        local,
        fc.constantFrom('example.com', 'gmx.de', 'web.de', 't-online.de'),
        (name, domain) => {
          const email = `${name}@${domain}`;
          for (const language of ['de', 'en'] as const)
            expect(readEmail(speakEmail(email, language))).toEqual({ kind: 'ok', email });
        },
      ),
      { numRuns: 500, seed: 1 },
    );
  });
});

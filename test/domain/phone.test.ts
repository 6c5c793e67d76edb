import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countryOf } from '../../src/domain/country.ts';
import { readPhone } from '../../src/domain/phone.ts';

describe('readPhone', () => {
  it.each([
    '+491711234567',
    '+49 171 1234567',
    '+49 (0)171 1234567',
    '+49 (0) 171 / 1234567',
    '0049 171 1234567',
    '0049 (0)171 1234567',
    '0171/1234567',
    '0171 123 45 67',
    '(0171) 123-4567',
    'tel:+491711234567',
    ' 01711234567 ',
    '491711234567',
    '49 171 1234567',
    'null eins sieben eins eins zwei drei vier fünf sechs sieben',
    'plus vier neun eins sieben eins eins zwei drei vier fünf sechs sieben',
    '0171 eins zwei drei vier fünf sechs sieben',
  ])('reads "%s" as one and the same number (ASK-18, ASK-76)', (text) => {
    expect(readPhone(text, 'DE')).toEqual({ kind: 'ok', e164: '+491711234567' });
  });

  it('assumes the country only where the number names none', () => {
    expect(readPhone('(415) 555-2671', 'US')).toEqual({ kind: 'ok', e164: '+14155552671' });
    expect(readPhone('0049 171 1234567', 'US')).toEqual({ kind: 'ok', e164: '+491711234567' });
    expect(readPhone('+49 171 1234567', 'US')).toEqual({ kind: 'ok', e164: '+491711234567' });
    expect(readPhone('four one five five five five two six seven one', 'US')).toEqual({
      kind: 'ok',
      e164: '+14155552671',
    });
    expect(readPhone('four one five triple five two six seven one', 'US')).toEqual({
      kind: 'ok',
      e164: '+14155552671',
    });
  });

  it.each([
    '',
    ' ',
    'None',
    'null',
    'anonymous',
    'unknown',
    'sip:anna@example.com',
    'anna@example.com',
    '12',
    '110',
    '+',
    '++49',
    '0000000000',
    'meine Nummer',
    '+49171123456789012345',
  ])('refuses "%s" (ASK-18)', (text) => expect(readPhone(text, 'DE')).toEqual({ kind: 'invalid' }));

  it('answers E.164 or invalid to anything', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.stringMatching(/^[+0-9 ()/-]{0,30}$/)),
        (text) => {
          const read = readPhone(text, 'DE');
          expect(read.kind === 'ok' ? read.e164 : '+49000000').toMatch(/^\+[1-9]\d{6,14}$/);
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('country', () => {
  it('takes the country from locale, zone or number', () => {
    expect(
      ['de-DE', 'de-AT', 'de_CH', 'en-US', 'en-GB', 'de', 'en', 'zh-Hans-CN', 'xx', ''].map(countryOf),
    ).toEqual(['DE', 'AT', 'CH', 'US', 'GB', 'DE', 'GB', 'CN', 'DE', 'DE']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countryOf } from '../../src/domain/country.ts';
import { readPhone } from '../../src/domain/phone.ts';

/** Words of numbers in any order, as no caller says them. */
const SPEECH = fc
  .array(
    fc.constantFrom(
      ...(
        'null eins ein zwei zwanzig einundzwanzig twenty one twenty-one oh double doppel drei mal und hundert hundred thousand tausend ' +
        'plus 0171 4 , meine nummer neunundvierzig'
      ).split(' '),
    ),
    { maxLength: 80 },
  )
  .map((words) => words.join(' '));

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
    'null-eins-sieben-eins-eins-zwei-drei-vier-fünf-sechs-sieben',
    'null eins sieben eins, zwölf, vierunddreißig, sechsundfünfzig, sieben',
    'null eins sieben eins hundertdreiundzwanzig vierhundertsechsundfünfzig sieben',
    'null eins sieben eins, zwölf, vier und dreißig, fünf, sechs, sieben',
    'null null neunundvierzig, eins sieben eins, 1234567',
    'plus neunundvierzig null eins sieben eins eins zwei drei vier fünf sechs sieben',
    'Meine Nummer ist die null eins sieben eins und dann eins zwo drei vier fünf sechs sieben',
    'also, das ist die 0171 / 1234567, danke',
    'Vorwahl null eins sieben eins, dann zwölf dreihundertfünfundvierzig siebenundsechzig',
    'oh, das ist die null eins sieben eins eins zwei drei vier fünf sechs sieben',
    'zero one seven one twelve thirty-four fifty-six seven',
    'my number is plus four nine one seven one one two three four five six seven',
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
    ['null eins sieben eins doppel drei vier fünf sechs sieben acht', '+491713345678'],
    ['null eins sieben eins dreimal die Fünf vier sechs sieben acht', '+491715554678'],
    ['null eins sieben eins drei mal die fünf vier sechs sieben acht', '+491715554678'],
    ['null eins sieben eins, ein und zwanzig, vier fünf sechs sieben acht', '+491712145678'],
    ['null eins sieben eins zweitausendsechsundzwanzig vier fünf sechs', '+491712026456'],
    ['Vorwahl null drei null, dann 123 456', '+4930123456'],
  ])('reads "%s" as %s', (text, e164) => expect(readPhone(text, 'DE')).toEqual({ kind: 'ok', e164 }));

  it.each([
    ['area code 415 555 0100', '+14155550100'],
    ['four one five, five five five, oh one hundred', '+14155550100'],
    ['four one five five five five oh one double oh', '+14155550100'],
    ['four one five triple five twenty-six seventy one', '+14155552671'],
    ['four one five triple five twenty six seventy one', '+14155552671'],
    ["it's four one five five five five forty-five hundred", '+14155554500'],
    ['one eight hundred five five five twelve twelve', '+18005551212'],
  ])('reads "%s" as %s', (text, e164) => expect(readPhone(text, 'US')).toEqual({ kind: 'ok', e164 }));

  it('never chooses between two valid numbers', () => {
    expect(readPhone('null eins sieben eins, twenty one, vier fünf sechs sieben acht', 'DE')).toEqual({
      kind: 'invalid',
    });
    expect(readPhone('null drei null, hundert fünf, vier sechs', 'DE')).toEqual({ kind: 'invalid' });
  });

  it.each([
    '',
    ' ',
    'Restricted',
    'withheld',
    'null eins sieben eins',
    'null eins sieben eins eins zwei drei vier',
    'null eins sieben eins doppel',
    'um 15 Uhr unter 0171 1234567',
    '0171 1234567 oder 0172 1234567',
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
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 400 }),
          fc.stringMatching(/^[+0-9 ()/-]{0,30}$/),
          SPEECH,
        ),
        (text) => {
          const read = readPhone(text, 'DE');
          expect(read.kind === 'ok' ? read.e164 : '+49000000').toMatch(/^\+[1-9]\d{6,14}$/);
        },
      ),
      { numRuns: 1_000, seed: 1 },
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

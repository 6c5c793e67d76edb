import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { lookUpZones, zonesOfNumber, zonesToHonour } from '../../../src/domain/reminders/zones-of-number.ts';

describe('the zones of a number', () => {
  it.each([
    ['a German mobile number', '+491710000001', ['Europe/Berlin']],
    ['a number of London', '+442079460000', ['Europe/London']],
    ['a number of San Francisco', '+14155550101', ['America/Los_Angeles']],
    ['a number of Honolulu', '+18085550101', ['Pacific/Honolulu']],
    ['a number of New Zealand', '+6421123456', ['Pacific/Auckland']],
    ['a number of Kiribati', '+68673012345', ['Pacific/Enderbury', 'Pacific/Kiritimati', 'Pacific/Tarawa']],
  ])('of %s are told by its beginning (VIO-26)', async (_, number, zones) => {
    expect(await zonesOfNumber(number)).toEqual(zones);
  });

  it('of a number that rings anywhere are many, from coast to coast (VIO-26)', async () => {
    const zones = await zonesOfNumber('+18005550101');
    expect(zones).toEqual(expect.arrayContaining(['America/New_York', 'Pacific/Honolulu']));
    expect(zones.length).toBeGreaterThan(20);
  });

  it.each(['', '+', 'anonymous', '+999999', '+88213000000', '017100000001', 'sip:anna@example.com'])(
    'of %j are unknown, and nothing breaks (VIO-26)',
    async (number) => {
      expect(await zonesOfNumber(number)).toEqual([]);
    },
  );

  it('are told the same again, and the answer is the own one of who asked (VIO-26)', async () => {
    const first = await zonesOfNumber('+442079460001');
    first.push('Mars/Olympus');
    expect(await zonesOfNumber('+442079460002')).toEqual(['Europe/London']);
    const second = await zonesOfNumber('+442079460003');
    second.push('Mars/Olympus');
    expect(await zonesOfNumber('+442079460004')).toEqual(['Europe/London']);
  });
});

describe('a table of zones', () => {
  const number = parsePhoneNumberFromString('+18085550101');
  if (number === undefined) throw new Error('no number');
  /** Answers like the table, one look after the other. */
  const telling = (...answers: (string[] | null)[]) => {
    let looks = 0;
    return () => Promise.resolve(answers[looks++] ?? null);
  };

  it('that cannot be read is no word that a number tells nothing (VIO-26, VIO-34)', async () => {
    await expect(lookUpZones(number, telling(null, null))).rejects.toThrow('cannot be read');
  });

  it('that is read tells what is in it, and what is not (VIO-26)', async () => {
    const zones = ['Pacific/Honolulu'];
    expect(await lookUpZones(number, telling(zones))).toEqual(zones);
    expect(await lookUpZones(number, telling(null, ['America/New_York'], null))).toEqual([]);
  });

  it('that could not be read for a moment is asked again (VIO-26)', async () => {
    const zones = ['Pacific/Honolulu'];
    expect(await lookUpZones(number, telling(null, ['America/New_York'], zones))).toEqual(zones);
  });
});

describe('the zones to honour', () => {
  const tenantZone = 'Europe/London';

  it.each([
    [
      "the customer's alone where it is known",
      { customerZone: 'Asia/Tokyo', numberZones: ['Europe/London'], tenantZone },
      ['Asia/Tokyo'],
    ],
    ["the number's", { numberZones: ['America/Los_Angeles'], tenantZone }, ['America/Los_Angeles']],
    [
      "the tenant's where it is one of the number's",
      { numberZones: ['Europe/Guernsey', 'Europe/London'], tenantZone },
      ['Europe/London'],
    ],
    [
      "all of the number's where the tenant's is none of them",
      { numberZones: ['Pacific/Enderbury', 'Pacific/Kiritimati'], tenantZone },
      ['Pacific/Enderbury', 'Pacific/Kiritimati'],
    ],
    ["the tenant's where the number tells nothing", { numberZones: [], tenantZone }, ['Europe/London']],
  ])('are %s (VIO-26)', (_, known, zones) => {
    expect(zonesToHonour(known)).toEqual(zones);
  });
});

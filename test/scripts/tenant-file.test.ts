import { describe, expect, it } from 'vitest';
import { readTenantFile } from '../../scripts/tenant-file.ts';

const LEAST = { slug: 'salon', name: 'Salon', locale: 'de-DE', timezone: 'Europe/Berlin' };

function read(...tenants: unknown[]) {
  return readTenantFile(Buffer.from(JSON.stringify({ tenants })));
}

function problemsOf(...tenants: unknown[]): string[] {
  const file = read(...tenants);
  return file.kind === 'wrong' ? file.problems : [];
}

describe('a file of tenants', () => {
  it('may leave out everything that has a usual value', () => {
    expect(read(LEAST)).toEqual({
      kind: 'ok',
      tenants: [
        {
          slug: 'salon',
          name: 'Salon',
          businessType: 'other',
          locale: 'de-DE',
          timezone: 'Europe/Berlin',
          phoneNumbers: [],
          agents: [],
          services: [],
          policies: { cancelHours: 24, rescheduleHours: 24, minNoticeMinutes: 15 },
          functionsPerMinute: 600,
          accessKeys: [],
          customers: [],
        },
      ],
    });
  });

  it('names each part by which a service is found and served', () => {
    const service = { name: 'Schnitt', event_type_id: 7, minutes: 45, synonyms: ['Haare'], default: true };
    const staff = ['Anna', { name: 'Ben', event_type_id: 8 }];
    expect(read({ ...LEAST, services: [{ ...service, staff, seats: 2 }] })).toMatchObject({
      tenants: [
        {
          services: [
            {
              name: 'Schnitt',
              eventTypeId: 7,
              minutes: 45,
              synonyms: ['Haare'],
              isDefault: true,
              seats: 2,
              staff: [{ name: 'Anna' }, { name: 'Ben', eventTypeId: 8 }],
            },
          ],
        },
      ],
    });
  });

  it('may say which proofs suffice for which deed, each deed by itself', () => {
    const proof = { cancel: ['booking_code'], read: ['caller_id', 'name_and_date'] };
    expect(read({ ...LEAST, policies: { proof } })).toMatchObject({ tenants: [{ policies: { proof } }] });
    expect(read({ ...LEAST, policies: { proof: {} } })).toMatchObject({
      tenants: [{ policies: { proof: {} } }],
    });
  });

  it.each([
    [{ cancel: ['voice'] }, 'cancel[0]: must be one of caller_id, name_and_date, booking_code'],
    [{ move: ['this_call'] }, 'move[0]: must be one of caller_id, name_and_date, booking_code'],
    [{ read: [] }, 'read: must accept at least one proof'],
    [{ read: 'booking_code' }, 'read: must be a list of caller_id, name_and_date, booking_code'],
    [{ read: ['booking_code', 'booking_code'] }, 'read: names a proof twice'],
  ])('cannot take %j for proofs, and says what is wrong', (proof, problem) => {
    expect(problemsOf({ ...LEAST, policies: { proof } })).toEqual([`tenants[0].policies.proof.${problem}`]);
  });

  it('cannot name another deed that needs a proof', () => {
    expect(problemsOf({ ...LEAST, policies: { proof: { book: ['caller_id'] } } })).toEqual([
      expect.stringMatching(/^tenants\[0\]\.policies\.proof/),
    ]);
  });

  it('may say what the parts of a day mean to the tenant, each by itself', () => {
    const day_hours = { open: ['08:00', '20:00'], evening: ['17:00', '20:00'] };
    expect(read({ ...LEAST, policies: { day_hours } })).toMatchObject({
      tenants: [
        {
          policies: {
            dayHours: {
              open: { from: '08:00', until: '20:00' },
              evening: { from: '17:00', until: '20:00' },
            },
          },
        },
      ],
    });
  });

  it.each([
    { open: ['20:00', '08:00'] },
    { open: ['07', '20:00'] },
    { morning: ['08:00'] },
    { teatime: ['16:00', '17:00'] },
  ])('cannot make a day of %j', (day_hours) => {
    expect(problemsOf({ ...LEAST, policies: { day_hours } })).toEqual([
      expect.stringMatching(/^tenants\[0\]\.policies\.day_hours/),
    ]);
  });

  it.each([
    ['all that a token may have', "AZaz09!#$%&'*+-.^_`|~"],
    ['16 characters', 'k'.repeat(16)],
    ['200 characters', 'k'.repeat(200)],
  ])('may have an access key of %s', (_what, key) => {
    expect(problemsOf({ ...LEAST, access_keys: [{ role: 'owner', key }] })).toEqual([]);
  });

  it.each([
    ['with umlauts', 'schlüssel-der-inhaberin'],
    ['with blanks', 'key of the owner of it'],
    ['with a blank at its end', 'key-of-the-owner-00 '],
    ['with a slash', 'key/of/the/owner/00'],
    ['with an equals sign', 'a2V5LW9mLXRoZS1vd25lcg=='],
    ['too short', 'k'.repeat(15)],
    ['too long', 'k'.repeat(201)],
  ])('cannot have an access key that some door would not take: %s', (_what, key) => {
    expect(problemsOf({ ...LEAST, access_keys: [{ role: 'owner', key }] })).toEqual([
      expect.stringMatching(/^tenants\[0\]\.access_keys\[0\]\.key: must be 16 to 200 /),
    ]);
  });

  it('may say how long the tenant keeps what, each by itself', () => {
    expect(read({ ...LEAST, policies: { retention: { transcript_days: 30 } } })).toMatchObject({
      tenants: [{ policies: { retention: { transcriptDays: 30 } } }],
    });
    expect(read({ ...LEAST, policies: { retention: { personal_days: 365 } } })).toMatchObject({
      tenants: [{ policies: { retention: { personalDays: 365 } } }],
    });
  });

  it.each([{ transcript_days: 0 }, { personal_days: 1.5 }, { audit_days: 3 }])(
    'cannot keep anything for %j',
    (retention) => {
      expect(problemsOf({ ...LEAST, policies: { retention } })).toEqual([
        expect.stringMatching(/^tenants\[0\]\.policies\.retention/),
      ]);
    },
  );

  it('is told every place that is wrong, and none of its values', () => {
    const wrong = {
      ...LEAST,
      slug: 'Secret Slug',
      locale: 'secret-FR',
      timezone: 'Europe/Secret',
      phone_numbers: ['+4930123456', 'secret 123'],
      agents: [''],
      retell: {},
      calcom: { api_key: 'secret-key', base_url: 'ftp://secret', requests_per_minute: 0 },
      services: [{ name: '', event_type_id: 'secret-7', minutes: 0, staff: [''] }],
      policies: { cancel_hours: -1 },
      access_keys: [{ role: 'secret-king', key: 'secret-short' }],
      customers: [{ name: 'Secret Person' }],
    };
    const problems = problemsOf(LEAST, wrong);
    expect(problems.map((problem) => String(problem.split(':')[0])).toSorted()).toEqual([
      'tenants[1].access_keys[0].key',
      'tenants[1].access_keys[0].role',
      'tenants[1].agents[0]',
      'tenants[1].calcom.base_url',
      'tenants[1].calcom.requests_per_minute',
      'tenants[1].customers[0]',
      'tenants[1].locale',
      'tenants[1].phone_numbers[1]',
      'tenants[1].policies.cancel_hours',
      'tenants[1].retell.api_key',
      'tenants[1].services[0].event_type_id',
      'tenants[1].services[0].minutes',
      'tenants[1].services[0].name',
      'tenants[1].services[0].staff[0]',
      'tenants[1].slug',
      'tenants[1].timezone',
    ]);
    expect(problems.join('\n')).not.toMatch(/secret|Secret/);
  });

  it('is told of fields that do not exist', () => {
    expect(problemsOf({ ...LEAST, colour: 'blue' })).toEqual([expect.stringMatching(/tenants\[0\].*colour/)]);
  });

  it('is UTF-8, with or without a byte order mark', () => {
    const text = JSON.stringify({ tenants: [{ ...LEAST, name: 'Färberei' }] });
    expect(readTenantFile(Buffer.from(`\uFEFF${text}`))).toMatchObject({ tenants: [{ name: 'Färberei' }] });
    expect(readTenantFile(Buffer.from(text, 'latin1'))).toEqual({
      kind: 'wrong',
      problems: ['the file is not UTF-8'],
    });
  });

  it.each([
    ['two services of one name', [{ name: 'Schnitt' }, { name: 'schnitt' }]],
    ['a synonym that another service has', [{ name: 'Schnitt', synonyms: ['Cut'] }, { name: 'Cut' }]],
    [
      'two default services',
      [
        { name: 'A', default: true },
        { name: 'B', default: true },
      ],
    ],
    ['a person twice', [{ name: 'A', staff: ['Anna', { name: 'anna', event_type_id: 7 }] }]],
  ])('is refused with %s', (_, services) => {
    const complete = services.map((service) => ({ event_type_id: 1, minutes: 30, ...service }));
    expect(problemsOf({ ...LEAST, services: complete })).not.toEqual([]);
  });

  it('is refused with one slug twice', () => {
    expect(problemsOf(LEAST, LEAST)).toEqual(['tenants: two tenants have the same slug']);
  });

  it.each(['', 'not JSON', '[]', '{}', '{"tenants":[]}', '{"tenants":{}}', 'null'])(
    'is more than %j',
    (text) => {
      expect(readTenantFile(Buffer.from(text))).toMatchObject({
        kind: 'wrong',
        problems: [expect.any(String)],
      });
    },
  );
});

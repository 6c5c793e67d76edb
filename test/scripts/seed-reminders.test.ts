import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTenantFile } from '../../scripts/tenant-file.ts';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { startProcess } from '../support/gateway-process.ts';
import { ownerRows } from '../support/owner-rows.ts';

const AGENT = 'agent_0123456789abcdef0123456789';
const REMINDERS = {
  enabled: true,
  preset: 'office',
  hours_before: [24, 2],
  agent_id: AGENT,
  from_number: '+493012345611',
  calling_hours: { from: '09:00', until: '18:30', weekdays: [1, 2, 3, 4, 5, 6], holidays: ['DE-BY'] },
  retries: {
    most_retries: 3,
    delay_minutes: { no_answer: 60, voicemail: 240 },
    backoff: { factor: 2, step_minutes: 5, most_minutes: 600 },
    escalate_after: 3,
  },
  limits: { per_quarter_hour: 10, per_day: 100, at_once: 2, same_number_minutes: 5 },
  quality: { auto_pause: false, short_seconds: 8, long_seconds: 200, failure_share: 0.5, least_calls: 20 },
  privacy: { enabled: true, first_name_only: false },
  content: {
    personality: 'friendly',
    script: 'generic',
    special_instructions: true,
    instructions: 'Ring twice.',
  },
  behaviour: { max_seconds: 240, ring_seconds: 25, silence_seconds: 12, recording: true },
  waitlist: true,
};

function salon(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    slug: 'salon-nord',
    name: 'Salon Nord',
    locale: 'de-DE',
    timezone: 'Europe/Berlin',
    phone_numbers: ['+493012345611'],
    agents: [AGENT],
    retell: { api_key: 'key_retell_1234' },
    services: [{ name: 'Schnitt', event_type_id: 7, minutes: 45, reminder_hours: [48] }],
    customers: [
      {
        name: 'Max Mustermann',
        phone: '+491711234567',
        preferred_name: 'Maxi',
        timezone: 'Europe/Vienna',
        reminder_hours: [6, 1],
      },
    ],
    reminders: REMINDERS,
    ...change,
  };
}

function problemsOf(change: Record<string, unknown>, file: Record<string, unknown> = {}): string[] {
  const read = readTenantFile(Buffer.from(JSON.stringify({ tenants: [salon(change)], ...file })));
  return read.kind === 'wrong' ? read.problems : [];
}

describe('a seed file with reminder calls', () => {
  it('says everything that an owner can (VIO-01, VIO-02, VIO-13, VIO-14, VIO-61, VIO-64)', () => {
    const file = { tenants: [salon()], do_not_call: ['+491711234599'] };
    const read = readTenantFile(Buffer.from(JSON.stringify(file)));
    expect(read).toMatchObject({
      kind: 'ok',
      doNotCall: ['+491711234599'],
      tenants: [
        {
          services: [{ reminderHours: [48] }],
          customers: [{ preferredName: 'Maxi', timezone: 'Europe/Vienna', reminderHours: [6, 1] }],
        },
      ],
    });
    expect(read.kind === 'ok' ? read.tenants[0]?.reminders : undefined).toEqual({
      enabled: true,
      preset: 'office',
      hoursBefore: [24, 2],
      agentId: AGENT,
      fromNumber: '+493012345611',
      callingHours: { from: '09:00', until: '18:30', weekdays: [1, 2, 3, 4, 5, 6], holidays: ['DE-BY'] },
      retries: {
        mostRetries: 3,
        delayMinutes: { no_answer: 60, voicemail: 240 },
        backoff: { factor: 2, stepMinutes: 5, mostMinutes: 600 },
        escalateAfter: 3,
      },
      limits: { perQuarterHour: 10, perDay: 100, atOnce: 2, sameNumberMinutes: 5 },
      quality: { autoPause: false, shortSeconds: 8, longSeconds: 200, failureShare: 0.5, leastCalls: 20 },
      privacy: { enabled: true, firstNameOnly: false },
      content: {
        personality: 'friendly',
        script: 'generic',
        specialInstructions: true,
        instructions: 'Ring twice.',
      },
      behaviour: { maxSeconds: 240, ringSeconds: 25, silenceSeconds: 12, recording: true },
      waitlist: true,
    });
  });

  it.each<[Record<string, unknown>, string]>([
    [{ reminders: { colour: 'blue' } }, 'tenants[0].reminders: Unrecognized key: "colour"'],
    [{ reminders: { limits: { per_year: 1 } } }, 'tenants[0].reminders.limits: Unrecognized key: "per_year"'],
    [{ reminders: { preset: 'fast' } }, 'tenants[0].reminders.preset: Invalid option'],
    [
      { services: [{ name: 'S', event_type_id: 7, minutes: 45, reminder_hours: [169] }] },
      'tenants[0].services[0].reminder_hours[0]: must be whole hours from 1 to 168',
    ],
    [
      { customers: [{ name: 'Max', phone: '+491711234567', reminder_hours: [0] }] },
      'tenants[0].customers[0].reminder_hours[0]: must be whole hours from 1 to 168',
    ],
    [
      { customers: [{ name: 'Max', phone: '+491711234567', timezone: 'Mars/Base' }] },
      'tenants[0].customers[0].timezone: must be an IANA zone',
    ],
  ])('names what it does not know, or what cannot be: %j (VIO-13)', (change, problem) => {
    expect(problemsOf(change)).toEqual([expect.stringContaining(problem)]);
  });

  it('names a number of nobody in its do-not-call list (VIO-35)', () => {
    expect(problemsOf({}, { do_not_call: ['0171'] })).toEqual([
      expect.stringContaining('do_not_call[0]: must be in E.164'),
    ]);
  });
});

describe('npm run seed with reminder calls', () => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'slotline-seed-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function seed(content: unknown) {
    const file = join(folder, 'tenants.json');
    await writeFile(file, JSON.stringify(content));
    const env = { DATABASE_URL: database.url, SECRET_KEY: '5a'.repeat(32), DATA_DIR: folder };
    const child = startProcess('scripts/seed.ts', [file], env);
    return { code: await child.ended, output: child.output(), errors: child.errors() };
  }

  const rows = (query: string) => ownerRows(database.url, query);

  it('sets them up, has what is upcoming planned, and warns of what may be meant so (VIO-01, VIO-12, VIO-35)', async () => {
    const early = salon({ reminders: { ...REMINDERS, calling_hours: { from: '07:00', until: '20:00' } } });
    const { code, output, errors } = await seed({ do_not_call: ['+491711234599'], tenants: [early] });
    expect({ code, output }).toEqual({ code: 0, output: '1 tenants set up: salon-nord\n' });
    expect(errors.split('\n')).toEqual([
      'Note: salon-nord: reminders.calling_hours: go beyond 08:00 to 21:00, where calls are unlawful in many places',
      'Note: salon-nord: reminders.behaviour.transcription: is off, and so no recording is kept either: Retell keeps both or neither',
      '',
    ]);
    const [tenant] = await rows('select id, reminders from tenants');
    expect(tenant?.['reminders']).toMatchObject({ enabled: true, hoursBefore: [24, 2] });
    expect(await rows('select reminder_hours from services')).toEqual([{ reminder_hours: [48] }]);
    expect(await rows('select preferred_name, timezone, reminder_hours from customers')).toEqual([
      { preferred_name: 'Maxi', timezone: 'Europe/Vienna', reminder_hours: [6, 1] },
    ]);
    expect(await rows('select number from global_do_not_call')).toEqual([{ number: '+491711234599' }]);
    const planned = await rows(`select singleton_key from pgboss.job where name = 'plan'`);
    expect(planned).toEqual([{ singleton_key: tenant?.['id'] }]);
  });

  it('names what cannot be by its field, and changes nothing (VIO-65)', async () => {
    const before = await rows('select * from tenants');
    const reminders = {
      ...REMINDERS,
      agent_id: 'agent_of_somebody_else',
      hours_before: [0],
      calling_hours: { from: '20:00', until: '08:00' },
    };
    const { code, errors } = await seed({ tenants: [salon({ name: 'Salon Süd', reminders })] });
    expect(code).toBe(1);
    expect(errors).toContain('salon-nord: reminders.agent_id: must be one of the agents of the tenant');
    expect(errors).toContain('salon-nord: reminders.hours_before: must be whole hours from 1 to 168');
    expect(errors).toContain('salon-nord: reminders.calling_hours.from: must be before calling_hours.until');
    expect(await rows('select * from tenants')).toEqual(before);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { startProcess } from '../support/gateway-process.ts';
import { ownerRows } from '../support/owner-rows.ts';

const SECRET_KEY = '5a'.repeat(32);

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

function salon(mark: string, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    slug: `salon-${mark}`,
    name: 'Salon Nord',
    business_type: 'salon',
    locale: 'de-DE',
    timezone: 'Europe/Berlin',
    phone_numbers: [`+493012345${mark}`],
    agents: [`agent_0123456789abcdef0123456${mark}`],
    retell: { api_key: `key_retell_${mark}`, previous_api_key: `key_retell_old_${mark}` },
    calcom: {
      base_url: 'http://127.0.0.1:4010/v2/',
      api_key: `cal_live_${mark}`,
      webhook_secret: `whsec_calcom_${mark}`,
      requests_per_minute: 120,
    },
    services: [
      {
        name: 'Herrenhaarschnitt',
        event_type_id: 2563193,
        minutes: 45,
        synonyms: ['Herrenschnitt', 'Haare'],
        default: true,
        staff: ['Anna', { name: 'Ben', event_type_id: 2563199 }],
        seats: 1,
      },
      { name: 'Färben', event_type_id: 2563194, minutes: 90 },
    ],
    policies: { cancel_hours: 24, reschedule_hours: 12, min_notice_minutes: 15 },
    limits: { functions_per_minute: 600 },
    access_keys: [{ role: 'owner', key: `owner-access-key-${mark}` }],
    customers: [
      { name: 'Max Mustermann', phone: '0171 1234567', email: 'max@example.com' },
      { name: 'Erika Beispiel', email: 'erika@example.com' },
    ],
    ...change,
  };
}

let files = 0;
async function seed(content: unknown, flags: string[] = [], env: Record<string, string> = {}) {
  files += 1;
  const file = join(folder, `tenants-${files}.json`);
  await writeFile(file, JSON.stringify(content));
  return run([file, ...flags], env);
}

async function run(args: string[], env: Record<string, string> = {}) {
  const own = { DATABASE_URL: database.url, SECRET_KEY, DATA_DIR: folder };
  const child = startProcess('scripts/seed.ts', args, { ...own, ...env });
  return { code: await child.ended, output: child.output(), errors: child.errors() };
}

function rows(query: string): Promise<Record<string, unknown>[]> {
  return ownerRows(database.url, query);
}

/** Every row of every table of ours, without what the clock and chance put there. */
async function everything(): Promise<string> {
  const tables = await rows(`select table_name from information_schema.tables where table_schema = 'public'`);
  const contents: unknown[] = [];
  for (const { table_name: table } of tables) contents.push(await rows(`select * from "${String(table)}"`));
  return JSON.stringify(contents);
}

async function counts(): Promise<unknown> {
  const tables = [
    'tenants',
    'phone_numbers',
    'agents',
    'services',
    'service_synonyms',
    'staff',
    'service_staff',
  ];
  const all = [...tables, 'access_keys', 'customers'];
  const [row] = await rows(
    `select ${all.map((name) => `(select count(*) from ${name}) as ${name}`).join(', ')}`,
  );
  return row;
}

describe('npm run seed', () => {
  it('makes what the file says, the same twice, and keeps no secret in clear', async () => {
    const file = { tenants: [salon('11'), salon('12')] };
    const first = await seed(file);
    expect(first).toEqual({ code: 0, output: '2 tenants set up: salon-11, salon-12\n', errors: '' });
    const made = await counts();
    expect(made).toEqual({
      tenants: '2',
      phone_numbers: '2',
      agents: '2',
      services: '4',
      service_synonyms: '4',
      staff: '4',
      service_staff: '4',
      access_keys: '2',
      customers: '4',
    });
    const ids = await rows('select id from services union select id from customers order by id');
    expect(await seed(file, ['--json'])).toEqual({
      code: 0,
      output: '{"tenants":["salon-11","salon-12"]}\n',
      errors: '',
    });
    expect(await counts()).toEqual(made);
    expect(await rows('select id from services union select id from customers order by id')).toEqual(ids);

    const text = await everything();
    expect(text).toContain('salon-11');
    expect(text).toContain('+491711234567');
    expect(text).toContain('"calcom_base_url":"http://127.0.0.1:4010/v2"');
    expect(text).not.toMatch(/key_retell_|cal_live_|whsec_|owner-access-key|5a5a5a/);
    expect(await rows('select hash from access_keys')).toEqual([
      { hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
  });

  it('brings changed values in, and puts a service that is left out aside', async () => {
    const changed = salon('12', {
      name: 'Salon Süd',
      timezone: 'Europe/Vienna',
      phone_numbers: ['+49301234529'],
      services: [{ name: 'Herrenhaarschnitt', event_type_id: 99, minutes: 50, staff: ['Cleo'] }],
      policies: { cancel_hours: 48 },
      access_keys: [{ role: 'reader', key: 'owner-access-key-12' }],
    });
    expect((await seed({ tenants: [changed] })).code).toBe(0);
    const [tenant] = await rows(`select * from tenants where slug = 'salon-12'`);
    const of = `where tenant_id = '${String(tenant?.['id'])}'`;
    expect(tenant).toMatchObject({
      name: 'Salon Süd',
      timezone: 'Europe/Vienna',
      policies: { cancelHours: 48, rescheduleHours: 24, minNoticeMinutes: 15 },
    });
    expect(await rows(`select number from phone_numbers ${of}`)).toEqual([{ number: '+49301234529' }]);
    expect(await rows(`select role from access_keys ${of}`)).toEqual([{ role: 'reader' }]);
    expect(
      await rows(`select name, active, minutes, event_type_id, is_default from services ${of} order by name`),
    ).toEqual([
      { name: 'Färben', active: false, minutes: 90, event_type_id: 2563194, is_default: false },
      { name: 'Herrenhaarschnitt', active: true, minutes: 50, event_type_id: 99, is_default: false },
    ]);
    expect(await rows(`select synonym from service_synonyms ${of}`)).toEqual([]);
    const hosts = `select s.name from service_staff x join staff s on s.id = x.staff_id where x.tenant_id = s.tenant_id`;
    expect(await rows(`${hosts} and x.tenant_id = '${String(tenant?.['id'])}'`)).toEqual([{ name: 'Cleo' }]);
  });

  it('names numbers and agents that another tenant has, and changes nothing', async () => {
    const thief = salon('32', {
      phone_numbers: ['+49301234511'],
      agents: ['agent_0123456789abcdef012345611'],
      access_keys: [{ role: 'owner', key: 'owner-access-key-11' }],
    });
    const before = await counts();
    const result = await seed({ tenants: [thief] });
    expect(result).toMatchObject({ code: 1, output: '' });
    expect(result.errors).toContain('salon-32: phone_numbers: +49301234511 belongs to another tenant');
    expect(result.errors).toContain(
      'salon-32: agents: agent_0123456789abcdef012345611 belongs to another tenant',
    );
    expect(result.errors).toContain('salon-32: access_keys[0].key: belongs to another tenant');
    expect(await counts()).toEqual(before);
  });

  it('ends with one plain error where it cannot do it, and explains itself', async () => {
    const away = { DATABASE_URL: 'postgres://u:secret-p@127.0.0.1:9/none' };
    const [missing, option, wrong, noDatabase, help] = await Promise.all([
      run(['no-such-file.json']),
      run(['--nonsense']),
      seed({ tenants: [salon('41', { timezone: 'Europe/Nowhere', color: 'blue' })] }),
      seed({ tenants: [salon('42')] }, [], away),
      run(['--help']),
    ]);
    expect(missing.errors).toContain('no-such-file.json cannot be read');
    expect(option.errors).toContain('--nonsense');
    expect(wrong.errors).toContain('tenants[0].timezone: must be an IANA zone');
    expect(wrong.errors).toContain('color');
    expect(noDatabase.errors).toContain('PostgreSQL at 127.0.0.1:9 does not answer');
    for (const { code, output, errors } of [missing, option, wrong]) {
      expect({ code, output }).toEqual({ code: 1, output: '' });
      expect(errors).not.toMatch(/\n\s+at |node:internal/);
    }
    expect(noDatabase.code).toBe(1);
    expect(noDatabase.errors + noDatabase.output).not.toContain('secret-p');
    expect(help.code).toBe(0);
    expect(help.output).toContain('npm run seed -- FILE.json');
    expect(help.output).toContain('--json');
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ownerRows } from '../support/owner-rows.ts';
import { openReminderSalon } from '../support/reminder-salon.ts';
import type { ReminderSalon } from '../support/reminder-salon.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const ORIGIN = 'http://localhost';

let world: World;
let salon: ReminderSalon;
let keys: { owner: string; reader: string };
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
beforeEach(async () => {
  const mark = world.deps.ids.next('key');
  keys = { owner: `owner-${mark}`, reader: `reader-${mark}` };
  const accessKeys = [
    { role: 'owner' as const, key: keys.owner },
    { role: 'reader' as const, key: keys.reader },
  ];
  salon = await openReminderSalon(world, {}, { definition: { accessKeys } });
});
afterAll(() => world.close());

interface Shown {
  status: number;
  text: string;
  location: string;
}

async function browse(path: string, cookie: string, form?: [string, string][]): Promise<Shown> {
  const response = await world.app.request(path, {
    headers: {
      cookie,
      ...(form === undefined ? {} : { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form).toString() }),
  });
  return {
    status: response.status,
    text: await response.text(),
    location: response.headers.get('location') ?? '',
  };
}

async function signIn(key = keys.owner): Promise<string> {
  const response = await world.app.request('/sign-in', {
    method: 'POST',
    headers: { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ key }).toString(),
  });
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

/** The form as the page shows it, with other values where they are given. */
function settingsForm(change: Record<string, string | string[]> = {}): [string, string][] {
  const usual: Record<string, string | string[]> = {
    enabled: 'on',
    agent_id: salon.agentId,
    from_number: salon.fromNumber,
    personality: 'friendly',
    confirmation: 'on',
    hours_before: ['24', '2'],
    other_hours: '72',
    from: '09:00',
    until: '18:00',
    weekdays: ['1', '2', '3', '4', '5'],
    holidays: 'DE-BE',
    preset: 'standard',
    most_retries: '3',
    delay_no_answer: '240',
    delay_voicemail: '720',
    delay_busy: '60',
    delay_failed: '240',
  };
  return Object.entries({ ...usual, ...change }).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
}

describe('signing in', () => {
  it('keeps the key sealed in a cookie no script can read, for this site alone', async () => {
    const response = await world.app.request('/sign-in', {
      method: 'POST',
      headers: {
        origin: 'https://localhost',
        'x-forwarded-proto': 'https',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ key: keys.owner }).toString(),
    });
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).toMatch(/Secure/);
    expect(decodeURIComponent(cookie)).not.toContain(keys.owner);
  });

  it('is asked of everybody else, whatever their cookie says', async () => {
    const cookie = await signIn();
    for (const wrong of ['', 'slotline_session=v1.AAAA', `${cookie.slice(0, -4)}AAAA`]) {
      expect(await browse('/reminders', wrong)).toMatchObject({ status: 303, location: '/sign-in' });
    }
    expect(await signIn('owner-key-of-nobody-at-all')).toBe('');
  });

  it('ends after twelve hours, and with the key', async () => {
    const cookie = await signIn();
    await salon.store.accessKeys.keepOnly([keys.reader]);
    expect((await browse('/reminders', cookie)).status).toBe(303);
    await salon.store.accessKeys.save({ id: world.deps.ids.next('key'), role: 'owner', key: keys.owner });
    expect((await browse('/reminders', cookie)).status).toBe(200);
    world.clock.advance({ hours: 12 });
    expect((await browse('/reminders', cookie)).status).toBe(303);
  });

  it('lets no form of another site do anything', async () => {
    const cookie = await signIn();
    const response = await world.app.request('/reminders/settings', {
      method: 'POST',
      headers: {
        cookie,
        origin: 'https://elsewhere.example.com',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(settingsForm()).toString(),
    });
    expect(response.status).toBe(403);
  });
});

describe('the settings page', () => {
  it('has three sections with the usual values and options, and the key masked (VIO-66)', async () => {
    const { status, text } = await browse('/reminders/settings', await signIn());
    expect(status).toBe(200);
    for (const legend of ['Voice AI', 'Timing', 'Retries'])
      expect(text).toContain(`<legend>${legend}</legend>`);
    expect(options(text, 'delay_no_answer')).toEqual(['1 h', '2 h*', '4 h', '8 h']);
    expect(options(text, 'delay_voicemail')).toEqual(['4 h', '8 h*', '12 h', '24 h']);
    expect(options(text, 'most_retries')).toEqual(['0', '1', '2*', '3', '4', '5']);
    expect(text).not.toContain(salon.definition.retell?.apiKey);
    expect(text).toContain(`ends with ${salon.definition.retell?.apiKey.slice(-4)}`);
  });

  it('saves what its form says and shows it again (VIO-13, VIO-66)', async () => {
    const cookie = await signIn();
    const saved = await browse('/reminders/settings', cookie, settingsForm());
    expect(saved.text).toContain('Saved.');
    const wishes = await salon.store.tenant.loadReminders();
    expect(wishes).toMatchObject({
      hoursBefore: [24, 2, 72],
      callingHours: { from: '09:00', until: '18:00', weekdays: [1, 2, 3, 4, 5], holidays: ['DE-BE'] },
      retries: { mostRetries: 3, delayMinutes: { no_answer: 240, voicemail: 720 } },
      content: { personality: 'friendly', confirmation: true, specialInstructions: false },
    });
    await browse('/reminders/settings', cookie, settingsForm());
    expect(await salon.store.tenant.loadReminders()).toEqual(wishes);
  });

  it('names the field that cannot be, and saves nothing (VIO-65)', async () => {
    const cookie = await signIn();
    const before = await salon.store.tenant.loadReminders();
    const wrong = await browse(
      '/reminders/settings',
      cookie,
      settingsForm({ from: '19:00', other_hours: '169' }),
    );
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('calling_hours');
    expect(wrong.text).toContain('hours_before');
    expect(await salon.store.tenant.loadReminders()).toEqual(before);
  });

  it('shows what was sent beside what is wrong with it (VIO-66)', async () => {
    const { text } = await browse(
      '/reminders/settings',
      await signIn(),
      settingsForm({ from: '19:00', other_hours: '169, three', instructions: 'Bring your card.' }),
    );
    expect(text).toMatch(/name="from"[^>]* value="19:00"/);
    expect(text).toMatch(/name="other_hours"[^>]* value="169, three"/);
    expect(text).toContain('Bring your card.');
    expect(options(text, 'delay_voicemail')).toContain('12 h*');
  });

  it('shows midnight as an end, and saves it again (VIO-66)', async () => {
    const cookie = await signIn();
    const { text } = await browse('/reminders/settings', cookie, settingsForm({ until: '24:00' }));
    expect(text).toContain('Saved.');
    const [field = ''] = /<input[^>]*name="until"[^>]*>/.exec(text) ?? [];
    expect(field).toContain('value="24:00"');
    // A field for a time of day knows no such time: browsers would show and send nothing.
    expect(field).not.toContain('type="time"');
    const [, pattern = 'none'] = /pattern="([^"]*)"/.exec(field) ?? [];
    const may = new RegExp(`^(?:${pattern})$`, 'v');
    expect(['00:30', '18:00', '24:00', '24:01', '7:00'].filter((time) => may.test(time))).toEqual([
      '00:30',
      '18:00',
      '24:00',
    ]);
  });

  it('keeps what is said elsewhere at the same time', async () => {
    const cookie = await signIn();
    const saved = await salon.store.atomically(async (store) => {
      await store.tenant.saveReminders({ limits: { perDay: 7 } }, world.clock.now());
      const saving = browse('/reminders/settings', cookie, settingsForm());
      await vi.waitFor(async () => expect(await waitingForLocks()).toBe(1));
      return [saving];
    });
    expect((await saved[0])?.text).toContain('Saved.');
    expect(await salon.store.tenant.loadReminders()).toMatchObject({
      limits: { perDay: 7 },
      hoursBefore: [24, 2, 72],
    });
  });

  it('takes no characters that cannot be kept', async () => {
    const cookie = await signIn();
    const sent = await browse('/reminders/settings', cookie, settingsForm({ instructions: 'a\0b' }));
    expect(sent.text).toContain('Saved.');
    expect(await salon.store.tenant.loadReminders()).toMatchObject({ content: { instructions: 'ab' } });
  });

  it('is shown to a reader without its button, who can save nothing (VIO-66)', async () => {
    const cookie = await signIn(keys.reader);
    expect((await browse('/reminders/settings', cookie)).text).not.toContain('<button>Save</button>');
    expect((await browse('/reminders/settings', cookie, settingsForm())).status).toBe(403);
  });

  it('shows what an owner typed as text, never as markup', async () => {
    const cookie = await signIn();
    const { text } = await browse(
      '/reminders/settings',
      cookie,
      settingsForm({ instructions: '</textarea><script>alert(1)</script>' }),
    );
    expect(text).not.toContain('<script>');
  });
});

describe('the Call Now button', () => {
  it('rings the customer and shows each of its states as the call goes on (VIO-72)', async () => {
    const cookie = await signIn();
    await salon.book();
    expect(await buttonAt(cookie)).toBe('idle');
    const [task] = await salon.store.followUpTasks.listDue(new Date('2027-01-01'));
    const pressed = await browse(`/reminders/call/${task?.customerId}`, cookie, []);
    expect(pressed).toMatchObject({ status: 303 });
    expect(pressed.location).toMatch(/^\/reminders\/calls\/ses_/);
    const ringing = await browse(pressed.location, cookie);
    expect(ringing.text).toContain('data-state="ringing"');
    expect(ringing.text).toContain('<progress');
    expect(ringing.text).toContain('http-equiv="refresh" content="2"');
    expect(await buttonAt(cookie)).toBe('ringing');
    const sessionId = pressed.location.split('/').at(-1) ?? '';
    const { callId } = (await salon.store.callSessions.find(sessionId)) ?? {};
    const now = world.clock.now();
    await salon.store.callSessions.markAnswered(sessionId, callId ?? '', now, now);
    expect(await buttonAt(cookie)).toBe('answered');
    await salon.store.callSessions.recordEnd(
      sessionId,
      callId,
      { state: 'completed', outcome: 'confirmed', endClass: 'talked', endedAt: now },
      now,
    );
    expect(await buttonAt(cookie)).toBe('completed');
  });

  it('says why nobody is rung, and where the called party is (VIO-06, VIO-72)', async () => {
    await salon.book();
    const [task] = await salon.store.followUpTasks.listDue(new Date('2027-01-01'));
    world.clock.set('2026-11-20T20:30:00Z');
    const pressed = await browse(`/reminders/call/${task?.customerId}`, await signIn(), []);
    expect(pressed.status).toBe(422);
    expect(pressed.text).toContain('It is 21:30 there (Europe/Berlin).');
    expect(
      world.retellApi.dials().filter(({ apiKey }) => apiKey === salon.definition.retell?.apiKey),
    ).toEqual([]);
  });

  it('is not there for a reader, and rings nobody of another tenant (VIO-08)', async () => {
    await salon.book();
    const [task] = await salon.store.followUpTasks.listDue(new Date('2027-01-01'));
    const reader = await signIn(keys.reader);
    expect((await browse('/reminders', reader)).text).not.toContain('Call now');
    expect((await browse(`/reminders/call/${task?.customerId}`, reader, [])).status).toBe(403);
    const mark = world.deps.ids.next('key');
    await openReminderSalon(world, {}, { definition: { accessKeys: [{ role: 'owner', key: mark }] } });
    expect((await browse(`/reminders/call/${task?.customerId}`, await signIn(mark), [])).status).toBe(404);
  });
});

describe('the calls of the next day', () => {
  it('are told with who is called (VIO-72)', async () => {
    const [task] = await salon.tasks(await salon.book());
    world.clock.set(new Date((task?.scheduledAt.getTime() ?? 0) - 3_600_000).toISOString());
    const { text } = await browse('/reminders', await signIn());
    const planned = text.split('Calls planned for the next 24 hours')[1] ?? '';
    expect(planned).toContain('<td>Max Mustermann</td>');
  });
});

describe('the page of a call', () => {
  it('is asked for every two seconds until the call is over (VIO-73)', async () => {
    const [task] = await salon.tasks(await salon.book());
    const dialled = await salon.dialAtItsTime(task);
    if (dialled.kind !== 'placed') throw new Error('the reminder was not dialled');
    const path = `/reminders/calls/${dialled.sessionId}`;
    const cookie = await signIn();
    expect((await browse(path, cookie)).text).toContain('http-equiv="refresh" content="2"');
    const now = world.clock.now();
    await salon.store.callSessions.recordEnd(
      dialled.sessionId,
      dialled.callId,
      { state: 'no_answer', outcome: 'no_answer', endClass: 'no_answer', endedAt: now },
      now,
    );
    const over = await browse(path, cookie);
    expect(over.text).not.toContain('http-equiv="refresh"');
    expect(over.text).toContain('data-state="completed"');
  });

  it("is not there for another tenant's call", async () => {
    expect((await browse('/reminders/calls/ses_0', await signIn())).status).toBe(404);
  });
});

async function waitingForLocks(): Promise<unknown> {
  const query = `select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return (await ownerRows(world.databaseUrl, query))[0]?.['waiting'];
}

async function buttonAt(cookie: string): Promise<string> {
  const { text } = await browse('/reminders', cookie);
  return /data-state="(\w+)"/.exec(text)?.[1] ?? 'none';
}

/** The options of a select; the chosen one is marked. */
function options(text: string, name: string): string[] {
  const select = new RegExp(`<select name="${name}">(.*?)</select>`, 's').exec(text)?.[1] ?? '';
  return [...select.matchAll(/<option value="[^"]*" (selected)?\s*>([^<]*)<\/option>/g)].map(
    ([, selected, label = '']) => `${label.trim()}${selected === undefined ? '' : '*'}`,
  );
}

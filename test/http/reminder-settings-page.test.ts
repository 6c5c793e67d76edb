import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ownerRows } from '../support/owner-rows.ts';
import { openPageDoor } from '../support/page-door.ts';
import type { PageDoor } from '../support/page-door.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let door: PageDoor;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
beforeEach(async () => {
  door = await openPageDoor(world);
});
afterAll(() => world.close());

describe('the settings page', () => {
  it('has three sections with the usual values and options, and the key masked (VIO-66)', async () => {
    const { status, text } = await door.browse('/reminders/settings', await door.signIn());
    expect(status).toBe(200);
    for (const legend of ['Voice AI', 'Timing', 'Retries'])
      expect(text).toContain(`<legend>${legend}</legend>`);
    expect(options(text, 'delay_no_answer')).toEqual(['1 h', '2 h*', '4 h', '8 h']);
    expect(options(text, 'delay_voicemail')).toEqual(['4 h', '8 h*', '12 h', '24 h']);
    expect(options(text, 'most_retries')).toEqual(['0', '1', '2*', '3', '4', '5']);
    expect(text).not.toContain(door.salon.definition.retell?.apiKey);
    expect(text).toContain(`ends with ${door.salon.definition.retell?.apiKey.slice(-4)}`);
  });

  it('offers 1, 2, 6, 24, 48 and 168 hours before the appointment, with those of the owner ticked (VIO-13)', async () => {
    const { text } = await door.browse('/reminders/settings', await door.signIn());
    const boxes = [...text.matchAll(/<input[^>]*name="hours_before"\s+value="(\d+)"([^>]*)/g)];
    expect(boxes.map(([, hours, rest = '']) => [hours, rest.includes('checked')])).toEqual([
      ['1', false],
      ['2', false],
      ['6', false],
      ['24', true],
      ['48', false],
      ['168', false],
    ]);
  });

  it('saves what its form says and shows it again (VIO-13, VIO-66)', async () => {
    const cookie = await door.signIn();
    const saved = await door.browse('/reminders/settings', cookie, door.settingsForm());
    expect(saved.text).toContain('Saved.');
    const wishes = await door.salon.store.tenant.loadReminders();
    expect(wishes).toMatchObject({
      hoursBefore: [24, 2, 72],
      callingHours: { from: '09:00', until: '18:00', weekdays: [1, 2, 3, 4, 5], holidays: ['DE-BE'] },
      retries: { mostRetries: 3, delayMinutes: { no_answer: 240, voicemail: 720 } },
      content: { personality: 'friendly', confirmation: true, specialInstructions: false },
    });
    await door.browse('/reminders/settings', cookie, door.settingsForm());
    expect(await door.salon.store.tenant.loadReminders()).toEqual(wishes);
  });

  it('names the field that cannot be, and saves nothing (VIO-65)', async () => {
    const cookie = await door.signIn();
    const before = await door.salon.store.tenant.loadReminders();
    const wrong = await door.browse(
      '/reminders/settings',
      cookie,
      door.settingsForm({ from: '19:00', other_hours: '169' }),
    );
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('calling_hours');
    expect(wrong.text).toContain('hours_before');
    expect(await door.salon.store.tenant.loadReminders()).toEqual(before);
  });

  it('shows what was sent beside what is wrong with it (VIO-66)', async () => {
    const { text } = await door.browse(
      '/reminders/settings',
      await door.signIn(),
      door.settingsForm({ from: '19:00', other_hours: '169, three', instructions: 'Bring your card.' }),
    );
    expect(text).toMatch(/name="from"[^>]* value="19:00"/);
    expect(text).toMatch(/name="other_hours"[^>]* value="169, three"/);
    expect(text).toContain('Bring your card.');
    expect(options(text, 'delay_voicemail')).toContain('12 h*');
  });

  it('measures instructions by the characters that were typed, not by how browsers send line breaks (VIO-66)', async () => {
    const typed = `${'Bring your card.\n'.repeat(117)}Ring twice`;
    expect(typed).toHaveLength(1_999);
    const instructions = typed.replaceAll('\n', '\r\n');
    const { text } = await door.browse(
      '/reminders/settings',
      await door.signIn(),
      door.settingsForm({ instructions }),
    );
    expect(text).toContain('Saved.');
    expect(await door.salon.store.tenant.loadReminders()).toMatchObject({ content: { instructions: typed } });
  });

  it('brings the hours of another rule set with its delays (VIO-01, VIO-66)', async () => {
    const change = { preset: 'office', from: '08:00', until: '20:00' };
    const { text } = await door.browse('/reminders/settings', await door.signIn(), door.settingsForm(change));
    expect(text).toMatch(/name="from"[^>]* value="09:00"/);
    expect(text).toMatch(/name="until"[^>]* value="17:00"/);
    expect(options(text, 'delay_no_answer')).toContain('5 min*');
    expect((await door.salon.store.tenant.loadReminders())?.callingHours).toEqual({
      weekdays: [1, 2, 3, 4, 5],
      holidays: ['DE-BE'],
    });
  });

  it.each(['0x10', '1e1', '+5', '5.0'])('takes %s for no hours (VIO-13, VIO-66)', async (typed) => {
    const before = await door.salon.store.tenant.loadReminders();
    const form = door.settingsForm({ other_hours: typed });
    const { status, text } = await door.browse('/reminders/settings', await door.signIn(), form);
    expect([status, text.includes('hours_before: must be whole hours from 1 to 168')]).toEqual([422, true]);
    expect(await door.salon.store.tenant.loadReminders()).toEqual(before);
  });

  it('shows midnight as an end, and saves it again (VIO-66)', async () => {
    const cookie = await door.signIn();
    const { text } = await door.browse('/reminders/settings', cookie, door.settingsForm({ until: '24:00' }));
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
    const cookie = await door.signIn();
    const saved = await door.salon.store.atomically(async (store) => {
      await store.tenant.saveReminders({ limits: { perDay: 7 } }, world.clock.now());
      const saving = door.browse('/reminders/settings', cookie, door.settingsForm());
      await vi.waitFor(async () => expect(await waitingForLocks()).toBe(1));
      return [saving];
    });
    expect((await saved[0])?.text).toContain('Saved.');
    expect(await door.salon.store.tenant.loadReminders()).toMatchObject({
      limits: { perDay: 7 },
      hoursBefore: [24, 2, 72],
    });
  });

  it('takes no characters that cannot be kept', async () => {
    const cookie = await door.signIn();
    const sent = await door.browse(
      '/reminders/settings',
      cookie,
      door.settingsForm({ instructions: 'a\0b' }),
    );
    expect(sent.text).toContain('Saved.');
    expect(await door.salon.store.tenant.loadReminders()).toMatchObject({ content: { instructions: 'ab' } });
  });

  it('is shown to a reader without its button, who can save nothing (VIO-66)', async () => {
    const cookie = await door.signIn(door.keys.reader);
    expect((await door.browse('/reminders/settings', cookie)).text).not.toContain('<button>Save</button>');
    expect((await door.browse('/reminders/settings', cookie, door.settingsForm())).status).toBe(403);
  });

  it('shows what an owner typed as text, never as markup', async () => {
    const cookie = await door.signIn();
    const { text } = await door.browse(
      '/reminders/settings',
      cookie,
      door.settingsForm({ instructions: '</textarea><script>alert(1)</script>' }),
    );
    expect(text).not.toContain('<script>');
  });
});

async function waitingForLocks(): Promise<unknown> {
  const query = `select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return (await ownerRows(world.databaseUrl, query))[0]?.['waiting'];
}

/** The options of a select; the chosen one is marked. */
function options(text: string, name: string): string[] {
  const select = new RegExp(`<select name="${name}">(.*?)</select>`, 's').exec(text)?.[1] ?? '';
  return [...select.matchAll(/<option value="[^"]*" (selected)?\s*>([^<]*)<\/option>/g)].map(
    ([, selected, label = '']) => `${label.trim()}${selected === undefined ? '' : '*'}`,
  );
}

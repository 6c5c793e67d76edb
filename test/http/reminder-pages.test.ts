import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bookElsewhere, hearOf } from '../support/book-elsewhere.ts';
import { openPageDoor } from '../support/page-door.ts';
import type { PageDoor, Shown } from '../support/page-door.ts';
import { openReminderSalon } from '../support/reminder-salon.ts';
import { MAX } from '../support/tenant-under-test.ts';
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

describe('the Call Now button', () => {
  it('rings the customer and shows each of its states as the call goes on (VIO-72)', async () => {
    const cookie = await door.signIn();
    await door.salon.book();
    expect(await buttonAt(cookie)).toBe('idle');
    const [task] = await door.salon.store.followUpTasks.listDue(new Date('2027-01-01'));
    const pressed = await door.browse(`/reminders/call/${task?.customerId}`, cookie, []);
    expect(pressed).toMatchObject({ status: 303 });
    expect(pressed.location).toMatch(/^\/reminders\/calls\/ses_/);
    const ringing = await door.browse(pressed.location, cookie);
    expect(ringing.text).toContain('data-state="ringing"');
    expect(ringing.text).toContain('<progress');
    expect(ringing.text).toContain('http-equiv="refresh" content="2"');
    expect(await buttonAt(cookie)).toBe('ringing');
    const sessionId = pressed.location.split('/').at(-1) ?? '';
    const { callId } = (await door.salon.store.callSessions.find(sessionId)) ?? {};
    const now = world.clock.now();
    await door.salon.store.callSessions.markAnswered(sessionId, callId ?? '', now, now);
    expect(await buttonAt(cookie)).toBe('answered');
    await door.salon.store.callSessions.recordEnd(
      sessionId,
      callId,
      { state: 'completed', outcome: 'confirmed', endClass: 'talked', endedAt: now },
      now,
    );
    expect(await buttonAt(cookie)).toBe('completed');
  });

  it('rings about the appointment in whose row it stands (VIO-04, VIO-72)', async () => {
    const cookie = await door.signIn();
    await door.salon.book();
    const second = await door.salon.book({ time: '16:00' });
    const pressed = await press(cookie, 1);
    const session = await door.salon.store.callSessions.find(pressed.location.split('/').at(-1) ?? '');
    expect(session).toMatchObject({
      appointmentId: second,
      appointmentAt: new Date('2026-11-26T15:00:00Z'),
    });
  });

  it('rings nobody about what was cancelled since the page was shown (VIO-12, VIO-72)', async () => {
    const cookie = await door.signIn();
    await door.salon.book();
    const { id, uid } = await bookElsewhere(door.salon, { start: '2026-11-26T15:00:00Z' });
    const shown = (await door.browse('/reminders', cookie)).text;
    door.salon.calcom.cancelElsewhere(uid);
    await hearOf(door.salon, uid);
    expect(shown).toContain(`value="${id}"`);
    const pressed = await press(cookie, 1, shown);
    expect(pressed.status).toBe(422);
    expect(pressed.text).toContain('The appointment does not stand any more');
    expect(dialled()).toEqual([]);
  });

  it("rings nobody about somebody else's appointment, or none (VIO-08, VIO-72)", async () => {
    const cookie = await door.signIn();
    await door.salon.book();
    const theirs = await bookElsewhere(door.salon, { number: '+491710000003' });
    const max = (await door.salon.store.customers.findByPhone(MAX))[0]?.id;
    for (const appointment of [theirs.id, 'apt_of_nobody', 'a\0b', 'a'.repeat(500)]) {
      const pressed = await door.browse(`/reminders/call/${max}`, cookie, [['appointment', appointment]]);
      expect(pressed.status).toBe(404);
    }
    expect(dialled()).toEqual([]);
  });

  it('says why nobody is rung, and where the called party is (VIO-06, VIO-72)', async () => {
    await door.salon.book();
    const [task] = await door.salon.store.followUpTasks.listDue(new Date('2027-01-01'));
    world.clock.set('2026-11-20T20:30:00Z');
    const pressed = await door.browse(`/reminders/call/${task?.customerId}`, await door.signIn(), []);
    expect(pressed.status).toBe(422);
    expect(pressed.text).toContain('It is 21:30 there (Europe/Berlin).');
    expect(dialled()).toEqual([]);
  });

  it('is not there for a reader, and rings nobody of another tenant (VIO-08)', async () => {
    await door.salon.book();
    const [task] = await door.salon.store.followUpTasks.listDue(new Date('2027-01-01'));
    const reader = await door.signIn(door.keys.reader);
    expect((await door.browse('/reminders', reader)).text).not.toContain('Call now');
    expect((await door.browse(`/reminders/call/${task?.customerId}`, reader, [])).status).toBe(403);
    const mark = world.deps.ids.next('key');
    await openReminderSalon(world, {}, { definition: { accessKeys: [{ role: 'owner', key: mark }] } });
    expect(
      (await door.browse(`/reminders/call/${task?.customerId}`, await door.signIn(mark), [])).status,
    ).toBe(404);
  });
});

describe('the calls of the next day', () => {
  it('are told with who is called (VIO-72)', async () => {
    const [task] = await door.salon.tasks(await door.salon.book());
    world.clock.set(new Date((task?.scheduledAt.getTime() ?? 0) - 3_600_000).toISOString());
    const { text } = await door.browse('/reminders', await door.signIn());
    const planned = text.split('Calls planned for the next 24 hours')[1] ?? '';
    expect(planned).toContain('<td>Max Mustermann</td>');
  });
});

describe('the page of a call', () => {
  it('is asked for every two seconds until the call is over (VIO-73)', async () => {
    const [task] = await door.salon.tasks(await door.salon.book());
    const dialled = await door.salon.dialAtItsTime(task);
    if (dialled.kind !== 'placed') throw new Error('the reminder was not dialled');
    const path = `/reminders/calls/${dialled.sessionId}`;
    const cookie = await door.signIn();
    expect((await door.browse(path, cookie)).text).toContain('http-equiv="refresh" content="2"');
    const now = world.clock.now();
    await door.salon.store.callSessions.recordEnd(
      dialled.sessionId,
      dialled.callId,
      { state: 'no_answer', outcome: 'no_answer', endClass: 'no_answer', endedAt: now },
      now,
    );
    const over = await door.browse(path, cookie);
    expect(over.text).not.toContain('http-equiv="refresh"');
    expect(over.text).toContain('data-state="completed"');
  });

  it('fills a bar of sixty seconds while it rings (VIO-73)', async () => {
    const [task] = await door.salon.tasks(await door.salon.book());
    const rung = await door.salon.dialAtItsTime(task);
    if (rung.kind !== 'placed') throw new Error('the reminder was not dialled');
    const cookie = await door.signIn();
    const bar = async () => {
      const { text } = await door.browse(`/reminders/calls/${rung.sessionId}`, cookie);
      return /<progress\s+max="(\d+)"\s+value="(\d+)"/.exec(text)?.slice(1);
    };
    expect(await bar()).toEqual(['60', '0']);
    world.clock.advance({ seconds: 20 });
    expect(await bar()).toEqual(['60', '20']);
    world.clock.advance({ seconds: 55 });
    expect(await bar()).toEqual(['60', '60']);
  });

  it("is not there for another tenant's call", async () => {
    expect((await door.browse('/reminders/calls/ses_0', await door.signIn())).status).toBe(404);
  });
});

const dialled = () =>
  world.retellApi.dials().filter(({ apiKey }) => apiKey === door.salon.definition.retell?.apiKey);

/** What a browser sends for the button of a row, as the page shows it. */
async function press(cookie: string, row: number, shown?: string): Promise<Shown> {
  const text = shown ?? (await door.browse('/reminders', cookie)).text;
  const [, action = '', body = ''] = [
    ...text.matchAll(/<form method="post" action="(\/reminders\/call\/[^"]*)">(.*?)<\/form>/gs),
  ][row] ?? ['', '', ''];
  const fields = [...body.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  return door.browse(
    action,
    cookie,
    fields.map(([, name = '', value = '']): [string, string] => [name, value]),
  );
}

async function buttonAt(cookie: string): Promise<string> {
  const { text } = await door.browse('/reminders', cookie);
  return /data-state="(\w+)"/.exec(text)?.[1] ?? 'none';
}

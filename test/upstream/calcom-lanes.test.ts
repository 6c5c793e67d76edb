import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallOptions } from '../../src/upstream/calendar.ts';
import { success, wireBooking } from '../support/calcom-bodies.ts';
import type { ScriptedCalcom } from '../support/scripted-calcom.ts';
import { startScriptedCalcom } from '../support/scripted-calcom.ts';

type Lane = NonNullable<CallOptions['lane']>;

let calcom: ScriptedCalcom;
beforeEach(async () => {
  calcom = await startScriptedCalcom();
  calcom.server.script(...Array.from({ length: 60 }, () => ({ json: success(wireBooking()) })));
});
afterEach(async () => {
  vi.useRealTimers();
  await calcom.server.close();
});

function openWith(requestsPerMinute: number, tenant = 'tenant-1', apiKey = calcom.settings.apiKey) {
  return calcom.calendars.open(tenant, { ...calcom.settings, requestsPerMinute, apiKey });
}

/** `done`, or the fault's code. */
async function ask(lane: Lane, calendar = calcom.calendar, more: CallOptions = {}): Promise<string> {
  return await calendar.getBooking('bk1', { ...calcom.options, ...more, lane }).then(
    (answer) => answer.kind,
    (fault: { code: string }) => fault.code,
  );
}

/** How many of `tries` requests go out. */
async function sent(lane: Exclude<Lane, 'background'>, tries: number): Promise<number> {
  const before = calcom.server.requests.length;
  for (let i = 0; i < tries; i += 1) await ask(lane);
  return calcom.server.requests.length - before;
}

/** Background work that stands in line: `now` says what came of it so far. */
function queue(more: CallOptions = {}, calendar = calcom.calendar) {
  let now = 'waits';
  const end = ask('background', calendar, more).then((result) => (now = result));
  return { end, now: () => now };
}

const untilPolled = () => new Promise(setImmediate);

describe('the lanes of a key’s budget', () => {
  it('leave the rest of the minute to what is more urgent', async () => {
    calcom.calendar = openWith(20);
    for (let i = 0; i < 10; i += 1) await ask('background');
    expect(calcom.server.requests).toHaveLength(10);
    expect(await sent('courtesy', 5)).toBe(2);
    expect(await sent('read', 10)).toBe(5);
    expect(await sent('write', 10)).toBe(3);
    expect(await sent('read', 1)).toBe(0);
  });

  it('leave a live caller the half of the minute whatever the background has to do', async () => {
    calcom.calendar = openWith(20);
    const hungUp = new AbortController();
    const walk = Array.from({ length: 30 }, () => queue({ signal: hungUp.signal }));
    await calcom.server.received(10);
    expect(await sent('write', 10)).toBe(10);
    hungUp.abort();
    const ends = await Promise.all(walk.map(({ end }) => end));
    expect(ends.filter((end) => end === 'done')).toHaveLength(10);
    expect(ends.filter((end) => end === 'upstream_unsent')).toHaveLength(20);
  });

  it('go by what the service says is left, since others may use the key', async () => {
    const said = (left: number) => ({
      headers: {
        'X-RateLimit-Limit-Default': '120',
        'X-RateLimit-Remaining-Default': String(left),
        'X-RateLimit-Reset-Default': '30',
      },
      json: success(wireBooking()),
    });
    await calcom.server.close();
    calcom = await startScriptedCalcom();
    calcom.server.script(said(20), said(19), said(18), said(17));
    expect(await ask('write')).toBe('done');
    expect(await ask('courtesy')).toBe('upstream_unsent');
    expect([await ask('read'), await ask('read')]).toEqual(['done', 'done']);
    expect(await ask('read')).toBe('upstream_unsent');
    expect(await ask('write')).toBe('done');
  });

  it('never let a caller wait', async () => {
    calcom.calendar = openWith(1);
    await ask('write');
    for (const lane of ['write', 'read', 'courtesy'] as const) {
      expect(await ask(lane)).toBe('upstream_unsent');
      expect(calcom.exchanges.at(-1)).toMatchObject({ failure: 'rate_limited', ms: 0 });
    }
  });

  it('let background work wait for room, and go on when there is some', async () => {
    calcom.calendar = openWith(2);
    await ask('background');
    const waiting = queue();
    await untilPolled();
    expect([waiting.now(), calcom.server.requests.length]).toEqual(['waits', 1]);
    calcom.machine.ms += 61_000;
    expect(await waiting.end).toBe('done');
    expect(calcom.server.requests).toHaveLength(2);
  });

  it('end the wait with the signal of the work, and send nothing then', async () => {
    calcom.calendar = openWith(2);
    await ask('background');
    const stopping = new AbortController();
    const waiting = queue({ signal: stopping.signal });
    await untilPolled();
    stopping.abort();
    expect(await waiting.end).toBe('upstream_unsent');
    expect(calcom.server.requests).toHaveLength(1);
  });

  it.each([
    { title: 'ask', seconds: 65, work: (options: CallOptions) => calcom.calendar.getBooking('bk1', options) },
    {
      title: 'change something',
      seconds: 10,
      work: (options: CallOptions) => calcom.calendar.cancelBooking('bk1', 'no reason', options),
    },
  ])('end the wait to $title after $seconds seconds', async ({ seconds, work }) => {
    calcom.calendar = openWith(2);
    await ask('background');
    const waiting = work({ ...calcom.options, lane: 'background' }).then(
      () => 'done',
      (fault: { code: string }) => fault.code,
    );
    await untilPolled();
    // Live callers take every place that becomes free.
    calcom.machine.ms += (seconds - 1) * 1_000;
    await ask('write');
    await ask('write');
    const before = calcom.server.requests.length;
    calcom.machine.ms += 1_000;
    expect(await waiting).toBe('upstream_unsent');
    expect(calcom.server.requests).toHaveLength(before);
  });

  it('belong to the key: tenants with the same one share it, others have their own', async () => {
    calcom.calendar = openWith(3);
    const [partner, other] = [openWith(3, 'tenant-2'), openWith(3, 'tenant-3', 'cal_test_another')];
    expect([await ask('write'), await ask('write', partner), await ask('write')]).toEqual([
      'done',
      'done',
      'done',
    ]);
    expect([await ask('write', partner), await ask('write')]).toEqual(['upstream_unsent', 'upstream_unsent']);
    expect(await ask('write', other)).toBe('done');
    // The partner's circuit is still its own.
    expect(calcom.calendars.health('tenant-2').circuit).toBe('closed');
  });

  it('take no room for what an open circuit does not send', async () => {
    await calcom.server.close();
    calcom = await startScriptedCalcom();
    calcom.server.script(...Array.from({ length: 5 }, () => ({ status: 503, text: 'gone' })));
    calcom.calendar = openWith(7);
    vi.useFakeTimers({ toFake: ['Date'] });
    for (let i = 0; i < 9; i += 1) await ask('write');
    calcom.machine.ms += 60_000;
    vi.setSystemTime(Date.now() + 60_000);
    calcom.server.script(...Array.from({ length: 2 }, () => ({ json: success(wireBooking()) })));
    expect([await ask('write'), await ask('write')]).toEqual(['done', 'done']);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bare, enveloped, success, wireBooking } from '../support/calcom-bodies.ts';
import type { ScriptedCalcom } from '../support/scripted-calcom.ts';
import { startScriptedCalcom } from '../support/scripted-calcom.ts';
import type { ScriptedAnswer } from '../support/scripted-server.ts';

const FAILED: ScriptedAnswer = { status: 500, json: bare(500, 'Internal server error') };
const GOOD: ScriptedAnswer = { json: success(wireBooking()) };

let calcom: ScriptedCalcom;
beforeEach(async () => {
  // The breaker reads the wall clock; sockets and timers stay real.
  vi.useFakeTimers({ toFake: ['Date'] });
  calcom = await startScriptedCalcom();
});
afterEach(async () => {
  vi.useRealTimers();
  await calcom.server.close();
});

function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
  calcom.machine.ms += ms;
}

/** `done`, or the fault's code. */
async function ask(signal?: AbortSignal): Promise<string> {
  const options = signal === undefined ? calcom.options : { ...calcom.options, signal };
  return await calcom.calendar.getBooking('bk1', options).then(
    (answer) => answer.kind,
    (fault: { code: string }) => fault.code,
  );
}

async function askTimes(times: number): Promise<string[]> {
  const answers: string[] = [];
  for (let i = 0; i < times; i += 1) answers.push(await ask());
  return answers;
}

function failures(count: number): ScriptedAnswer[] {
  return Array.from({ length: count }, () => FAILED);
}

async function openCircuit(): Promise<void> {
  calcom.server.script(...failures(5));
  await askTimes(5);
}

function circuit(): string {
  return calcom.calendars.health('tenant-1').circuit;
}

function held(): { answer: Promise<ScriptedAnswer>; give: (answer: ScriptedAnswer) => void } {
  const { promise, resolve } = Promise.withResolvers<ScriptedAnswer>();
  return { answer: promise, give: resolve };
}

describe('the circuit breaker (ASK-67)', () => {
  it('opens at the fifth failure in a row, not before', async () => {
    calcom.server.script(...failures(4), GOOD, ...failures(4));
    await askTimes(9);
    expect(circuit()).toBe('closed');
    calcom.server.script(FAILED);
    await ask();
    expect(circuit()).toBe('open');
  });

  it.each([
    { title: 'resets', answer: { manner: 'reset' as const } },
    { title: 'garbage', answer: { text: 'garbage' } },
  ])('counts $title as failures', async ({ answer }) => {
    calcom.server.script(...Array.from({ length: 5 }, () => answer));
    await askTimes(5);
    expect(circuit()).toBe('open');
  });

  it('refuses at once while open, without a request', async () => {
    await openCircuit();
    pass(59_999);
    expect(await ask()).toBe('upstream_unsent');
    expect(calcom.server.requests).toHaveLength(5);
    expect(calcom.exchanges.at(-1)).toEqual({
      service: 'calcom',
      method: 'GET',
      path: '/v2/bookings/bk1',
      failure: 'circuit_open',
      ms: 0,
    });
  });

  it('takes refusals of ours and of the caller for signs of life', async () => {
    calcom.server.script(
      ...failures(4),
      { status: 404, json: enveloped(404, 'NotFoundException', 'Booking not found') },
      ...failures(4),
      { status: 401, json: enveloped(401, 'UnauthorizedException', 'Invalid API Key') },
      ...failures(4),
    );
    await askTimes(14);
    expect(circuit()).toBe('closed');
  });

  it('takes a caller who hangs up for neither failure nor success', async () => {
    calcom.server.script(...failures(4));
    await askTimes(4);
    for (let i = 0; i < 5; i += 1) {
      const caller = new AbortController();
      calcom.server.script({ manner: 'hang' });
      const asked = ask(caller.signal);
      await calcom.server.received(5 + i);
      caller.abort();
      expect(await asked).toBe('upstream_unavailable');
    }
    expect(circuit()).toBe('closed');
    calcom.server.script(FAILED);
    await ask();
    expect(circuit()).toBe('open');
  });

  it('says that it would probe as soon as the minute is over', async () => {
    await openCircuit();
    pass(60_000);
    expect(circuit()).toBe('half_open');
  });

  it('closes after two good probes', async () => {
    await openCircuit();
    pass(60_000);
    calcom.server.script(GOOD, GOOD, GOOD);
    expect(await ask()).toBe('done');
    expect(circuit()).toBe('half_open');
    expect(calcom.recovered).toEqual([]);
    expect(await ask()).toBe('done');
    expect(circuit()).toBe('closed');
    expect(await ask()).toBe('done');
    // Told once, since its webhooks may have been lost meanwhile.
    expect(calcom.recovered).toEqual(['tenant-1']);
  });

  it('reopens for another minute at one failed probe', async () => {
    await openCircuit();
    pass(60_000);
    calcom.server.script(GOOD, FAILED);
    expect(await askTimes(2)).toEqual(['done', 'upstream_failed']);
    expect(circuit()).toBe('open');
    pass(59_999);
    expect(await ask()).toBe('upstream_unsent');
    expect(calcom.server.requests).toHaveLength(7);
    pass(1);
    calcom.server.script(GOOD, GOOD);
    expect(await askTimes(2)).toEqual(['done', 'done']);
    expect(circuit()).toBe('closed');
  });

  it('never lets a third caller wait for two probes that run', async () => {
    await openCircuit();
    pass(60_000);
    const [first, second] = [held(), held()];
    calcom.server.script(first.answer, second.answer);
    const probes = [ask(), ask()];
    await calcom.server.received(7);
    expect(await ask()).toBe('upstream_unsent');
    expect(calcom.exchanges.at(-1)).toMatchObject({ failure: 'circuit_open' });
    first.give(GOOD);
    expect(await Promise.race(probes)).toBe('done');
    expect(await ask()).toBe('upstream_unsent');
    second.give(GOOD);
    expect(await Promise.all(probes)).toEqual(['done', 'done']);
    expect(circuit()).toBe('closed');
    expect(calcom.server.requests).toHaveLength(7);
  });

  it.each([
    { title: 'closes', answer: GOOD, ends: 'closed' },
    { title: 'opens', answer: FAILED, ends: 'open' },
  ])(
    'lets a probe go on without the caller who sent it, and $title on its result',
    async ({ answer, ends }) => {
      await openCircuit();
      pass(60_000);
      const probe = held();
      const caller = new AbortController();
      calcom.server.script(probe.answer, GOOD);
      const asked = ask(caller.signal);
      await calcom.server.received(6);
      caller.abort();
      expect(await asked).toBe('upstream_unavailable');
      expect(calcom.exchanges.at(-1)).toMatchObject({ failure: 'aborted' });
      expect(await ask()).toBe('done');
      expect(circuit()).toBe('half_open');
      probe.give(answer);
      await expect.poll(circuit).toBe(ends);
      expect(calcom.exchanges).toHaveLength(7);
    },
  );

  it('is each tenant’s own', async () => {
    await openCircuit();
    const other = calcom.calendars.open('tenant-2', calcom.settings);
    calcom.server.script(GOOD);
    expect(await other.getBooking('bk1', {})).toMatchObject({ kind: 'done' });
    expect(calcom.calendars.health('tenant-2').circuit).toBe('closed');
    expect(circuit()).toBe('open');
  });

  it('stays with the tenant when the calendar is opened again, and starts afresh with another key', async () => {
    await openCircuit();
    calcom.calendars.open('tenant-1', { ...calcom.settings });
    expect(circuit()).toBe('open');
    calcom.calendars.open('tenant-1', { ...calcom.settings, apiKey: 'cal_test_another' });
    expect(circuit()).toBe('closed');
  });
});

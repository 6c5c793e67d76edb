import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enveloped, success, wireBooking } from '../support/calcom-bodies.ts';
import type { ScriptedCalcom } from '../support/scripted-calcom.ts';
import { startScriptedCalcom } from '../support/scripted-calcom.ts';
import type { ScriptedAnswer } from '../support/scripted-server.ts';

let calcom: ScriptedCalcom;
beforeEach(async () => {
  calcom = await startScriptedCalcom();
});
afterEach(() => calcom.server.close());

function good(headers: Record<string, string> = {}): ScriptedAnswer {
  return { headers, json: success(wireBooking()) };
}

function limited(headers: Record<string, string>): ScriptedAnswer {
  const message = 'CustomThrottlerGuard - Too many requests. Please try again later.';
  const body = enveloped(429, 'ThrottlerException', message);
  return {
    status: 429,
    headers,
    json: { ...body, error: { code: 'ThrottlerException', message, details: message } },
  };
}

/** `done`, or the fault's code. */
async function ask(): Promise<string> {
  return await calcom.calendar.getBooking('bk1', calcom.options).then(
    (answer) => answer.kind,
    (fault: { code: string }) => fault.code,
  );
}

function left(): number | undefined {
  return calcom.calendars.health('tenant-1').requestsLeft;
}

describe('the rate budget (ASK-70)', () => {
  it('knows nothing before the first answer', () => {
    expect(calcom.calendars.health('tenant-1')).toEqual({ circuit: 'closed' });
    expect(calcom.calendars.health('tenant-of-nobody')).toEqual({ circuit: 'closed' });
  });

  it('tells the smallest number of requests left over all limits of the key (ASK-88)', async () => {
    calcom.server.script(
      good({
        'X-RateLimit-Remaining-Short': '17',
        'X-RateLimit-Remaining-Long': '4',
        'X-RateLimit-Reset-Short': '30',
      }),
    );
    await ask();
    expect(left()).toBe(4);
    calcom.machine.ms += 30_000;
    expect(left()).toBeUndefined();
  });

  it('keeps quiet after a 429 until the seconds it names are over', async () => {
    calcom.server.script(
      limited({ 'X-RateLimit-Remaining-Default': '0', 'X-RateLimit-Reset-Default': '42' }),
      good(),
    );
    expect(await ask()).toBe('upstream_unsent');
    expect(calcom.exchanges.at(-1)).toMatchObject({ status: 429 });
    expect(calcom.exchanges.at(-1)).not.toHaveProperty('failure');
    calcom.machine.ms += 41_999;
    expect(await ask()).toBe('upstream_unsent');
    expect(calcom.exchanges.at(-1)).toMatchObject({ failure: 'rate_limited', ms: 0 });
    expect(calcom.server.requests).toHaveLength(1);
    calcom.machine.ms += 1;
    expect(await ask()).toBe('done');
  });

  it.each([
    { title: 'without headers, for the minute that Cal.com blocks', headers: {}, seconds: 60 },
    { title: 'as a proxy asks', headers: { 'Retry-After': '7' }, seconds: 7 },
    {
      title: 'until the first of several limits ends',
      headers: { 'X-RateLimit-Reset-Short': '5', 'X-RateLimit-Reset-Long': '55' },
      seconds: 5,
    },
    {
      title: 'for a minute at most, whatever the header says',
      headers: { 'X-RateLimit-Reset-Default': '1796724000' },
      seconds: 60,
    },
  ])('waits after a 429 $title', async ({ headers, seconds }) => {
    calcom.server.script(limited(headers), good());
    await ask();
    calcom.machine.ms += seconds * 1_000 - 1;
    expect(await ask()).toBe('upstream_unsent');
    calcom.machine.ms += 1;
    expect(await ask()).toBe('done');
  });

  it('takes a 429 in no JSON for one all the same', async () => {
    calcom.server.script({ status: 429, text: 'slow down' });
    expect(await ask()).toBe('upstream_unsent');
    expect(await ask()).toBe('upstream_unsent');
    expect(calcom.server.requests).toHaveLength(1);
  });

  it('does not send the request that would get the key blocked', async () => {
    calcom.server.script(
      good({ 'X-RateLimit-Remaining-Default': '0', 'X-RateLimit-Reset-Default': '9' }),
      good(),
    );
    expect(await ask()).toBe('done');
    expect(await ask()).toBe('upstream_unsent');
    calcom.machine.ms += 9_000;
    expect(await ask()).toBe('done');
  });

  it('goes on while one of several limits has room', async () => {
    calcom.server.script(
      good({
        'X-RateLimit-Remaining-Short': '0',
        'X-RateLimit-Remaining-Long': '9',
        'X-RateLimit-Reset-Short': '9',
      }),
      good(),
    );
    expect([await ask(), await ask()]).toEqual(['done', 'done']);
  });

  it('keeps within the tenant’s requests per minute', async () => {
    calcom.calendar = calcom.calendars.open('tenant-1', { ...calcom.settings, requestsPerMinute: 2 });
    calcom.server.script(good(), good(), good());
    expect(await ask()).toBe('done');
    calcom.machine.ms += 10_000;
    expect([await ask(), await ask()]).toEqual(['done', 'upstream_unsent']);
    calcom.machine.ms += 50_999;
    expect(await ask()).toBe('upstream_unsent');
    // A second more than a minute: the service may have counted the first request a little later.
    calcom.machine.ms += 1;
    expect([await ask(), await ask()]).toEqual(['done', 'upstream_unsent']);
  });

  it('is no matter for the circuit breaker (ASK-67)', async () => {
    calcom.server.script(...Array.from({ length: 6 }, () => limited({ 'X-RateLimit-Reset-Default': '1' })));
    for (let i = 0; i < 6; i += 1) {
      await ask();
      calcom.machine.ms += 1_000;
    }
    expect(calcom.server.requests).toHaveLength(6);
    expect(calcom.calendars.health('tenant-1').circuit).toBe('closed');
  });
});

describe('the average time of an answer (ASK-88)', () => {
  async function askTaking(ms: number): Promise<void> {
    const answer = Promise.withResolvers<ScriptedAnswer>();
    calcom.server.script(answer.promise);
    const asked = ask();
    await calcom.server.received(calcom.server.requests.length + 1);
    calcom.machine.ms += ms;
    answer.resolve(good());
    await asked;
  }

  it('is that of the last hundred', async () => {
    calcom.calendar = calcom.calendars.open('tenant-1', { ...calcom.settings, requestsPerMinute: 1_000 });
    await askTaking(5_000);
    expect(calcom.calendars.health('tenant-1').averageMs).toBe(5_000);
    for (let i = 0; i < 50; i += 1) await askTaking(100);
    for (let i = 0; i < 50; i += 1) await askTaking(200);
    expect(calcom.calendars.health('tenant-1').averageMs).toBe(150);
  });
});

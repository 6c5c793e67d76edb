import { afterEach, describe, expect, it } from 'vitest';
import { bare, enveloped, success, wireBooking } from '../support/calcom-bodies.ts';
import type { ScriptedCalcom } from '../support/scripted-calcom.ts';
import { CALCOM_KEY, startScriptedCalcom } from '../support/scripted-calcom.ts';
import { startScriptedServer } from '../support/scripted-server.ts';

let calcom: ScriptedCalcom;
afterEach(() => calcom.server.close());

const QUICK = { readTimeoutMs: 60, writeTimeoutMs: 60 };
const DRAFT = {
  eventTypeId: 1,
  startsAt: new Date('2026-12-08T08:00:00Z'),
  attendee: {
    name: 'Max Mustermann',
    email: 'max@example.com',
    timeZone: 'Europe/Berlin',
    language: 'de' as const,
  },
  metadata: {},
};

describe('an answer that does not come', () => {
  it.each(['hang', 'stall'] as const)(
    'ends at the timeout where the service does %s (ASK-70)',
    async (manner) => {
      calcom = await startScriptedCalcom(QUICK);
      calcom.server.script(
        { manner, json: success(wireBooking()) },
        { manner, json: success(wireBooking()) },
      );
      await expect(calcom.calendar.getBooking('bk1', calcom.options)).rejects.toMatchObject({
        code: 'upstream_unavailable',
        message: 'calendar did not answer: timeout',
      });
      await expect(calcom.calendar.createBooking(DRAFT, calcom.options)).rejects.toMatchObject({
        code: 'upstream_unavailable',
      });
      expect(calcom.exchanges.map(({ failure }) => failure)).toEqual(['timeout', 'timeout']);
      expect(calcom.exchanges[0]).not.toHaveProperty('status');
    },
  );

  it('gives writes the longer time', async () => {
    calcom = await startScriptedCalcom({ readTimeoutMs: 1, writeTimeoutMs: 10_000 });
    calcom.server.script({ status: 201, json: success(wireBooking()) });
    expect(await calcom.calendar.createBooking(DRAFT, {})).toMatchObject({ kind: 'done' });
  });

  it.each(['reset', 'cut'] as const)('is unknown where the connection is %s', async (manner) => {
    calcom = await startScriptedCalcom();
    calcom.server.script({ manner, json: success(wireBooking()) });
    await expect(calcom.calendar.createBooking(DRAFT, calcom.options)).rejects.toMatchObject({
      code: 'upstream_unavailable',
    });
    expect(calcom.exchanges).toMatchObject([{ failure: 'network' }]);
  });

  it('was never asked for where nobody takes the connection', async () => {
    calcom = await startScriptedCalcom();
    const gone = await startScriptedServer();
    await gone.close();
    const calendar = calcom.calendars.open('tenant-2', { ...calcom.settings, baseUrl: `${gone.origin}/v2` });
    await expect(calendar.createBooking(DRAFT, calcom.options)).rejects.toMatchObject({
      code: 'upstream_unsent',
      message: 'calendar did not answer: network ECONNREFUSED',
    });
    expect(calcom.exchanges).toMatchObject([{ failure: 'network' }]);
  });

  it('does not follow a redirect with the key in hand', async () => {
    calcom = await startScriptedCalcom();
    calcom.server.script({ status: 302, headers: { location: `${calcom.server.origin}/elsewhere` } });
    await expect(calcom.calendar.ping({})).rejects.toMatchObject({ code: 'upstream_unavailable' });
    expect(calcom.server.requests).toHaveLength(1);
  });
});

describe('an answer nobody can read', () => {
  it.each([
    { title: 'no JSON', answer: { text: '<html>oops</html>' } },
    { title: 'an empty body', answer: { text: '' } },
    { title: 'JSON of another shape', answer: { json: { status: 'success', data: { id: 'x' } } } },
    { title: 'a refusal in no JSON', answer: { status: 403, text: 'Forbidden' } },
  ])('is unknown: $title', async ({ answer }) => {
    calcom = await startScriptedCalcom();
    calcom.server.script(answer);
    await expect(calcom.calendar.createBooking(DRAFT, calcom.options)).rejects.toMatchObject({
      code: 'upstream_unavailable',
      message: 'calendar did not answer: unreadable',
    });
    expect(calcom.exchanges).toMatchObject([{ failure: 'unreadable', status: answer.status ?? 200 }]);
  });

  it('is not read beyond 8 MB', async () => {
    calcom = await startScriptedCalcom();
    const padding = 'x'.repeat(8 * 1024 * 1024);
    calcom.server.script({ json: success(wireBooking({ padding })) });
    await expect(calcom.calendar.getBooking('bk1', calcom.options)).rejects.toMatchObject({
      code: 'upstream_unavailable',
    });
    expect(calcom.exchanges).toMatchObject([{ failure: 'unreadable', status: 200 }]);
    expect(calcom.exchanges[0]).not.toHaveProperty('responseBody');
  });

  it('is kept to its first 2,000 characters', async () => {
    calcom = await startScriptedCalcom();
    calcom.server.script({ status: 502, text: 'y'.repeat(5_000) });
    await expect(calcom.calendar.ping(calcom.options)).rejects.toMatchObject({
      code: 'upstream_unavailable',
    });
    expect(calcom.exchanges).toMatchObject([{ status: 502, responseBody: 'y'.repeat(2_000) }]);
    expect(calcom.exchanges[0]).not.toHaveProperty('failure');
  });
});

describe('a caller who hangs up', () => {
  it('ends the request at once', async () => {
    calcom = await startScriptedCalcom();
    calcom.server.script({ manner: 'hang' });
    const caller = new AbortController();
    const asked = calcom.calendar.getBooking('bk1', { ...calcom.options, signal: caller.signal });
    await calcom.server.received(1);
    caller.abort();
    await expect(asked).rejects.toMatchObject({ code: 'upstream_unavailable' });
    expect(calcom.exchanges).toMatchObject([{ failure: 'aborted' }]);
    await calcom.server.hungUp();
  });

  it('before anything was sent, has sent nothing', async () => {
    calcom = await startScriptedCalcom();
    const options = { ...calcom.options, signal: AbortSignal.abort() };
    await expect(calcom.calendar.createBooking(DRAFT, options)).rejects.toMatchObject({
      code: 'upstream_unsent',
    });
    expect(calcom.exchanges).toMatchObject([{ failure: 'aborted' }]);
    expect(calcom.server.requests).toHaveLength(0);
  });
});

describe('the record of an exchange', () => {
  it('holds request, answer and time, and no key', async () => {
    calcom = await startScriptedCalcom();
    const answered = Promise.withResolvers<{ status: number; json: unknown }>();
    calcom.server.script(answered.promise);
    const asked = calcom.calendar.cancelBooking('bk1', 'Krank', calcom.options);
    await calcom.server.received(1);
    calcom.machine.ms += 321.4;
    const json = success(wireBooking({ status: 'cancelled' }));
    answered.resolve({ status: 200, json });
    await asked;
    expect(calcom.exchanges).toEqual([
      {
        service: 'calcom',
        method: 'POST',
        path: '/v2/bookings/bk1/cancel',
        requestBody: { cancellationReason: 'Krank' },
        status: 200,
        responseBody: json,
        ms: 321,
      },
    ]);
    expect(JSON.stringify(calcom.exchanges)).not.toContain(CALCOM_KEY);
  });

  it('shows the query of a question', async () => {
    calcom = await startScriptedCalcom();
    calcom.server.script({ json: success([]) });
    await calcom.calendar.listBookings({ limit: 5 }, calcom.options);
    expect(calcom.exchanges).toMatchObject([
      { path: '/v2/bookings?sortStart=asc&take=5&skip=0', status: 200 },
    ]);
  });

  it('is made of refusals too', async () => {
    calcom = await startScriptedCalcom();
    calcom.server.script({ status: 409, json: bare(409, 'booking_conflict_error') });
    await calcom.calendar.createBooking(DRAFT, calcom.options);
    expect(calcom.exchanges).toMatchObject([
      { status: 409, responseBody: bare(409, 'booking_conflict_error') },
    ]);
  });
});

describe('what leaves the client', () => {
  it.each(['cal_live_\nx', 'cal_ä', ''])('keeps an unusable key out of the fault (%j)', async (apiKey) => {
    calcom = await startScriptedCalcom();
    const calendar = calcom.calendars.open('tenant-2', { ...calcom.settings, apiKey });
    await expect(calendar.ping({})).rejects.toMatchObject({
      code: 'upstream_rejected',
      message: 'calendar key is not usable',
    });
  });

  it.each(['not an address', 'ftp://example.com/v2', 'http://me:secret@example.com/v2'])(
    'refuses an unusable address before anything is sent (%s)',
    async (baseUrl) => {
      calcom = await startScriptedCalcom();
      const calendar = calcom.calendars.open('tenant-2', { ...calcom.settings, baseUrl });
      await expect(calendar.ping({})).rejects.toMatchObject({
        code: 'upstream_rejected',
        message: 'calendar address is not usable',
      });
    },
  );

  it('logs no key, name, address or uid, whatever happens', async () => {
    calcom = await startScriptedCalcom();
    const failures = Array.from({ length: 5 }, () => ({ status: 500, json: bare(500, 'max@example.com') }));
    calcom.server.script({ status: 429, json: enveloped(429, 'ThrottlerException', 'max@example.com') });
    await calcom.calendar.createBooking(DRAFT, {}).catch(() => undefined);
    calcom.machine.ms += 60_000;
    calcom.server.script(...failures);
    for (let i = 0; i < 5; i += 1)
      await calcom.calendar.cancelBooking('bk1Uid', 'Krank', {}).catch(() => undefined);
    const log = calcom.logged.join('');
    expect(log).toContain('calendar circuit changed');
    expect(log).toContain('calendar rate limit reached');
    expect(log).not.toMatch(/max@|Mustermann|bk1Uid|cal_test_|Krank/);
  });
});

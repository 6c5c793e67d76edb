import { symmetric } from 'retell-sdk/lib/webhook_auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackedSalon, ERIKA } from '../support/attacked-salon.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { functionBody } from '../support/function-body.ts';
import { MAX } from '../support/tenant-under-test.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { warmUpWrites } from '../support/warm-up-writes.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
  await warmUpWrites(world);
});
afterAll(() => world.close());

const FUNCTION_DOOR = '/api/webhooks/retell/function';
const HAIRCUT_WISH = { date: '2026-11-24', time: '14:30', service: 'Herrenhaarschnitt' };

/** A signed request as it went over the wire; sending it again sends the same bytes under the same signature. */
interface Recorded {
  body: string;
  signature: string;
}

let invocations = 0;
async function record(
  salon: TenantUnderTest,
  name: string,
  args: Record<string, unknown>,
  call: Record<string, unknown> = {},
): Promise<Recorded> {
  invocations += 1;
  const invocation = {
    role: 'tool_call_invocation',
    tool_call_id: `tool_replayed_${invocations}`,
    name,
    arguments: JSON.stringify(args),
  };
  const body = JSON.stringify(
    functionBody(salon, name, args, { transcript_with_tool_calls: [invocation], ...call }),
  );
  const key = salon.definition.retell?.apiKey ?? '';
  return { body, signature: await symmetric.sign(body, key, world.deps.machine.epochMs()) };
}

function send(recorded: Recorded, path = FUNCTION_DOOR): Promise<Response> {
  return Promise.resolve(
    world.app.request(path, {
      method: 'POST',
      body: recorded.body,
      headers: { 'content-type': 'application/json', 'x-retell-signature': recorded.signature },
    }),
  );
}

async function answerOf(recorded: Recorded, path?: string): Promise<Record<string, unknown>> {
  const response = await send(recorded, path);
  expect(response.status).toBe(200);
  const answer: unknown = await response.json();
  return { ...Object(answer) };
}

/** All that a replay could change. */
async function stateOf(salon: TenantUnderTest) {
  await world.settle();
  const always = { from: new Date('2026-01-01T00:00:00Z'), until: new Date('2028-01-01T00:00:00Z') };
  const statuses = ['scheduled', 'requested', 'cancelled'] as const;
  return {
    appointments: await salon.store.appointments.startingWithin(always.from, always.until, [...statuses]),
    bookings: salon.calcom.bookings(),
    claims: (
      await salon.store.claims.liveWithin({ startsAt: always.from, endsAt: always.until }, world.clock.now())
    ).filter(({ state }) => state === 'booked'),
  };
}

describe('a signed request that somebody sends again, byte for byte', () => {
  it('books nothing again, moves nothing back and cancels nothing new, also after all of it is over', async () => {
    const salon = await world.tenant();
    const { callId } = salon;
    const booked = await record(salon, 'book_appointment', HAIRCUT_WISH);
    const first = await answerOf(booked);
    expect(first).toMatchObject({ success: true });
    const moved = await record(salon, 'reschedule_appointment', { new_time: '16 Uhr' });
    const second = await answerOf(moved);
    const movedOn = await record(salon, 'reschedule_appointment', { new_time: '9 Uhr' });
    const third = await answerOf(movedOn);
    expect([second, third]).toMatchObject([
      { success: true, time: '16:00' },
      { success: true, time: '09:00' },
    ]);
    let state = await stateOf(salon);
    for (const [recorded, answer] of [
      [booked, first],
      [moved, second],
      [movedOn, third],
    ] as const) {
      expect(await answerOf(recorded)).toEqual(answer);
      expect(await answerOf(recorded)).toEqual(answer);
    }
    expect(await stateOf(salon)).toEqual(state);

    const cancelled = await record(salon, 'cancel_appointment', {});
    const fourth = await answerOf(cancelled);
    expect(fourth).toMatchObject({ success: true });
    // What comes after it on the same call must not fall victim to the replay either.
    await bookByPhone(salon, { ...HAIRCUT_WISH, date: '2026-11-25' }, { callId });
    state = await stateOf(salon);
    for (const recorded of [cancelled, booked, moved, movedOn, cancelled]) await send(recorded);
    expect(await stateOf(salon)).toEqual(state);
    expect(await answerOf(cancelled)).toEqual(fourth);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('confirms no offer a second time, nor another one of the call', async () => {
    const salon = await world.tenant();
    const wish = { ...HAIRCUT_WISH, name: 'Max Mustermann' };
    const started = await record(salon, 'start_booking', wish);
    await answerOf(started);
    const confirmed = await record(salon, 'confirm_booking', { confirmed: true });
    const booked = await answerOf(confirmed);
    expect(booked).toMatchObject({ success: true });
    await answerOf(await record(salon, 'start_booking', { ...wish, date: '2026-11-25' }));
    const state = await stateOf(salon);
    expect(await answerOf(confirmed)).toEqual(booked);
    expect(await stateOf(salon)).toEqual(state);
    await answerOf(await record(salon, 'cancel_appointment', { date: 'Dienstag' }));
    const after = await stateOf(salon);
    for (const recorded of [confirmed, started, confirmed]) await send(recorded);
    expect(await stateOf(salon)).toEqual(after);
  });

  it('does nothing at a door that it was not meant for', async () => {
    const { salon, expectNothingTold, expectNothingChanged } = await attackedSalon(world);
    const listed = await record(salon, 'check_availability', { date: 'Mittwoch' }, { from_number: ERIKA });
    await answerOf(listed);
    const doors = [
      '/api/retell/cancel-appointment',
      '/api/retell/reschedule_appointment',
      '/api/retell/get-customer-appointments',
      '/api/retell/book-appointment',
    ];
    for (const door of doors) {
      const answer = await answerOf(listed, door);
      expect(answer).toMatchObject({ success: false, reason: 'unavailable' });
      expectNothingTold(answer);
    }
    for (const door of ['/api/webhooks/retell', '/api/webhooks/retell/inbound']) {
      const response = await send(listed, door);
      expectNothingTold(await response.text());
    }
    const calendarDoor = await send(listed, `/api/webhooks/calcom/${salon.definition.slug}`);
    expect(calendarDoor.status).toBe(401);
    await expectNothingChanged();
  });

  it('does nothing at all where a single byte of it is another one, or its time is over', async () => {
    const { salon, expectNothingChanged } = await attackedSalon(world);
    const asked = await record(salon, 'check_customer', {}, { from_number: MAX });
    const key = salon.definition.retell?.apiKey ?? '';
    const cancelling = functionBody(salon, 'cancel_appointment', { time: '14:30' }, { from_number: ERIKA });
    const body = JSON.stringify(cancelling);
    const sixMinutesAgo = world.deps.machine.epochMs() - 6 * 60_000;
    const forged = [
      { body, signature: asked.signature },
      { body, signature: await symmetric.sign(body, key, sixMinutesAgo) },
      { body: `${body} `, signature: await symmetric.sign(body, key, world.deps.machine.epochMs()) },
    ];
    for (const recorded of forged) {
      const response = await send(recorded);
      expect(response.status).toBe(401);
      expect(await response.text()).toBe('');
    }
    await expectNothingChanged();
  });
});

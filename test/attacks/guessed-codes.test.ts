import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackedSalon, DOORS } from '../support/attacked-salon.ts';
import { openSecondGateway } from '../support/second-gateway.ts';
import { MAX, STRANGER } from '../support/tenant-under-test.ts';
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

/** Codes that nobody has, one near the other. */
function guesses(count: number, not: string[]): string[] {
  return Array.from({ length: count + not.length }, (_, at) => String(10_000_001 + at))
    .filter((code) => !not.includes(code))
    .slice(0, count);
}

describe('a caller who guesses booking codes (ASK-28, ASK-29, ASK-30)', () => {
  it('hears the same at each of three tries, and nothing of anybody after the third', async () => {
    const { salon, haircut, expectNothingTold, expectNothingChanged } = await attackedSalon(world);
    const call = { callId: 'call_guessing', from: STRANGER };
    const [first, second, third, fourth = ''] = guesses(4, []);
    const tried = [];
    for (const code of [first, second]) {
      tried.push(await salon.ask('cancel_appointment', { booking_code: code }, call));
    }
    expect(tried[1]).toEqual(tried[0]);
    const last = await salon.ask('cancel_appointment', { booking_code: third }, call);
    expect(last).toMatchObject({
      success: false,
      reason: 'identity_ended',
      fallback: 'callback_request',
      message:
        'Das konnte ich leider nicht zuordnen, deshalb kann ich in diesem Gespräch keine Termine mehr aufrufen. Soll ich einen Rückruf für Sie notieren?',
    });
    for (const code of [fourth, haircut.bookingCode]) {
      for (const [name, more] of DOORS) {
        const answer = await salon.ask(name, { ...more, booking_code: code }, call);
        expectNothingTold(answer);
        expect(answer).toEqual(last);
      }
    }
    await expectNothingChanged();
  });

  it('looks into no more than three of fifty that come at once through two gateways, the right one among them', async () => {
    const { salon, haircut, expectNothingTold, expectNothingChanged } = await attackedSalon(world);
    const other = await openSecondGateway(world, salon);
    const call = { callId: 'call_guessing_at_once', from: STRANGER };
    const wrong = guesses(49, [haircut.bookingCode]);
    // The right one is the last to be said: by then three others are counted, whichever of them are looked at first.
    const first = await Promise.all(
      wrong.map((code, at) =>
        (at % 2 === 0 ? salon : other).ask('get_customer_appointments', { booking_code: code }, call),
      ),
    );
    const answers = [
      ...first,
      ...(await Promise.all(
        [salon, other].map((gateway) =>
          gateway.ask('get_customer_appointments', { booking_code: haircut.bookingCode }, call),
        ),
      )),
    ];
    for (const answer of answers) expectNothingTold(answer);
    const unended = answers.filter(({ reason }) => reason !== 'identity_ended');
    expect(unended.length).toBeLessThanOrEqual(2);
    expect(await salon.ask('initialize_call', {}, call)).toMatchObject({ next_appointment: null });
    await other.settle();
    await expectNothingChanged();
  });

  it('ends it for the call alone: the next call of the same number starts anew', async () => {
    const { salon, expectNothingChanged } = await attackedSalon(world);
    for (const callId of ['call_guessing_a', 'call_guessing_b']) {
      const reasons = [];
      for (const code of guesses(4, [])) {
        const answer = await salon.ask('cancel_appointment', { booking_code: code }, { callId, from: MAX });
        reasons.push(answer['reason']);
      }
      expect(reasons).toEqual([
        'appointment_not_found',
        'appointment_not_found',
        'identity_ended',
        'identity_ended',
      ]);
    }
    await expectNothingChanged();
  });
});

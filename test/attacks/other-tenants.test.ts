import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackedSalon, DOORS, ERIKA, ERIKAS_DAY } from '../support/attacked-salon.ts';
import { STRANGER } from '../support/tenant-under-test.ts';
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

describe('an agent of another tenant (ASK-74)', () => {
  it('reaches no appointment by its id, its code, its name and day, or the number of its customer', async () => {
    const { haircut, expectNothingTold, expectNothingChanged } = await attackedSalon(world);
    const other = await world.tenant();
    const ways = [
      {},
      { appointment_id: haircut.appointmentId },
      { booking_code: haircut.bookingCode },
      { name: 'Erika Vogelsang', date: ERIKAS_DAY },
    ];
    for (const from of [ERIKA, STRANGER]) {
      for (const args of ways) {
        for (const [name, more] of DOORS) {
          // The call of the one tenant under its id at the other: a call belongs to who was called.
          const callId = from === ERIKA ? 'call_of_erika_a' : `call_of_${JSON.stringify(args)}`;
          const answer = await other.ask(name, { ...more, ...args }, { callId, from });
          expectNothingTold(answer);
          expect({ name, args, appointments: answer['appointments'] ?? [] }).toEqual({
            name,
            args,
            appointments: [],
          });
        }
      }
    }
    expect(other.calcom.bookings()).toEqual([]);
    await expectNothingChanged();
  });

  it('hears the same of a code that exists elsewhere as of one that exists nowhere', async () => {
    const { haircut, expectNothingChanged } = await attackedSalon(world);
    const other = await world.tenant();
    const nowhere = haircut.bookingCode === '10000001' ? '10000002' : '10000001';
    for (const [name, more] of DOORS) {
      const heard = await Promise.all(
        [haircut.bookingCode, nowhere].map((code) =>
          other.ask(
            name,
            { ...more, booking_code: code },
            { callId: `call_${name}_${code}`, from: STRANGER },
          ),
        ),
      );
      expect(heard[0]).toEqual(heard[1]);
    }
    await expectNothingChanged();
  });

  it('neither confirms, drops nor takes over what is offered there, under the same call id', async () => {
    const { salon, expectNothingTold, expectNothingChanged } = await attackedSalon(world);
    const other = await world.tenant();
    const call = { callId: 'call_offering', from: ERIKA };
    const offer = await salon.ask(
      'start_booking',
      { date: 'Mittwoch', time: '9 Uhr', name: 'Erika Vogelsang' },
      call,
    );
    for (const confirmed of [true, false]) {
      const args = { booking_id: offer['booking_id'], confirmed };
      expectNothingTold(await other.ask('confirm_booking', args, call));
    }
    expect(other.calcom.bookings()).toEqual([]);
    await expectNothingChanged();
    expect(await salon.ask('confirm_booking', { booking_id: offer['booking_id'] }, call)).toMatchObject({
      success: true,
    });
  });
});

describe('another caller of the same tenant', () => {
  it('cannot confirm the offer of a call that is not theirs', async () => {
    const { salon, expectNothingTold, expectNothingChanged } = await attackedSalon(world);
    const wish = { date: 'Mittwoch', time: '9 Uhr', name: 'Erika Vogelsang' };
    const offer = await salon.ask('start_booking', wish, { callId: 'call_offering', from: ERIKA });
    const call = { callId: 'call_of_another', from: STRANGER };
    const args = { booking_id: offer['booking_id'], confirmed: true };
    const answer = await salon.ask('confirm_booking', args, call);
    expect(answer).toMatchObject({ success: false });
    expectNothingTold(answer);
    await expectNothingChanged();
  });
});

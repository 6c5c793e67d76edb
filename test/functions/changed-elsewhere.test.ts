import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookByPhone } from '../support/book-by-phone.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
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

const HAIRCUT_WISH = { date: '2026-11-24', time: '14:30', service: 'Herrenhaarschnitt' };
const FIVE = new Date('2026-11-24T16:00:00Z');
const LATER = { callId: 'call_later' };
const MOVED =
  'Ihr Termin für Herrenhaarschnitt bei Anna wurde inzwischen verlegt und ist jetzt am Dienstag, den 24. November, um 17 Uhr. Geht es um diesen Termin?';

/** Max's haircut, whose booking is known to us only as it was when it was made. */
async function withHaircut() {
  const salon = await world.tenant();
  const { appointmentId } = await bookByPhone(salon, HAIRCUT_WISH);
  await world.settle();
  const uid = salon.calcom.bookings()[0]?.uid ?? '';
  const standing = () => salon.store.appointments.find(appointmentId);
  return { salon, appointmentId, uid, standing };
}

describe('an appointment that was moved elsewhere before we heard of it', () => {
  it('is not called cancelled: its new time is said, and asked again it is cancelled (ASK-29)', async () => {
    const { salon, uid, standing, appointmentId } = await withHaircut();
    salon.calcom.rescheduleElsewhere(uid, FIVE);
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({
      success: false,
      reason: 'appointment_moved',
      message: MOVED,
    });
    expect(await standing()).toMatchObject({ status: 'scheduled', startsAt: FIVE });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({
      success: true,
      appointment_id: appointmentId,
    });
    expect(salon.calcom.bookings().map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('is said to be elsewhere instead of moved, and asked again it is moved (ASK-30)', async () => {
    const { salon, uid } = await withHaircut();
    salon.calcom.rescheduleElsewhere(uid, FIVE);
    const move = () => salon.ask('reschedule_appointment', { new_time: '16:00' }, LATER);
    expect(await move()).toMatchObject({ success: false, reason: 'appointment_moved', message: MOVED });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(await move()).toMatchObject({ success: true, time: '16:00' });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('is cancelled where it was moved and then cancelled there', async () => {
    const { salon, uid, standing } = await withHaircut();
    salon.calcom.cancelElsewhere(salon.calcom.rescheduleElsewhere(uid, FIVE).uid);
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({ reason: 'already_cancelled' });
    expect(await standing()).toMatchObject({ status: 'cancelled' });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('keeps the caller waiting where the calendar does not tell why, and knows when asked again', async () => {
    const { salon, uid } = await withHaircut();
    salon.calcom.cancelElsewhere(uid);
    salon.calcom.faults.add({ method: 'GET', fault: { kind: 'status', status: 500 }, times: 1 });
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({ pending: true });
    expect(await salon.ask('cancel_appointment', {}, LATER)).toMatchObject({ success: true });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });
});

describe('an appointment that was cancelled elsewhere before we heard of it', () => {
  it('cannot be moved, and is not said to be unchangeable', async () => {
    const { salon, uid, standing } = await withHaircut();
    salon.calcom.cancelElsewhere(uid);
    expect(await salon.ask('reschedule_appointment', { new_time: '16:00' }, LATER)).toMatchObject({
      success: false,
      reason: 'already_cancelled',
    });
    expect(await standing()).toMatchObject({ status: 'cancelled' });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });
});

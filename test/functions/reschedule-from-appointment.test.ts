import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookByPhone } from '../support/book-by-phone.ts';
import { ENGLISH_SALON, JANE } from '../support/english-salon.ts';
import { HAIRCUT } from '../support/salon.ts';
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

const TUESDAY = '2026-11-24';
const LATER = { callId: 'call_later' };

describe('reschedule_appointment from where the appointment is', () => {
  it.each([
    [{ new_time: 'eine Stunde und 30 Minuten später' }, TUESDAY, '16:00'],
    [{ new_time: '45 Minuten später' }, TUESDAY, '15:15'],
    [{ new_time: 'anderthalb Stunden später' }, TUESDAY, '16:00'],
    [{ new_date: 'einen Tag später' }, '2026-11-25', '14:30'],
    [{ new_date: 'eine Woche später', new_time: 'zur selben Zeit' }, '2026-12-01', '14:30'],
    [{ new_date: 'Donnerstag zur selben Zeit' }, '2026-11-26', '14:30'],
    [{ new_date: 'am selben Tag', new_time: '9 Uhr 45' }, TUESDAY, '09:45'],
    [{ new_time: '16 Uhr' }, TUESDAY, '16:00'],
  ])('understands %j (ASK-30)', async (args, date, time) => {
    const salon = await world.tenant();
    await bookByPhone(salon, { date: TUESDAY, time: '14:30', service: 'Herrenhaarschnitt' });
    await world.settle();
    const answer = await salon.ask('reschedule_appointment', args, LATER);
    expect({ date: answer['date'], time: answer['time'] }).toEqual({ date, time });
  });

  it('moves nothing where the time that is meant is taken, and offers what is near it (ASK-30)', async () => {
    const salon = await world.tenant();
    await bookByPhone(salon, { date: TUESDAY, time: '14:30', service: 'Herrenhaarschnitt' });
    await world.settle();
    salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: new Date(`${TUESDAY}T14:15:00Z`) });
    const answer = await salon.ask('reschedule_appointment', { new_time: '45 Minuten später' }, LATER);
    expect(answer).toMatchObject({ success: false, reason: 'slot_taken' });
    expect(answer.message).toContain('am Dienstag, den 24. November, um 15 Uhr 15 ist leider nicht frei.');
    expect(salon.calcom.bookings().map(({ status }) => status)).toEqual(['accepted', 'accepted']);
  });

  it('understands English as well (ASK-96)', async () => {
    const salon = await world.tenant(ENGLISH_SALON);
    const own = { from: JANE };
    await bookByPhone(salon, { date: TUESDAY, time: '14:30', service: 'Herrenhaarschnitt' }, own);
    await world.settle();
    const ask = (args: Record<string, string>) =>
      salon.ask('reschedule_appointment', args, { ...LATER, ...own });
    expect(await ask({ new_time: '45 minutes later' })).toMatchObject({ date: TUESDAY, time: '15:15' });
    expect(await ask({ new_date: 'a day later' })).toMatchObject({ date: '2026-11-25', time: '15:15' });
  });

  it('finds an appointment by a stretch of days, which proves nothing to a stranger', async () => {
    const salon = await world.tenant();
    await bookByPhone(salon, { date: '2026-11-23', time: '14:30', service: 'Herrenhaarschnitt' });
    await bookByPhone(
      salon,
      { date: '2026-12-02', time: '09:00', service: 'Herrenhaarschnitt' },
      { callId: 'call_second' },
    );
    await world.settle();
    const stranger = { callId: 'call_stranger', from: '+491719999999' };
    const named = { date: 'nächste Woche', name: 'Max Mustermann', new_time: '9 Uhr 45' };
    expect(await salon.ask('reschedule_appointment', named, stranger)).toMatchObject({ success: false });
    expect(
      await salon.ask('reschedule_appointment', { date: 'nächste Woche', new_time: '9 Uhr 45' }, LATER),
    ).toMatchObject({ success: true, date: '2026-11-23', time: '09:45' });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { sweepTenant } from '../../src/operations/sweep.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import {
  asCancellation,
  deliver,
  HOOK,
  openSalonWithHook,
  webhookResults,
} from '../support/calendar-hook.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { BEARD_TRIM } from '../support/salon.ts';
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
const HALF_PAST_TWO = new Date('2026-11-24T13:30:00Z');

describe('an odd webhook of the calendar', () => {
  it('keeps what belongs to no service of ours, and a booking nobody can find, as unmatched', async () => {
    const { salon, waiting } = await openSalonWithHook(world);
    const services = salon.definition.services.filter(({ name }) => name !== 'Bartpflege');
    const strange = await world.tenant({ definition: { services }, account: { webhooks: [HOOK] } });
    strange.calcom.addBooking({ eventTypeId: BEARD_TRIM, start: HALF_PAST_TWO });
    await deliver(
      strange,
      strange.calcom.deliveries().map(({ rawBody }): unknown => JSON.parse(rawBody)),
    );
    expect(await webhookResults(strange)).toEqual(['unmatched']);
    await deliver(salon, [
      { triggerEvent: 'BOOKING_CREATED', createdAt: 'now', payload: { uid: 'nowhere' } },
      ...waiting(),
    ]);
    expect(await webhookResults(salon)).toEqual(['unmatched']);
  });

  it('keeps a PING and other things that name no booking', async () => {
    const { salon } = await openSalonWithHook(world);
    salon.calcom.ping();
    const [ping] = salon.calcom.deliveries();
    await deliver(salon, [JSON.parse(ping?.rawBody ?? ''), { triggerEvent: 'OOO_CREATED', payload: {} }]);
    expect(await webhookResults(salon)).toEqual(['kept', 'kept']);
  });

  it('marks who came and who did not, whichever is told first', async () => {
    const { salon, waiting } = await openSalonWithHook(world);
    const { appointmentId } = await bookByPhone(salon, HAIRCUT_WISH);
    const uid = salon.calcom.bookings()[0]?.uid;
    const [created] = waiting();
    const status = async () => (await salon.store.appointments.find(appointmentId))?.status;
    world.clock.set('2026-11-24T14:15:00Z');
    await deliver(salon, [{ triggerEvent: 'MEETING_ENDED', createdAt: '2026-11-20T09:00:00Z', uid }]);
    expect(await status()).toBe('completed');
    await deliver(salon, [created]);
    expect(await status()).toBe('completed');
    const noShow = (isAbsent: boolean, createdAt: string) => ({
      triggerEvent: 'BOOKING_NO_SHOW_UPDATED',
      createdAt,
      payload: { bookingUid: uid, attendees: [{ email: 'max@example.com', noShow: isAbsent }] },
    });
    await deliver(salon, [noShow(true, '2026-11-24T14:20:00Z')]);
    expect(await status()).toBe('no_show');
    await deliver(salon, [{ triggerEvent: 'MEETING_ENDED', createdAt: '2026-11-24T14:30:00Z', uid }]);
    expect(await status()).toBe('no_show');
    await deliver(salon, [noShow(false, '2026-11-24T14:40:00Z')]);
    expect(await status()).toBe('completed');
    await deliver(salon, [noShow(false, '2026-11-24T14:50:00Z')]);
    expect(await status()).toBe('completed');
  });

  it('is taken up by the sweep where its alarm was lost, and does not stop the others where it fails', async () => {
    const { salon, waiting } = await openSalonWithHook(world);
    await bookByPhone(salon, HAIRCUT_WISH);
    const [created] = waiting();
    const poison = asCancellation(created);
    await salon.postCalcom(poison);
    world.clock.advance({ seconds: 1 });
    salon.calcom.addBooking({ eventTypeId: BEARD_TRIM, start: HALF_PAST_TWO });
    for (const body of waiting()) await salon.postCalcom(body);
    const sweep = async () =>
      sweepTenant(await openCtx(world.deps, salon.id, new AbortController().signal, 'system'));
    await sweep();
    expect(await webhookResults(salon)).toEqual([null, null]);
    world.clock.advance({ minutes: 1 });
    await sweep();
    expect(await webhookResults(salon)).toEqual([null, 'done']);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('is given up after a day in which it could not be worked off, and a person is told once', async () => {
    const { salon, waiting } = await openSalonWithHook(world);
    await bookByPhone(salon, HAIRCUT_WISH);
    await salon.postCalcom(waiting()[0]);
    salon.calcom.faults.add({
      method: 'GET',
      path: '/v2/bookings/*',
      fault: { kind: 'status', status: 500 },
    });
    const sweep = async () =>
      sweepTenant(await openCtx(world.deps, salon.id, new AbortController().signal, 'system'));
    world.clock.advance({ hours: 23 });
    await sweep();
    expect(await webhookResults(salon)).toEqual([null]);
    expect(await salon.store.alerts.listUnseen()).toEqual([]);
    world.clock.advance({ hours: 1 });
    for (const _minute of [1, 2]) await sweep();
    expect(await webhookResults(salon)).toEqual(['failed']);
    expect(await salon.store.alerts.listUnseen()).toMatchObject([
      { kind: 'unmatched_event', facts: { event: 'BOOKING_CREATED', result: 'failed' } },
    ]);
  });

  it('touches nothing of another tenant that names the same booking', async () => {
    const { salon, waiting } = await openSalonWithHook(world);
    const stranger = await world.tenant();
    const { appointmentId } = await bookByPhone(salon, HAIRCUT_WISH);
    salon.calcom.cancelElsewhere(salon.calcom.bookings()[0]?.uid ?? '');
    await deliver(stranger, waiting());
    expect(await webhookResults(stranger)).toEqual(['unmatched', 'unmatched']);
    expect(await salon.store.appointments.find(appointmentId)).toMatchObject({ status: 'scheduled' });
  });
});

import { describe, expect, it } from 'vitest';
import { CONSULTATION, KEY, LONG, OTHER_KEY, TEAM, startHarness } from './calcom-harness.ts';
import type { Loose, Reply } from './calcom-harness.ts';

const TUESDAY = `eventTypeId=${CONSULTATION}&start=2026-12-08&end=2026-12-08`;

function startsOf(reply: Reply, day: string): string[] {
  return (reply.body['data']?.[day] ?? []).map((slot: Loose) => String(slot['start']));
}

function messageOf(reply: Reply): unknown {
  return reply.body['error']?.['message'];
}

describe('reservations', () => {
  const SLOT = { eventTypeId: CONSULTATION, slotStart: '2026-12-08T08:00:00Z' };

  it('holds a slot, shows it, and lets it go', async () => {
    const { call, slots, sim } = await startHarness();
    const made = await call('POST', '/slots/reservations', { body: { ...SLOT, reservationDuration: 7 } });
    expect(made.status).toBe(201);
    const uid = String(made.body['data']?.['reservationUid']);
    const shown = {
      eventTypeId: CONSULTATION,
      slotStart: '2026-12-08T08:00:00.000Z',
      slotEnd: '2026-12-08T08:30:00.000Z',
      slotDuration: 30,
      reservationUid: uid,
      reservationUntil: '2026-11-20T10:07:00.000Z',
    };
    expect(made.body['data']).toEqual({ ...shown, reservationDuration: 7 });
    expect((await call('GET', `/slots/reservations/${uid}`)).body).toEqual({
      status: 'success',
      data: shown,
    });
    expect(startsOf(await slots(TUESDAY), '2026-12-08')).toHaveLength(15);
    const longer = `eventTypeId=${LONG}&start=2026-12-08&end=2026-12-08`;
    expect(startsOf(await slots(longer), '2026-12-08')[0]).toBe('2026-12-08T09:00:00.000Z');
    expect((await call('DELETE', `/slots/reservations/${uid}`)).body).toEqual({ status: 'success' });
    expect(sim.reservations()).toEqual([]);
    expect(startsOf(await slots(TUESDAY), '2026-12-08')).toHaveLength(16);
  });

  it('lapses after five minutes', async () => {
    const { call, slots, advance } = await startHarness();
    await call('POST', '/slots/reservations', { body: SLOT, key: null });
    advance(299);
    expect(startsOf(await slots(TUESDAY), '2026-12-08')).toHaveLength(15);
    advance(1);
    expect(startsOf(await slots(TUESDAY), '2026-12-08')).toHaveLength(16);
  });

  it('finds nothing wrong with an unknown uid when reading or deleting', async () => {
    const { call } = await startHarness();
    const path = '/slots/reservations/00000000-0000-4000-8000-000000000000';
    expect((await call('GET', path)).body).toEqual({ status: 'success', data: null });
    expect((await call('DELETE', path)).body).toEqual({ status: 'success' });
    expect((await call('PATCH', path, { body: SLOT })).status).toBe(404);
  });

  it('refuses an overlap with a booking or a reservation of the same event type, its own included', async () => {
    const { call, sim, advance } = await startHarness();
    const made = await call('POST', '/slots/reservations', { body: SLOT });
    const path = `/slots/reservations/${String(made.body['data']?.['reservationUid'])}`;
    const text = 'This time slot is already reserved by another user. Please choose a different time.';
    for (const again of [
      call('POST', '/slots/reservations', { body: SLOT }),
      call('PATCH', path, { body: SLOT }),
    ]) {
      const reply = await again;
      expect(reply.status).toBe(422);
      expect(messageOf(reply)).toBe(text);
    }
    advance(60);
    const moved = await call('PATCH', path, { body: { ...SLOT, slotStart: '2026-12-08T08:30:00Z' } });
    expect(moved.status).toBe(200);
    expect(moved.body['data']).toMatchObject({
      slotStart: '2026-12-08T08:30:00.000Z',
      reservationDuration: 5,
      reservationUntil: '2026-11-20T10:06:00.000Z',
    });
    sim.addBooking({ eventTypeId: CONSULTATION, start: new Date('2026-12-08T08:00:00Z') });
    const booked = await call('POST', '/slots/reservations', { body: SLOT });
    expect(booked.status).toBe(422);
    expect(messageOf(booked)).toBe("Can't reserve a slot if the event is already booked.");
  });

  it('takes one reservation per host of a round robin type', async () => {
    const { call } = await startHarness();
    const body = { ...SLOT, eventTypeId: TEAM };
    const statuses = [];
    for (let time = 0; time < 3; time += 1) {
      statuses.push((await call('POST', '/slots/reservations', { body })).status);
    }
    expect(statuses).toEqual([201, 201, 422]);
  });

  it('does not look at opening hours or the clock', async () => {
    const { call } = await startHarness();
    const body = { ...SLOT, slotStart: '2026-11-01T02:00:00Z' };
    expect((await call('POST', '/slots/reservations', { body })).status).toBe(201);
  });

  it.each([
    [{ ...SLOT, reservationDuration: 9 }, null, 401],
    [{ ...SLOT, reservationDuration: 9 }, OTHER_KEY, 403],
    [{ ...SLOT, slotDuration: 15 }, KEY, 400],
    [{ ...SLOT, end: 'x' }, KEY, 400],
    [{ slotStart: SLOT.slotStart }, KEY, 400],
    [{ ...SLOT, eventTypeId: 7 }, KEY, 404],
  ])('answers %j with key %s by %i', async (body, key, status) => {
    const { call } = await startHarness();
    expect((await call('POST', '/slots/reservations', { body, key })).status).toBe(status);
  });

  it('never keeps anybody from booking, and is not used up by it (ASK-54)', async () => {
    const { call, book, sim } = await startHarness();
    await call('POST', '/slots/reservations', { body: SLOT });
    expect((await book(SLOT.slotStart, {}, { key: null })).status).toBe(201);
    expect(sim.reservations()).toHaveLength(1);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { functions } from '../../functions/index.ts';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { sweepTenant } from '../../src/operations/sweep.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { HAIRCUT } from '../support/salon.ts';
import { openSecondGateway } from '../support/second-gateway.ts';
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

const HAIRCUT_WISH = { date: '2026-11-24', time: '14:30', service: 'Herrenhaarschnitt' };
const COLOURING_WISH = { ...HAIRCUT_WISH, time: '14:00', service: 'Färben' };
const NEW_BOOKING = { method: 'POST', path: '/v2/bookings' };
const LOOK_UP = { method: 'GET', path: '/v2/bookings' };
const PENDING = { success: false, pending: true, message: 'Einen Moment noch, ich bin noch dabei.' };

describe('book_appointment', () => {
  it('books in one step and answers as confirm_booking does (ASK-35)', async () => {
    const salon = await world.tenant();
    const answer = await salon.ask('book_appointment', HAIRCUT_WISH);
    expect(answer).toMatchObject({ success: true, status: 'scheduled', date: '2026-11-24', time: '14:30' });
    expect(answer.message).toMatch(/^Ihr Termin ist gebucht: Herrenhaarschnitt am Dienstag/);
    expect(await salon.store.appointments.findByCode(String(answer['booking_code']))).toMatchObject({
      id: answer['appointment_id'],
      customer: { name: 'Max Mustermann' },
    });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('is marked deprecated for new agents (ASK-35)', () => {
    const deprecated = functions.filter((fn) => fn.deprecated).map(({ name }) => name);
    expect(deprecated).toEqual(['book_appointment']);
  });

  it('refuses what start_booking refuses, and books nothing', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('book_appointment', { ...HAIRCUT_WISH, phone: '12' })).toMatchObject({
      reason: 'phone_invalid',
    });
    expect(await salon.ask('book_appointment', { ...HAIRCUT_WISH, date: '19.11.2026' })).toMatchObject({
      reason: 'date_in_past',
    });
    expect(await salon.ask('book_appointment', HAIRCUT_WISH, { from: STRANGER })).toMatchObject({
      reason: 'argument_missing',
    });
    salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: new Date('2026-11-24T13:30:00Z') });
    expect(await salon.ask('book_appointment', HAIRCUT_WISH)).toMatchObject({ reason: 'slot_taken' });
    expect(salon.calcom.bookings()).toHaveLength(1);
  });

  it.each([{ wish: HAIRCUT_WISH }, { wish: COLOURING_WISH }])(
    'books once however often and however fast $wish.service comes, through two gateways',
    async ({ wish }) => {
      const salon = await world.tenant();
      const other = await openSecondGateway(world, salon);
      const answers = await Promise.all(
        [salon, salon, other, other].map((gateway) => gateway.ask('book_appointment', wish)),
      );
      answers.push(await salon.ask('book_appointment', wish, { toolCallId: 'tool_a' }));
      answers.push(await other.ask('book_appointment', wish, { toolCallId: 'tool_a' }));
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      expect(answers[0]).toMatchObject({ success: true });
      expect(salon.calcom.bookings()).toHaveLength(1);
      await expectLedgerEqualsCalendar(salon, world.clock.now());
    },
  );

  it.each([{ wish: HAIRCUT_WISH }, { wish: COLOURING_WISH }])(
    'finds its own booking of $wish.service where the answer was lost, instead of a taken time',
    async ({ wish }) => {
      const salon = await world.tenant();
      salon.calcom.faults.add({ ...NEW_BOOKING, fault: { kind: 'lose_answer' }, times: 1 });
      salon.calcom.faults.add({ ...LOOK_UP, fault: { kind: 'status', status: 500 }, times: 2 });
      expect(await salon.ask('book_appointment', wish)).toEqual(PENDING);
      expect(await salon.ask('book_appointment', wish)).toMatchObject({ success: true, time: wish.time });
      expect(salon.calcom.bookings()).toHaveLength(1);
      await expectLedgerEqualsCalendar(salon, world.clock.now());
    },
  );

  it('finds its own booking also where the sweep has settled it meanwhile', async () => {
    const salon = await world.tenant();
    salon.calcom.faults.add({ ...NEW_BOOKING, fault: { kind: 'lose_answer' }, times: 1 });
    salon.calcom.faults.add({ ...LOOK_UP, fault: { kind: 'status', status: 500 }, times: 2 });
    expect(await salon.ask('book_appointment', HAIRCUT_WISH)).toEqual(PENDING);
    world.clock.advance({ seconds: 45 });
    await sweepTenant(await openCtx(world.deps, salon.id, new AbortController().signal, 'system'));
    await expectLedgerEqualsCalendar(salon, world.clock.now());
    expect(await salon.ask('book_appointment', HAIRCUT_WISH)).toMatchObject({ success: true, time: '14:30' });
    expect(salon.calcom.bookings()).toHaveLength(1);
  });

  it('can be tried again at once where nothing was sent', async () => {
    const salon = await world.tenant();
    salon.calcom.faults.add({ ...NEW_BOOKING, fault: { kind: '429', resetSeconds: 0 }, times: 1 });
    expect(await salon.ask('book_appointment', HAIRCUT_WISH)).toMatchObject({ reason: 'unavailable' });
    expect(await salon.ask('book_appointment', HAIRCUT_WISH)).toMatchObject({ success: true });
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('books in the calendar of its own tenant alone', async () => {
    const salon = await world.tenant();
    const stranger = await world.tenant();
    await salon.ask('book_appointment', HAIRCUT_WISH);
    expect(stranger.calcom.bookings()).toEqual([]);
    expect(await stranger.ask('get_customer_appointments', {}, { callId: salon.callId })).toMatchObject({
      appointments: [],
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { openSecondGateway } from '../support/second-gateway.ts';
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

const WISH = { date: '2026-11-24', time: '14:30', service: 'Herrenhaarschnitt' };
const LATER = { ...WISH, time: '16:00' };

describe('the same invocation again, known by its tool_call_id', () => {
  it('gets its first answer after a booking was cancelled since, and books nothing', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', WISH);
    const booked = await salon.ask('confirm_booking', { confirmed: true }, { toolCallId: 'tool_yes' });
    expect(booked).toMatchObject({ success: true });
    expect(await salon.ask('cancel_appointment', { date: 'Dienstag' })).toMatchObject({ success: true });
    expect(await salon.ask('confirm_booking', { confirmed: true }, { toolCallId: 'tool_yes' })).toEqual(
      booked,
    );
    expect(salon.calcom.bookings().map(({ status }) => status)).toEqual(['cancelled']);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('does not bring back an offer that a later one has voided', async () => {
    const salon = await world.tenant();
    const first = await salon.ask('start_booking', WISH, { toolCallId: 'tool_first' });
    await salon.ask('start_booking', LATER, { toolCallId: 'tool_second' });
    expect(await salon.ask('start_booking', WISH, { toolCallId: 'tool_first' })).toEqual(first);
    expect(await salon.ask('confirm_booking', { confirmed: true })).toMatchObject({ time: '16:00' });
    expect(salon.calcom.bookings()).toHaveLength(1);
  });

  it('gets the same from another gateway process', async () => {
    const salon = await world.tenant();
    const other = await openSecondGateway(world, salon);
    const noted = await salon.ask('request_callback', { reason: 'Rückfrage' }, { toolCallId: 'tool_back' });
    const again = await other.ask('request_callback', { reason: 'Rückfrage' }, { toolCallId: 'tool_back' });
    expect(again).toEqual(noted);
    expect(await salon.store.callbacks.list('open')).toHaveLength(1);
  });

  it('is another deed where its id comes with other words', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', WISH, { toolCallId: 'tool_1' });
    expect(await salon.ask('start_booking', LATER, { toolCallId: 'tool_1' })).toMatchObject({
      success: true,
      time: '16:00',
    });
  });

  it('is a new deed where the same words come under a new id after the world has changed', async () => {
    const salon = await world.tenant();
    const first = await salon.ask('book_appointment', WISH, { toolCallId: 'tool_1' });
    await salon.ask('cancel_appointment', {}, { toolCallId: 'tool_2' });
    const second = await salon.ask('book_appointment', WISH, { toolCallId: 'tool_3' });
    expect(second['appointment_id']).not.toBe(first['appointment_id']);
    expect(await salon.ask('cancel_appointment', {}, { toolCallId: 'tool_2' })).toMatchObject({
      appointment_id: first['appointment_id'],
    });
    expect(salon.calcom.bookings().map(({ status }) => status)).toEqual(['cancelled', 'accepted']);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('does nothing to a moved appointment where it was answered with a question about it', async () => {
    const salon = await world.tenant();
    await salon.ask('book_appointment', WISH);
    salon.calcom.rescheduleElsewhere(salon.calcom.bookings()[0]?.uid ?? '', new Date('2026-11-24T15:00:00Z'));
    const asked = await salon.ask('cancel_appointment', { date: 'Dienstag' }, { toolCallId: 'tool_off' });
    expect(asked).toMatchObject({ success: false, reason: 'appointment_moved' });
    expect(await salon.ask('cancel_appointment', { date: 'Dienstag' }, { toolCallId: 'tool_off' })).toEqual(
      asked,
    );
    expect(salon.calcom.bookings().map(({ status }) => status)).toEqual(['cancelled', 'accepted']);
    expect(
      await salon.ask('cancel_appointment', { date: 'Dienstag' }, { toolCallId: 'tool_yes' }),
    ).toMatchObject({ success: true });
  });

  it('keeps what it heard where another invocation of the same words had done the deed', async () => {
    const salon = await world.tenant();
    await salon.ask('book_appointment', WISH, { toolCallId: 'tool_book' });
    const off = await salon.ask('cancel_appointment', {}, { toolCallId: 'tool_off' });
    expect(await salon.ask('cancel_appointment', {}, { toolCallId: 'tool_off_again' })).toEqual(off);
    await salon.ask('book_appointment', WISH, { toolCallId: 'tool_anew' });
    expect(await salon.ask('cancel_appointment', {}, { toolCallId: 'tool_off_again' })).toEqual(off);
    expect(salon.calcom.bookings().map(({ status }) => status)).toEqual(['cancelled', 'accepted']);
  });

  it('is forgotten after a day', async () => {
    const salon = await world.tenant();
    await salon.ask('request_callback', { reason: 'Rückfrage' }, { toolCallId: 'tool_back' });
    world.clock.advance({ hours: 25 });
    await salon.ask('request_callback', { reason: 'Rückfrage' }, { toolCallId: 'tool_back' });
    await salon.store.once.deleteExpired(world.clock.now());
    expect(await salon.ask('request_callback', {}, { toolCallId: 'tool_back' })).toMatchObject({
      success: true,
    });
  });

  it('is nobody else’s: another tenant with the same call and id has its own answer', async () => {
    const [salon, other] = [await world.tenant(), await world.tenant()];
    const options = { callId: 'call_of_two_tenants', toolCallId: 'tool_1' };
    const first = await salon.ask('start_booking', WISH, options);
    const second = await other.ask('start_booking', WISH, options);
    expect(second).toMatchObject({ success: true });
    expect(second['booking_id']).not.toBe(first['booking_id']);
  });
});

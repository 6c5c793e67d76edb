import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUpTenant } from '../../src/operations/set-up-tenant.ts';
import { HAIRCUT } from '../support/salon.ts';
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

const TUESDAY = '2026-11-24';
const HAIRCUT_AT_HALF_PAST_TWO = { date: 'Dienstag', time: '14 Uhr 30', service: 'Herrenschnitt' };
const HALF_PAST_TWO = new Date('2026-11-24T13:30:00Z');

describe('start_booking', () => {
  it('holds the time and reads everything back before anything is booked (ASK-16, ASK-22)', async () => {
    const salon = await world.tenant();
    const offer = await salon.ask('start_booking', HAIRCUT_AT_HALF_PAST_TWO);
    expect(offer).toMatchObject({
      success: true,
      validation_status: 'valid',
      availability_confirmed: true,
      requires_confirmation: true,
      date: TUESDAY,
      time: '14:30',
      timezone: 'Europe/Berlin',
      service: 'Herrenhaarschnitt',
      staff: null,
      message:
        'Ich fasse zusammen: Herrenhaarschnitt am Dienstag, den 24. November, um 14 Uhr 30, auf den Namen Max Mustermann. Darf ich das so verbindlich buchen?',
    });
    expect(offer['summary']).toBe(offer.message);
    expect(salon.calcom.bookings()).toEqual([]);
    const [hold, ...others] = await salon.store.claims.liveWithin(
      { startsAt: HALF_PAST_TWO, endsAt: new Date('2026-11-24T14:15:00Z') },
      world.clock.now(),
    );
    expect(others).toEqual([]);
    expect(hold).toMatchObject({ state: 'held', callId: salon.callId, startsAt: HALF_PAST_TWO });
  });

  it('refuses an e-mail address that is none and takes a spoken one (ASK-17)', async () => {
    const salon = await world.tenant();
    const wrong = await salon.ask('start_booking', { ...HAIRCUT_AT_HALF_PAST_TWO, email: 'max at' });
    expect(wrong).toMatchObject({
      success: false,
      reason: 'email_invalid',
      message: 'Die E-Mail-Adresse habe ich so nicht richtig verstanden. Können Sie sie bitte buchstabieren?',
    });
    const spoken = await salon.ask('start_booking', {
      ...HAIRCUT_AT_HALF_PAST_TWO,
      email: 'max punkt mustermann at example punkt com',
    });
    const offer = await salon.store.offers.find(String(spoken['booking_id']));
    expect(offer?.email).toBe('max.mustermann@example.com');
  });

  it('refuses a phone number that is none and keeps a good one in E.164 (ASK-18)', async () => {
    const salon = await world.tenant();
    const wrong = await salon.ask('start_booking', { ...HAIRCUT_AT_HALF_PAST_TWO, phone: '12' });
    expect(wrong).toMatchObject({ success: false, reason: 'phone_invalid' });
    const good = await salon.ask('start_booking', {
      ...HAIRCUT_AT_HALF_PAST_TWO,
      name: 'Erika Muster',
      phone: '0171 00000 12',
    });
    const offer = await salon.store.offers.find(String(good['booking_id']));
    expect(offer).toMatchObject({ name: 'Erika Muster', phone: '+491710000012' });
  });

  it('refuses a day or a time in the past (ASK-19)', async () => {
    const salon = await world.tenant();
    expect(
      await salon.ask('start_booking', { date: '19.11.2026', time: '14:30', service: 'Herrenschnitt' }),
    ).toMatchObject({ success: false, reason: 'date_in_past' });
    expect(
      await salon.ask('start_booking', { date: 'heute', time: '09:00', service: 'Herrenschnitt' }),
    ).toMatchObject({ success: false, reason: 'time_in_past' });
  });

  it('keeps the notice the business needs (ASK-58)', async () => {
    const salon = await world.tenant();
    world.clock.set('2026-11-20T09:20:00Z');
    expect(
      await salon.ask('start_booking', { date: 'heute', time: '10:30', service: 'Herrenschnitt' }),
    ).toMatchObject({
      success: false,
      reason: 'notice_too_short',
      message:
        'So kurzfristig geht es leider nicht, wir brauchen mindestens 15 Minuten Vorlauf. Welche spätere Zeit passt Ihnen?',
    });
    world.clock.set('2026-11-20T09:15:00Z');
    expect(
      await salon.ask('start_booking', { date: 'heute', time: '10:30', service: 'Herrenschnitt' }),
    ).toMatchObject({ success: true });
  });

  it('finds a time that was just taken elsewhere taken, whatever the cache says (ASK-20)', async () => {
    const salon = await world.tenant();
    await salon.ask('check_availability', { date: TUESDAY, time: '14:30', service: 'Herrenschnitt' });
    salon.calcom.addBooking({ eventTypeId: HAIRCUT, start: HALF_PAST_TWO });
    const answer = await salon.ask('start_booking', HAIRCUT_AT_HALF_PAST_TWO);
    expect(answer).toMatchObject({ success: false, reason: 'slot_taken' });
    expect(answer['alternatives']).toContainEqual({ date: TUESDAY, time: '13:45' });
    expect(answer['alternatives']).not.toContainEqual({ date: TUESDAY, time: '14:30' });
    expect(answer.message).toMatch(
      /^Der Termin am Dienstag, den 24\. November, um 14 Uhr 30 ist leider nicht frei\. Möglich wäre es am selben Tag um /,
    );
  });

  it('finds a time that another call holds taken', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', HAIRCUT_AT_HALF_PAST_TWO, { callId: 'call_first' });
    await world.settle();
    expect(
      await salon.ask('start_booking', HAIRCUT_AT_HALF_PAST_TWO, { callId: 'call_second' }),
    ).toMatchObject({
      success: false,
      reason: 'slot_taken',
    });
  });

  it('gives one time to one of two callers who ask at the same moment', async () => {
    const salon = await world.tenant();
    const answers = await Promise.all(
      ['call_first', 'call_second', 'call_third'].map((callId) =>
        salon.ask('start_booking', HAIRCUT_AT_HALF_PAST_TWO, { callId }),
      ),
    );
    expect(answers.filter(({ success }) => success)).toHaveLength(1);
    await world.settle();
    expect(salon.calcom.reservations()).toHaveLength(1);
  });

  it('lists the services where the named one is unknown (ASK-21, ASK-38)', async () => {
    const salon = await world.tenant();
    expect(
      await salon.ask('start_booking', { ...HAIRCUT_AT_HALF_PAST_TWO, service: 'Massage' }),
    ).toMatchObject({
      success: false,
      reason: 'service_unknown',
      message:
        'Diese Leistung finde ich bei uns leider nicht. Wir bieten an: Herrenhaarschnitt, Färben und Bartpflege. Welche Leistung möchten Sie buchen?',
    });
  });

  it('does not book a service that is no longer active, and does not name it (ASK-21)', async () => {
    const salon = await world.tenant();
    const services = salon.definition.services.filter(({ name }) => name !== 'Bartpflege');
    await setUpTenant(world.deps, { ...salon.definition, services });
    await world.deps.directory.refresh();
    const answer = await salon.ask('start_booking', { ...HAIRCUT_AT_HALF_PAST_TWO, service: 'Bartpflege' });
    expect(answer).toMatchObject({ success: false, reason: 'service_unknown' });
    expect(answer.message).toContain('Wir bieten an: Herrenhaarschnitt und Färben.');
  });

  it('takes the default service where none was said (ASK-37)', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('start_booking', { date: 'Dienstag', time: '14:30' })).toMatchObject({
      success: true,
      service: 'Herrenhaarschnitt',
    });
  });

  it('asks for what is missing in words', async () => {
    const salon = await world.tenant();
    const ask = async (args: Record<string, unknown>) =>
      (await salon.ask('start_booking', args, { from: STRANGER })).message;
    expect(await ask({ time: '14:30', name: 'Erika Muster' })).toBe('An welchem Tag soll es sein?');
    expect(await ask({ date: 'Dienstag', name: 'Erika Muster' })).toBe('Um wie viel Uhr soll es sein?');
    expect(await ask({ date: 'Dienstag', time: '14:30' })).toBe('Wie ist bitte Ihr vollständiger Name?');
    expect(await ask({})).toBe('An welchem Tag soll es sein?');
  });

  it('asks a caller without a number for one, and is content with an e-mail address', async () => {
    const salon = await world.tenant();
    const wish = { ...HAIRCUT_AT_HALF_PAST_TWO, name: 'Erika Muster' };
    expect(await salon.ask('start_booking', wish, { from: null })).toMatchObject({
      success: false,
      reason: 'contact_missing',
      message: 'Für die Buchung brauche ich noch eine Telefonnummer. Unter welcher sind Sie erreichbar?',
    });
    expect(
      await salon.ask('start_booking', { ...wish, email: 'erika@example.com' }, { from: null }),
    ).toMatchObject({ success: true });
  });

  it("takes over a known caller's name and address, but not for another number", async () => {
    const salon = await world.tenant();
    const known = await salon.ask('start_booking', HAIRCUT_AT_HALF_PAST_TWO);
    expect(await salon.store.offers.find(String(known['booking_id']))).toMatchObject({
      name: 'Max Mustermann',
      email: 'max@example.com',
    });
    expect(
      await salon.ask('start_booking', { ...HAIRCUT_AT_HALF_PAST_TWO, phone: '+49 171 0000013' }),
    ).toMatchObject({ success: false, reason: 'argument_missing' });
  });

  it('asks for the name where several people share the number', async () => {
    const customers = [
      { name: 'Max Mustermann', phone: '+491711234567' },
      { name: 'Erika Mustermann', phone: '+491711234567' },
    ];
    const salon = await world.tenant({ definition: { customers } });
    expect(await salon.ask('start_booking', HAIRCUT_AT_HALF_PAST_TWO)).toMatchObject({
      success: false,
      reason: 'argument_missing',
      message: 'Wie ist bitte Ihr vollständiger Name?',
    });
  });

  it('offers the wished person where the calendar can keep them, and says so where not (ASK-12)', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('start_booking', { ...HAIRCUT_AT_HALF_PAST_TWO, staff: 'Anna' })).toMatchObject({
      success: true,
      staff: 'Anna',
      message:
        'Ich fasse zusammen: Herrenhaarschnitt bei Anna am Dienstag, den 24. November, um 14 Uhr 30, auf den Namen Max Mustermann. Darf ich das so verbindlich buchen?',
    });
    expect(
      await salon.ask('start_booking', { date: TUESDAY, time: '14:30', service: 'Färben', staff: 'Ben' }),
    ).toMatchObject({ success: false, reason: 'staff_not_selectable' });
    expect(await salon.ask('start_booking', { ...HAIRCUT_AT_HALF_PAST_TWO, staff: 'Zoe' })).toMatchObject({
      success: false,
      reason: 'staff_unknown',
    });
  });

  it('says that the calendar cannot be seen, and offers a callback (ASK-69)', async () => {
    const salon = await world.tenant();
    salon.calcom.faults.add({ fault: { kind: 'status', status: 503 } });
    expect(await salon.ask('start_booking', HAIRCUT_AT_HALF_PAST_TWO)).toMatchObject({
      success: false,
      reason: 'calendar_unreachable',
      fallback: 'callback_request',
    });
  });
});

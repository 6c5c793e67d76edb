import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookByPhone } from '../support/book-by-phone.ts';
import { ENGLISH_SALON, JANE } from '../support/english-salon.ts';
import { expectLedgerEqualsCalendar } from '../support/expect-ledger-equals-calendar.ts';
import { expectSpeakable } from '../support/expect-speakable.ts';
import { MAX, STRANGER } from '../support/tenant-under-test.ts';
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

const HAIRCUT_WISH = { date: '2026-11-24', time: '14:30', service: 'Herrenhaarschnitt' };
/** Its event type needs an e-mail address. */
const BEARD_WISH = { date: '2026-11-24', time: '14:30', service: 'Bartpflege', name: 'Erika Muster' };
const FROM_STRANGER = { from: STRANGER };
const ASKS_FOR_EMAIL = {
  success: false,
  reason: 'contact_missing',
  message: 'Für die Buchung brauche ich noch Ihre E-Mail-Adresse. Wie lautet sie bitte?',
};

async function offerOf(salon: TenantUnderTest, args: Record<string, unknown>) {
  const answer = await salon.ask('start_booking', { ...HAIRCUT_WISH, ...args }, FROM_STRANGER);
  expect(answer).toMatchObject({ success: true });
  return salon.store.offers.find(String(answer['booking_id']));
}

describe('the e-mail address of a booking', () => {
  it('is read back as it is said, so that a misheard one is noticed (ASK-17)', async () => {
    const salon = await world.tenant();
    const answer = await salon.ask('start_booking', {
      ...HAIRCUT_WISH,
      email: 'max punkt mustermann ät gmial punkt com',
    });
    expect(answer.message).toBe(
      'Ich fasse zusammen: Herrenhaarschnitt am Dienstag, den 24. November, um 14 Uhr 30, auf den Namen Max Mustermann. Die Bestätigung geht an max Punkt mustermann at gmail Punkt com. Darf ich das so verbindlich buchen?',
    );
    expectSpeakable(answer);
    expect(answer['summary']).toBe(answer.message);
    const again = await salon.ask('start_booking', { ...HAIRCUT_WISH, email: 'max.mustermann@gmail.com' });
    expect(again).toMatchObject({ booking_id: answer['booking_id'], message: answer.message });
  });

  it('is read back in English on an English call', async () => {
    const salon = await world.tenant(ENGLISH_SALON);
    const wish = { date: '2026-11-24', time: '2:30 pm', service: 'Herrenhaarschnitt' };
    const answer = await salon.ask(
      'start_booking',
      { ...wish, email: 'jane underscore doe at example dot com' },
      { from: JANE },
    );
    expect(answer.message).toContain(
      'The confirmation goes to jane underscore doe at example dot com. Shall I book that for you now?',
    );
  });

  it('is not read out where it was not said on this call', async () => {
    const salon = await world.tenant();
    const answer = await salon.ask('start_booking', HAIRCUT_WISH);
    expect(answer.message).not.toContain('Bestätigung');
    expect(await salon.store.offers.find(String(answer['booking_id']))).toMatchObject({
      email: 'max@example.com',
    });
  });

  it.each(['keine', 'keine E-Mail', 'hab ich nicht', 'no email', 'none@none.com', '-'])(
    'is none where "%s" stands in its place',
    async (email) => {
      const salon = await world.tenant();
      const offer = await offerOf(salon, { name: 'Erika Muster', email });
      expect(offer).toMatchObject({ name: 'Erika Muster', phone: STRANGER });
      expect(offer?.email).toBeUndefined();
    },
  );

  it('is not needed where the event type takes a phone number alone (ASK-24)', async () => {
    const salon = await world.tenant();
    const wish = { ...HAIRCUT_WISH, name: 'Erika Muster', email: 'keine' };
    const { answer } = await bookByPhone(salon, wish, FROM_STRANGER);
    expect(answer).toMatchObject({ success: true, status: 'scheduled' });
    expect(salon.calcom.bookings()).toHaveLength(1);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });
});

describe('an e-mail address that only the calendar asks for', () => {
  it('is asked for while the time stays held, and the booking is made with it', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', BEARD_WISH, FROM_STRANGER);
    expect(await salon.ask('confirm_booking', {}, FROM_STRANGER)).toMatchObject(ASKS_FOR_EMAIL);
    await world.settle();
    expect(await salon.ask('start_booking', BEARD_WISH, { callId: 'call_other' })).toMatchObject({
      success: false,
      reason: 'slot_taken',
    });
    const given = { ...BEARD_WISH, email: 'erika punkt muster at example punkt com' };
    const { answer } = await bookByPhone(salon, given, FROM_STRANGER);
    expect(answer).toMatchObject({ success: true, status: 'scheduled' });
    expect(salon.calcom.bookings()).toHaveLength(1);
    await expectLedgerEqualsCalendar(salon, world.clock.now());
  });

  it('is asked for again as often as the booking is confirmed without it, and nothing is booked', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', BEARD_WISH, FROM_STRANGER);
    const first = await salon.ask('confirm_booking', {}, FROM_STRANGER);
    expect(first).toMatchObject(ASKS_FOR_EMAIL);
    expect(await salon.ask('confirm_booking', {}, FROM_STRANGER)).toEqual(first);
    const together = await Promise.all(
      [1, 2].map(() => salon.ask('confirm_booking', { confirmed: true }, FROM_STRANGER)),
    );
    for (const answer of together) expect(answer).toEqual(first);
    expect(salon.calcom.bookings()).toEqual([]);
    expect(await salon.store.appointments.upcomingOfCall(salon.callId, world.clock.now())).toEqual([]);
  });

  it('is asked for before the next offer of the same service, and a callback is offered to who has none', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', BEARD_WISH, FROM_STRANGER);
    await salon.ask('confirm_booking', {}, FROM_STRANGER);
    expect(await salon.ask('start_booking', { ...BEARD_WISH, time: '15:30' }, FROM_STRANGER)).toMatchObject(
      ASKS_FOR_EMAIL,
    );
    expect(await salon.ask('start_booking', { ...BEARD_WISH, email: 'keine' }, FROM_STRANGER)).toMatchObject({
      ...ASKS_FOR_EMAIL,
      message: `${ASKS_FOR_EMAIL.message} Oder soll ich einen Rückruf für Sie notieren?`,
      fallback: 'callback_request',
    });
    expect(
      await salon.ask('start_booking', { ...HAIRCUT_WISH, name: 'Erika Muster' }, FROM_STRANGER),
    ).toMatchObject({ success: true });
  });

  it('names the last refusal where the time is lost while the address is asked for', async () => {
    const salon = await world.tenant();
    await salon.ask('start_booking', BEARD_WISH, FROM_STRANGER);
    await salon.ask('confirm_booking', {}, FROM_STRANGER);
    salon.calcom.faults.add({
      method: 'POST',
      path: '/v2/bookings',
      fault: { kind: 'status', status: 409 },
      times: 1,
    });
    const lost = await salon.ask('confirm_booking', {}, FROM_STRANGER);
    expect(lost).toMatchObject({ success: false, reason: 'slot_taken' });
    expect(await salon.ask('confirm_booking', {}, FROM_STRANGER)).toMatchObject({ reason: 'slot_taken' });
  });
});

describe('number and name of a booking', () => {
  it('are understood as they are spoken (ASK-18)', async () => {
    const salon = await world.tenant();
    const offer = await offerOf(salon, {
      name: 'es ist für meine Frau Anna Meier, M A I E R',
      phone: 'meine Nummer ist null eins sieben eins, zwölf, vierunddreißig, fünf sechs sieben',
    });
    expect(offer).toMatchObject({ name: 'Anna Maier', phone: MAX });
  });

  it.each(['keine', 'dieselbe Nummer', "the number I'm calling from"])(
    'take the number of the call for "%s"',
    async (phone) => {
      const salon = await world.tenant();
      expect(await offerOf(salon, { name: 'Erika Muster', phone })).toMatchObject({ phone: STRANGER });
    },
  );

  it.each(['Ich möchte einen Termin buchen', 'für meine Frau', 'ja'])(
    'are not those of the caller where "%s" was said, which is no name',
    async (name) => {
      const salon = await world.tenant();
      expect(await salon.ask('start_booking', { ...HAIRCUT_WISH, name })).toMatchObject({
        reason: 'argument_missing',
        message: 'Wie ist bitte Ihr vollständiger Name?',
      });
    },
  );

  it.each([undefined, 'unbekannt', 'not provided'])(
    "are the known caller's where the name is %j",
    async (name) => {
      const salon = await world.tenant();
      const answer = await salon.ask('start_booking', { ...HAIRCUT_WISH, name });
      expect(answer.message).toContain('auf den Namen Max Mustermann');
    },
  );

  it.each(['Anna Weiß', 'Peter Morgen'])('can be "%s", though it is a word of sentences', async (name) => {
    const salon = await world.tenant();
    expect(await offerOf(salon, { name })).toMatchObject({ name });
  });

  it.each([
    'ja',
    'unknown caller',
    'Kunde',
    '<b>Max</b>',
    'erika@example.com',
    'Ich möchte einen Termin buchen',
  ])('ask for the name where "%s" is none', async (name) => {
    const salon = await world.tenant();
    expect(await salon.ask('start_booking', { ...HAIRCUT_WISH, name }, FROM_STRANGER)).toMatchObject({
      success: false,
      reason: 'argument_missing',
      message: 'Wie ist bitte Ihr vollständiger Name?',
    });
  });
});

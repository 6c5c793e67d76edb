import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PrivacyRules } from '../../src/domain/reminders/reminder-settings.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { ringAbout, TWO_DAYS_BEFORE } from '../support/reminder-call.ts';
import type { ReminderCall } from '../support/reminder-call.ts';
import { openReminderSalon } from '../support/reminder-salon.ts';
import { HAIRCUT, salonAccount } from '../support/salon.ts';
import type { Answered } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { warmUpWrites } from '../support/warm-up-writes.ts';
import { ERIKA, JONAS, openWaitlistSalon, TUESDAY } from '../support/waitlist-salon.ts';
import { createWorld } from '../support/world.ts';
import type { TenantChange, World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
  await warmUpWrites(world);
});
afterAll(() => world.close());

const HANNA = '+4917100000041';
const NAME = 'Hanna Geheimrath';
/** What nobody but the customer is to hear. */
const PLANTED = { family: 'geheimrath', service: 'chemotherapie', staff: 'wunderlich' };
const EVERYTHING = Object.keys(PLANTED);
const LANGUAGES = ['de-DE', 'en-US'];

function practice(locale: string): TenantChange {
  const { eventTypes } = salonAccount('');
  return {
    definition: {
      name: 'Praxis Nord',
      locale,
      customers: [{ name: NAME, phone: HANNA, email: 'geheimrath@example.com' }],
      services: [
        {
          name: 'Chemotherapie',
          eventTypeId: HAIRCUT,
          minutes: 45,
          synonyms: [],
          isDefault: true,
          staff: [{ name: 'Wunderlich' }],
          seats: 1,
        },
      ],
    },
    account: {
      eventTypes: eventTypes
        .filter(({ id }) => id === HAIRCUT)
        .map((one) => ({ ...one, hosts: ['Wunderlich'] })),
    },
  };
}

/** A call to Hanna about her appointment on Thursday, 26 November, 14:30. */
async function openCall(locale: string, privacy: Partial<PrivacyRules>): Promise<ReminderCall> {
  const salon = await openReminderSalon(world, { ...TWO_DAYS_BEFORE, privacy }, practice(locale));
  const { appointmentId } = await bookByPhone(salon, { date: '2026-11-26', time: '14:30' }, { from: HANNA });
  await world.settle();
  return ringAbout(world, salon, appointmentId);
}

/** Which of the planted words are anywhere in an answer. */
function toldIn(answers: Answered | Answered[]): string[] {
  const text = JSON.stringify(answers).toLowerCase();
  return Object.entries(PLANTED).flatMap(([what, word]) => (text.includes(word) ? [what] : []));
}

type Step = [name: string, args: Record<string, unknown>, reason?: string];

/** Every turn that such a call takes, and why a function refuses. */
const TURNS: Step[] = [
  ['initialize_call', {}],
  ['check_customer', {}],
  ['get_customer_appointments', {}],
  ['confirm_booking', { confirmed: false }, 'attendance_declined'],
  ['confirm_booking', { confirmed: true }],
  ['reschedule_appointment', { new_time: '14:30' }, 'same_time'],
  ['reschedule_appointment', { new_time: '03:00' }, 'slot_taken'],
  ['reschedule_appointment', { new_date: '2026-11-27', new_time: '10:30' }],
  ['cancel_appointment', {}],
  ['cancel_appointment', {}],
  ['reschedule_appointment', { new_date: '2026-11-30', new_time: '10:30' }, 'already_cancelled'],
  ['confirm_booking', { confirmed: true }, 'already_cancelled'],
];

async function takeAll(
  ask: (name: string, args: Record<string, unknown>) => Promise<Answered>,
  turns: Step[],
): Promise<Answered[]> {
  const answers: Answered[] = [];
  for (const [name, args, reason] of turns) {
    const answer = await ask(name, args);
    expect([name, answer.success, answer['reason']]).toEqual([name, reason === undefined, reason]);
    answers.push(answer);
  }
  return answers;
}

describe('a reminder call under the privacy rules', () => {
  it.each(LANGUAGES)(
    'names neither service nor staff nor family name, whatever it is asked: %s (VIO-56, VIO-58, VIO-59)',
    async (locale) => {
      const call = await openCall(locale, { enabled: true });
      for (const [index, answer] of (await takeAll(call.ask, TURNS)).entries()) {
        expect([TURNS[index], toldIn(answer)]).toEqual([TURNS[index], []]);
      }
    },
  );

  it.each([
    {
      locale: 'de-DE',
      opening:
        'Guten Tag, Hanna, hier ist Praxis Nord. Es geht um Ihren Termin am Donnerstag, den 26. November, um 14 Uhr 30. Bleibt es dabei?',
      yes: 'Danke, ich habe notiert, dass Sie kommen: am Donnerstag, den 26. November, um 14 Uhr 30. Kann ich sonst noch etwas für Sie tun?',
    },
    {
      locale: 'en-US',
      opening:
        "Good afternoon, Hanna, this is Praxis Nord. I'm calling about your appointment on Thursday, November 26th, at 2:30 p.m. Will you be coming?",
      yes: "Thank you, I've noted that you are coming: on Thursday, November 26th, at 2:30 p.m. Is there anything else I can do for you?",
    },
  ])('speaks of an appointment to a first name: $locale (VIO-56)', async ({ locale, opening, yes }) => {
    const call = await openCall(locale, { enabled: true });
    expect(await call.ask('initialize_call')).toMatchObject({
      message: opening,
      customer: { name: 'Hanna', email: null },
      next_appointment: { id: call.appointmentId, service: '', staff: null, time: '14:30' },
    });
    expect(await call.ask('confirm_booking')).toMatchObject({ message: yes });
  });

  it.each(LANGUAGES)('tells of a booking made in it no more than that: %s (VIO-56)', async (locale) => {
    const call = await openCall(locale, { enabled: true });
    const wish = { date: '2026-11-27', time: '10:30', name: 'Hanna' };
    const offered = await call.ask('start_booking', wish);
    const booked = await call.ask('confirm_booking', { confirmed: true });
    expect(booked).toMatchObject({ success: true, status: 'scheduled', date: '2026-11-27' });
    const again = await call.ask('confirm_booking', { confirmed: true });
    const no = await call.ask('confirm_booking', { confirmed: false });
    expect(no).toMatchObject({ reason: 'already_booked' });
    expect(toldIn([offered, booked, again, no])).toEqual([]);
  });

  it('books for the customer whose first name alone it has told (VIO-56)', async () => {
    const call = await openCall('de-DE', { enabled: true });
    await bookByPhone({ ...call.salon, ask: call.ask }, { date: '2026-11-27', time: '10:30', name: 'Hanna' });
    expect(call.salon.calcom.bookings().map(({ attendees }) => attendees)).toEqual([
      [expect.objectContaining({ name: NAME, email: 'geheimrath@example.com' })],
      [expect.objectContaining({ name: NAME, email: 'geheimrath@example.com' })],
    ]);
  });

  it.each([
    { off: {}, told: [] },
    { off: { firstNameOnly: false }, told: ['family'] },
    { off: { genericWording: false }, told: ['staff'] },
    { off: { genericWording: false, avoidMedicalTerms: false }, told: ['service', 'staff'] },
    { off: { avoidMedicalTerms: false }, told: [] },
    { off: { enabled: false }, told: EVERYTHING },
  ])('keeps to the switches of the owner: $off (VIO-59)', async ({ off, told }) => {
    const call = await openCall('de-DE', { enabled: true, ...off });
    expect(toldIn(await call.ask('initialize_call'))).toEqual(told);
    expect(toldIn([await call.ask('check_customer'), await call.ask('get_customer_appointments')])).toEqual(
      told,
    );
  });

  it('offers a freed time without saying of what or with whom (VIO-56, VIO-94)', async () => {
    const salon = await openWaitlistSalon(world, { privacy: { enabled: true } });
    const erikas = await salon.bookFor(ERIKA, TUESDAY);
    await salon.join(JONAS);
    await salon.cancelFor(ERIKA, erikas);
    await salon.offerFreed();
    const call = await salon.ring(JONAS);
    const opened = await call.ask('initialize_call');
    expect(opened).toMatchObject({
      customer: { name: 'Jonas' },
      offered_time: { ...TUESDAY, service: '', staff: null },
    });
    const booked = await call.ask('confirm_booking', { confirmed: true });
    expect(booked).toMatchObject({ success: true, status: 'scheduled' });
    expect(JSON.stringify([opened, booked])).not.toMatch(/muster|herrenhaarschnitt|anna/i);
  });

  it('does not name a business that tells of an illness (VIO-58)', async () => {
    const call = await openCall('de-DE', { enabled: true });
    const { id } = call.salon;
    await ownerRows(world.databaseUrl, `update tenants set name = 'Krebszentrum Nord' where id = '${id}'`);
    await world.deps.directory.refresh();
    expect(await call.ask('initialize_call')).toMatchObject({
      tenant: '',
      message: expect.stringMatching(/^Guten Tag, Hanna\. Es geht um Ihren Termin am /),
    });
  });

  it('keeps to them before it is proven that the call is one of ours (VIO-56)', async () => {
    const call = await openCall('de-DE', { enabled: true });
    const unproven = { callId: 'call_unproven', call: { metadata: {} } };
    const answers = [
      await call.ask('initialize_call', {}, unproven),
      await call.ask('get_customer_appointments', {}, unproven),
    ];
    expect(answers).toMatchObject([{ customer: { name: 'Hanna' } }, { success: true }]);
    expect(toldIn(answers)).toEqual([]);
  });
});

describe('a call that comes in where the privacy rules are on', () => {
  it.each(LANGUAGES)('hears everything as ever: %s (VIO-56)', async (locale) => {
    const { salon } = await openCall(locale, { enabled: true });
    const ask = (name: string, args: Record<string, unknown>) =>
      salon.ask(name, args, { from: HANNA, callId: 'call_in' });
    const [opened, listed, offered, moved, cancelled] = await takeAll(ask, [
      ['initialize_call', {}],
      ['get_customer_appointments', {}],
      ['start_booking', { date: '2026-11-30', time: '10:30' }],
      ['reschedule_appointment', { new_date: '2026-11-27', new_time: '10:30' }],
      ['cancel_appointment', {}],
    ]);
    expect(opened && toldIn(opened)).toEqual(EVERYTHING);
    expect(offered && toldIn(offered)).toEqual(['family', 'service']);
    for (const answer of [listed, moved, cancelled]) {
      expect(answer && toldIn(answer)).toEqual(['service', 'staff']);
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { functions } from '../../functions/index.ts';
import type { TenantDefinition } from '../../src/domain/tenant.ts';
import type { PrivacyRules } from '../../src/domain/reminders/reminder-settings.ts';
import { bookByPhone } from '../support/book-by-phone.ts';
import { expectSpeakable } from '../support/expect-speakable.ts';
import { ringAbout, TWO_DAYS_BEFORE } from '../support/reminder-call.ts';
import type { ReminderCall } from '../support/reminder-call.ts';
import { openReminderSalon } from '../support/reminder-salon.ts';
import { COLOURING, HAIRCUT, salonAccount, salonDefinition } from '../support/salon.ts';
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
/** The services of the practice, what else they are called, and who does them. */
const UNNAMED = [
  'chemotherapie',
  'infusion',
  'krebsvorsorge',
  'screening',
  'wunderlich',
  'kaltenbrunn',
  'sommer',
];
const LANGUAGES = ['de-DE', 'en-US'];
const FREE = { date: '2026-11-27', time: '10:30' };

/** Most people come for the screening; the therapy is Wunderlich's alone. */
function practice(locale: string): TenantChange {
  const { eventTypes } = salonAccount('');
  const hosts = new Map([
    [HAIRCUT, ['Wunderlich']],
    [COLOURING, ['Kaltenbrunn', 'Sommer']],
  ]);
  const serviceOf = (eventTypeId: number) => ({
    eventTypeId,
    staff: (hosts.get(eventTypeId) ?? []).map((name) => ({ name })),
    seats: hosts.get(eventTypeId)?.length ?? 1,
  });
  return {
    definition: {
      name: 'Praxis Nord',
      locale,
      customers: [{ name: NAME, phone: HANNA }],
      services: [
        {
          ...serviceOf(HAIRCUT),
          name: 'Chemotherapie',
          minutes: 45,
          synonyms: ['Infusion'],
          isDefault: false,
        },
        {
          ...serviceOf(COLOURING),
          name: 'Krebsvorsorge',
          minutes: 90,
          synonyms: ['Screening'],
          isDefault: true,
        },
      ],
    },
    account: {
      eventTypes: eventTypes.flatMap((one) => {
        const ofType = hosts.get(one.id);
        return ofType === undefined ? [] : [{ ...one, hosts: ofType }];
      }),
    },
  };
}

/** A call to Hanna about her therapy on Thursday, 26 November, 14:30. */
async function openCall(locale: string, privacy: Partial<PrivacyRules> = {}): Promise<ReminderCall> {
  const wishes = { ...TWO_DAYS_BEFORE, waitlist: true, privacy: { enabled: true, ...privacy } };
  const salon = await openReminderSalon(world, wishes, practice(locale));
  const wish = { service: 'Chemotherapie', date: '2026-11-26', time: '14:30' };
  const { appointmentId } = await bookByPhone(salon, wish, { from: HANNA });
  await world.settle();
  return ringAbout(world, salon, appointmentId);
}

function namedIn(answer: Answered): string[] {
  const text = JSON.stringify(answer).toLowerCase();
  return UNNAMED.filter((word) => text.includes(word));
}

type Step = [name: string, args: Record<string, unknown>, reason?: string];

/** Every voice function, and every answer of theirs that is about what for or with whom. */
const WALK: Step[] = [
  ['initialize_call', {}],
  ['check_customer', { name: 'Hanna' }],
  ['parse_date', { text: '27.11.2026' }],
  ['get_available_services', {}],
  ['get_customer_appointments', {}],
  ['find_next_available', {}],
  ['find_next_available', { staff: 'Wunderlich' }],
  ['check_availability', { date: '2026-11-27' }],
  ['check_availability', { ...FREE, staff: 'Wunderlich' }],
  ['check_availability', { date: '2026-11-27', time: '03:00', staff: 'Wunderlich' }],
  ['check_availability', { date: '2026-11-28', staff: 'Wunderlich' }],
  ['get_alternatives', { date: '2026-11-27', staff: 'Wunderlich' }],
  ['check_availability', { date: '2026-11-27', service: 'Massage' }, 'service_unknown'],
  [
    'check_availability',
    { date: '2026-11-27', service: 'Krebsvorsorge und Chemotherapie' },
    'service_unclear',
  ],
  ['check_availability', { date: '2026-11-27', staff: 'Dr. Zimmermann' }, 'staff_unknown'],
  ['check_availability', { date: '2026-11-27', staff: 'Wunderling' }, 'staff_unclear'],
  ['check_availability', { date: '2026-11-27', service: 'Infusion', staff: 'Sommer' }, 'staff_unknown'],
  [
    'check_availability',
    { date: '2026-11-27', service: 'Screening', staff: 'Sommer' },
    'staff_not_selectable',
  ],
  ['start_booking', { ...FREE, service: 'Infusion', staff: 'Wunderlich', time: '03:00' }, 'slot_taken'],
  ['start_booking', { ...FREE, staff: 'Wunderlich', name: 'Hanna' }],
  ['confirm_booking', { confirmed: true }],
  ['start_booking', { ...FREE, staff: 'Wunderlich', name: 'Hanna' }],
  ['book_appointment', { date: '2026-11-30', time: '10:30', name: 'Hanna' }],
  ['join_waitlist', { staff: 'Wunderlich' }],
  ['request_callback', {}],
  [
    'reschedule_appointment',
    { new_date: '2026-12-01', new_time: '10:30', time: '14:30', date: '2026-11-26' },
  ],
  ['cancel_appointment', { date: '2026-12-01' }],
  ['stop_reminders', {}],
];

describe('a reminder call under the privacy rules', () => {
  it.each(LANGUAGES)(
    'names neither a service nor any of the staff in any answer of any function: %s (VIO-56, VIO-59)',
    async (locale) => {
      expect(new Set(WALK.map(([name]) => name))).toEqual(new Set(functions.map(({ name }) => name)));
      const call = await openCall(locale);
      const named = [];
      for (const [name, args, reason] of WALK) {
        const answer = await call.ask(name, args);
        expect([name, args, answer['reason']]).toEqual([name, args, reason]);
        expectSpeakable(answer);
        if (namedIn(answer).length > 0) named.push([name, args, namedIn(answer)]);
      }
      expect(named).toEqual([]);
    },
  );

  it.each([
    ['de-DE', 'In diesem Anruf nenne ich keine Leistungen. Was darf ich für Sie buchen?'],
    ['en-US', "I don't name services on this call. What may I book for you?"],
  ])('says that it names no services: %s (VIO-56, ASK-27)', async (locale, message) => {
    const call = await openCall(locale);
    expect(await call.ask('get_available_services')).toEqual({ success: true, message, services: [] });
  });

  it('moves the appointment to an earlier time that it has found for it, unnamed (VIO-56, ASK-15, ASK-30)', async () => {
    const call = await openCall('de-DE');
    const { date, slots } = await call.ask('find_next_available');
    // Every three quarters of an hour: the screening begins every half.
    expect([date, slots]).toEqual(['2026-11-24', ['15:15', '16:00', '16:45']]);
    const moved = await call.ask('reschedule_appointment', { new_date: date, new_time: '16:45' });
    expect(moved).toMatchObject({ success: true, date: '2026-11-24', time: '16:45' });
  });

  it.each([{}, { service: 'Termin' }, { staff: 'unser Team' }])(
    'books once more what the call is about where nothing else was said: %j (VIO-56, ASK-12)',
    async (said) => {
      const call = await openCall('de-DE');
      await bookByPhone({ ...call.salon, ask: call.ask }, { ...FREE, ...said });
      expect(call.salon.calcom.bookings().map(({ eventTypeId }) => eventTypeId)).toEqual([HAIRCUT, HAIRCUT]);
    },
  );

  it('looks for something else where that was said (VIO-56, ASK-12)', async () => {
    const call = await openCall('de-DE');
    await bookByPhone({ ...call.salon, ask: call.ask }, { ...FREE, service: 'Screening' });
    expect(call.salon.calcom.bookings().map(({ eventTypeId }) => eventTypeId)).toEqual([HAIRCUT, COLOURING]);
  });

  it.each([
    { off: { genericWording: false }, named: ['wunderlich'] },
    { off: { avoidMedicalTerms: false }, named: [] },
    { off: { genericWording: false, avoidMedicalTerms: false }, named: ['chemotherapie', 'wunderlich'] },
    { off: { enabled: false }, named: ['chemotherapie', 'wunderlich'] },
  ])('keeps to the switches of the owner: $off (VIO-59)', async ({ off, named }) => {
    const call = await openCall('de-DE', off);
    const wish = { ...FREE, staff: 'Wunderlich' };
    const offered = await call.ask('start_booking', wish);
    expect(namedIn(offered)).toEqual(named);
    const missed = await call.ask('check_availability', { ...wish, staff: 'Zimmermann' });
    expect(namedIn(missed)).toEqual(named.filter((word) => word === 'wunderlich'));
  });

  it("lists to the owner's wish, without what tells of an illness (VIO-59, ASK-27)", async () => {
    const call = await openCall('de-DE', { genericWording: false });
    expect(await call.ask('get_available_services')).toMatchObject({ services: [] });
    const open = await openCall('de-DE', { genericWording: false, avoidMedicalTerms: false });
    expect(namedIn(await open.ask('get_available_services'))).toEqual(
      UNNAMED.filter((word) => !['infusion', 'screening'].includes(word)),
    );
  });
});

describe('a call that is not ours', () => {
  it('hears what for and with whom, and is asked about the usual (VIO-56, ASK-27)', async () => {
    const { salon } = await openCall('de-DE');
    const ask = (name: string, args: Record<string, unknown> = {}) =>
      salon.ask(name, args, { from: HANNA, callId: 'call_in' });
    expect(namedIn(await ask('get_available_services'))).toEqual(
      UNNAMED.filter((word) => !['infusion', 'screening'].includes(word)),
    );
    expect(namedIn(await ask('find_next_available'))).toEqual(['krebsvorsorge']);
    expect(namedIn(await ask('find_next_available', { service: 'Massage' }))).toEqual([
      'chemotherapie',
      'krebsvorsorge',
    ]);
  });
});

describe('a call of the waitlist', () => {
  it('is about what they wait for (VIO-94, ASK-12)', async () => {
    const salon = await openWaitlistSalon(world, {}, { definition: { services: unusualHaircut() } });
    const erikas = await salon.bookFor(ERIKA, TUESDAY);
    await salon.join(JONAS);
    await salon.cancelFor(ERIKA, erikas);
    await salon.offerFreed();
    const call = await salon.ring(JONAS);
    expect(await call.ask('find_next_available')).toMatchObject({ service: 'Herrenhaarschnitt' });
  });
});

/** The salon's services, where most come to have their beard trimmed. */
function unusualHaircut(): TenantDefinition['services'] {
  const { services } = salonDefinition('', '');
  return services.map((one) => ({ ...one, isDefault: one.name === 'Bartpflege' }));
}

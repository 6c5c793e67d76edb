import { expect } from 'vitest';
import { bookByPhone } from './book-by-phone.ts';
import type { BookedByPhone } from './book-by-phone.ts';
import { expectLedgerEqualsCalendar } from './expect-ledger-equals-calendar.ts';
import type { Answered, AskOptions, TenantUnderTest } from './tenant-under-test.ts';
import type { TenantChange, World } from './world.ts';

/** The number of the customer who is attacked: Erika Vogelsang. */
export const ERIKA = '+491710000031';
/** The only day of her appointments. */
export const ERIKAS_DAY = '2026-11-24';

/** A salon in which somebody else's two appointments are to be found out, moved or cancelled. */
export interface AttackedSalon {
  salon: TenantUnderTest;
  haircut: BookedByPhone;
  colouring: BookedByPhone;
  /** Asks everything that could disclose or change an appointment with these arguments; checks each answer. */
  attack(args: Record<string, unknown>, options: AskOptions): Promise<Answered[]>;
  /** Fails where the answer tells anything of the appointments or of whose they are. */
  expectNothingTold(answer: unknown): void;
  /** Fails where anything is not as it was before the attack. */
  expectNothingChanged(): Promise<void>;
}

/** Every function that reads out, cancels or moves, with what it needs besides. */
export const DOORS: [string, Record<string, unknown>][] = [
  ['get_customer_appointments', {}],
  ['cancel_appointment', {}],
  ['cancel', {}],
  ['reschedule_appointment', { new_date: 'Donnerstag', new_time: '16 Uhr' }],
  ['reschedule', { new_time: '09:00' }],
];

export async function attackedSalon(world: World, change: TenantChange = {}): Promise<AttackedSalon> {
  const salon = await world.tenant(change);
  const book = (wish: Record<string, unknown>, callId: string) =>
    bookByPhone(
      salon,
      { ...wish, date: ERIKAS_DAY, name: 'Erika Vogelsang', email: 'erika@example.com' },
      { callId, from: ERIKA },
    );
  const haircut = await book({ time: '14:30', service: 'Herrenhaarschnitt' }, 'call_of_erika_a');
  const colouring = await book({ time: '09:30', service: 'Färben' }, 'call_of_erika_b');
  await world.settle();
  const before = await stateOf(salon, [haircut, colouring]);
  const written = () =>
    salon.calcom
      .requests()
      .filter(({ method, path }) => method === 'POST' && path.startsWith('/v2/bookings'));
  const writes = written().length;
  const secrets = [
    'Erika',
    'Vogelsang',
    ERIKA,
    'erika@example.com',
    ERIKAS_DAY,
    '24. November',
    'Dienstag',
    '14:30',
    '14 Uhr 30',
    '09:30',
    '9 Uhr 30',
    'Herrenhaarschnitt',
    'Färben',
    ...[haircut, colouring].flatMap(({ appointmentId, bookingCode }) => [
      appointmentId,
      bookingCode,
      `${bookingCode.split('').slice(0, 4).join(' ')}, ${bookingCode.split('').slice(4).join(' ')}`,
    ]),
    ...salon.calcom.bookings().map(({ uid }) => uid),
  ];
  const expectNothingTold = (answer: unknown) => {
    const text = JSON.stringify(answer);
    expect({ text, told: secrets.filter((secret) => text.includes(secret)) }).toEqual({ text, told: [] });
  };
  return {
    salon,
    haircut,
    colouring,
    expectNothingTold,
    attack: async (args, options) => {
      const answers: Answered[] = [];
      for (const [name, more] of DOORS) {
        const answer = await salon.ask(name, { ...more, ...args }, options);
        expectNothingTold(answer);
        answers.push(answer);
      }
      return answers;
    },
    expectNothingChanged: async () => {
      await world.settle();
      expect(await stateOf(salon, [haircut, colouring])).toEqual(before);
      expect(written()).toHaveLength(writes);
      await expectLedgerEqualsCalendar(salon, world.clock.now());
    },
  };
}

/** The appointments and the deeds on them; who booked them is among the deeds. */
async function stateOf(salon: TenantUnderTest, booked: BookedByPhone[]) {
  return Promise.all(
    booked.map(async ({ appointmentId }) => ({
      appointment: await salon.store.appointments.find(appointmentId),
      deeds: await salon.store.audit.ofAppointment(appointmentId),
    })),
  );
}

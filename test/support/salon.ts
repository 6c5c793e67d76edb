import type { TenantDefinition } from '../../src/domain/tenant.ts';
import type { CalcomAccount } from '../simulators/calcom/calcom-accounts.ts';

export const HAIRCUT = 2563193;
export const COLOURING = 2563194;
export const BEARD_TRIM = 2563195;

const OPEN: [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];

/** A hairdresser's calendar: weekdays 9 to 12 and 13 to 18 in Berlin. `mark` keeps keys of different tests apart. */
export function salonAccount(mark: string): CalcomAccount {
  const week = { 1: OPEN, 2: OPEN, 3: OPEN, 4: OPEN, 5: OPEN };
  return {
    apiKey: `cal_live_${mark}`,
    userName: 'Anna',
    userEmail: 'anna@salon.example.com',
    timeZone: 'Europe/Berlin',
    requestsPerMinute: 10_000,
    eventTypes: [
      {
        id: HAIRCUT,
        slug: 'herrenhaarschnitt',
        title: 'Herrenhaarschnitt',
        minutes: 45,
        hosts: ['Anna'],
        openingHours: week,
        slotIntervalMinutes: 45,
        emailRequired: false,
      },
      {
        id: COLOURING,
        slug: 'faerben',
        title: 'Färben',
        minutes: 90,
        hosts: ['Anna', 'Ben'],
        openingHours: week,
        slotIntervalMinutes: 30,
        emailRequired: false,
      },
      {
        id: BEARD_TRIM,
        slug: 'bartpflege',
        title: 'Bartpflege',
        minutes: 30,
        hosts: ['Ben'],
        openingHours: week,
        slotIntervalMinutes: 30,
        emailRequired: true,
      },
    ],
  };
}

/** The same hairdresser as Slotline knows it; each mark has its own numbers, agent and keys. */
export function salonDefinition(mark: string, calendarUrl: string): TenantDefinition {
  const digits = String(Number.parseInt(mark.slice(0, 8), 16))
    .padStart(10, '0')
    .slice(0, 8);
  return {
    slug: `salon-${mark}`,
    name: 'Salon Nord',
    businessType: 'salon',
    locale: 'de-DE',
    timezone: 'Europe/Berlin',
    phoneNumbers: [`+4930${digits}`],
    agents: [`agent_${mark.padEnd(26, '0')}`],
    retell: { apiKey: `key_${mark}` },
    calcom: {
      baseUrl: calendarUrl,
      apiKey: `cal_live_${mark}`,
      webhookSecret: `whsec_${mark}`,
      requestsPerMinute: 10_000,
    },
    services: [
      {
        name: 'Herrenhaarschnitt',
        eventTypeId: HAIRCUT,
        minutes: 45,
        synonyms: ['Herrenschnitt'],
        isDefault: true,
        staff: [{ name: 'Anna' }],
        seats: 1,
      },
      {
        name: 'Färben',
        eventTypeId: COLOURING,
        minutes: 90,
        synonyms: ['Coloration'],
        isDefault: false,
        staff: [{ name: 'Anna' }, { name: 'Ben' }],
        seats: 2,
      },
      {
        name: 'Bartpflege',
        eventTypeId: BEARD_TRIM,
        minutes: 30,
        synonyms: ['Bart'],
        isDefault: false,
        staff: [{ name: 'Ben' }],
        seats: 1,
      },
    ],
    policies: { cancelHours: 24, rescheduleHours: 24, minNoticeMinutes: 15 },
    functionsPerMinute: 600,
    accessKeys: [],
    customers: [{ name: 'Max Mustermann', phone: '+491711234567', email: 'max@example.com' }],
  };
}

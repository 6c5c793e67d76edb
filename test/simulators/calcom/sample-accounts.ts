import type { CalcomAccount, CalcomEventType } from './calcom-accounts.ts';

const SHOP_HOURS: CalcomEventType['openingHours'] = {
  1: [['09:00', '18:00']],
  2: [['09:00', '18:00']],
  3: [['09:00', '18:00']],
  4: [['09:00', '20:00']],
  5: [['09:00', '18:00']],
  6: [['09:00', '14:00']],
};
const PRACTICE_HOURS: CalcomEventType['openingHours'] = {
  1: [
    ['08:00', '12:00'],
    ['14:00', '18:00'],
  ],
  2: [
    ['08:00', '12:00'],
    ['14:00', '18:00'],
  ],
  3: [['08:00', '12:00']],
  4: [
    ['08:00', '12:00'],
    ['14:00', '18:00'],
  ],
  5: [['08:00', '13:00']],
};

/** Two invented businesses: a hairdresser with two stylists, booked by phone number alone, and a practice. */
export const sampleAccounts: CalcomAccount[] = [
  {
    apiKey: 'cal_live_salon_nord_example_key',
    userName: 'Anna Berger',
    userEmail: 'anna@salon-nord.example.com',
    timeZone: 'Europe/Berlin',
    eventTypes: [
      {
        id: 2563193,
        slug: 'herrenhaarschnitt',
        title: 'Herrenhaarschnitt',
        minutes: 45,
        hosts: ['Anna Berger'],
        openingHours: SHOP_HOURS,
        slotIntervalMinutes: 15,
        minimumBookingNotice: 15,
        bookingWindowDays: 90,
        emailRequired: false,
      },
      {
        id: 2563194,
        slug: 'damenhaarschnitt',
        title: 'Damenhaarschnitt',
        minutes: 60,
        hosts: ['Anna Berger', 'Lena Vogt'],
        openingHours: SHOP_HOURS,
        slotIntervalMinutes: 15,
        minimumBookingNotice: 15,
        bookingWindowDays: 90,
        emailRequired: false,
      },
    ],
  },
  {
    apiKey: 'cal_live_praxis_sued_example_key',
    userName: 'Dr. Jonas Keller',
    userEmail: 'empfang@praxis-sued.example.com',
    timeZone: 'Europe/Berlin',
    eventTypes: [
      {
        id: 3104411,
        slug: 'sprechstunde',
        title: 'Sprechstunde',
        minutes: 20,
        hosts: ['Dr. Jonas Keller'],
        openingHours: PRACTICE_HOURS,
        minimumBookingNotice: 60,
        bookingWindowDays: 60,
      },
      {
        id: 3104412,
        slug: 'erstgespraech',
        title: 'Erstgespräch',
        minutes: 40,
        hosts: ['Dr. Jonas Keller'],
        openingHours: PRACTICE_HOURS,
        slotIntervalMinutes: 20,
        minimumBookingNotice: 60,
        bookingWindowDays: 60,
        requiresConfirmation: true,
      },
    ],
  },
];

import type { TenantChange } from './world.ts';

/** The salon in New York: English, and a calendar that keeps the hours of that zone. */
export const ENGLISH_SALON: TenantChange = {
  definition: {
    name: 'North Salon',
    locale: 'en-US',
    timezone: 'America/New_York',
    customers: [{ name: 'Jane Doe', phone: '+14155550101', email: 'jane@example.com' }],
  },
  account: { timeZone: 'America/New_York' },
};

/** The number of the customer it knows: Jane Doe. */
export const JANE = '+14155550101';

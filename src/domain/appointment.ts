import type { ContactWishes } from './tenant.ts';

/** An appointment with the names that go with it, as operations read it. Instants are UTC. */
export interface Appointment {
  id: string;
  status: AppointmentStatus;
  startsAt: Date;
  endsAt: Date;
  source: 'voice' | 'calendar';
  service?: { id: string; name: string };
  staff?: { id: string; name: string };
  customer?: Customer;
  bookingCode?: string;
  claimId?: string;
  /** The event type it was booked with; absent where it was made elsewhere. */
  eventTypeId?: number;
  /** The calendar's newest booking of the chain. A secret: the uid alone can cancel it. */
  uid?: string;
  /** When the customer said that they will come. */
  confirmedAt?: Date;
  /** When the calendar was last heard of about it. */
  heardOfAt: Date;
}

export type AppointmentStatus = 'scheduled' | 'requested' | 'cancelled' | 'completed' | 'no_show';

export const STANDING: readonly AppointmentStatus[] = ['scheduled', 'requested'];

/** Whether it will take place, as far as is known. */
export function isStanding({ status }: Pick<Appointment, 'status'>): boolean {
  return STANDING.includes(status);
}

export interface Customer extends ContactWishes {
  id: string;
  name: string;
  phone?: string;
  email?: string;
}

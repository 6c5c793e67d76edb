/** What the calendar can be booked for; a service is made of it. */
export interface EventType {
  id: number;
  slug: string;
  title: string;
  minutes: number;
  hidden: boolean;
  /** A phone number is enough to book: the e-mail field is optional or hidden and the phone field is on. */
  phoneOnlyAllowed: boolean;
  hosts: { name: string }[];
  seatsPerSlot?: number;
}

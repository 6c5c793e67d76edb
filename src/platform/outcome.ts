/** A wall-clock moment in the tenant's zone: `date` YYYY-MM-DD, `time` HH:MM (24 h). */
export interface WallTime {
  date: string;
  time: string;
}

/** Free times of one day, as said and as shown: `times` HH:MM in rising order. */
export interface FreeDay {
  date: string;
  times: string[];
}

/** An appointment as it is read out. `staff` is absent where nobody in particular was chosen. */
export interface SpokenAppointment extends WallTime {
  service: string;
  staff?: string;
}

/**
 * Why something was not done, and the facts its sentence needs. An ordinary answer: the call goes on.
 * Every reason has a sentence in every language (`src/runtime/sentences.ts`).
 */
export interface ReasonFacts {
  argument_missing: { argument: ArgumentName };
  argument_unusable: { argument: ArgumentName };
  date_unclear: Record<never, never>;
  date_ambiguous: { candidates: string[] };
  time_unclear: Record<never, never>;
  time_ambiguous: { candidates: string[] };
  /** The clocks are put forward over this time: it does not exist on that day. */
  time_does_not_exist: WallTime;
  date_in_past: { date: string };
  /** Further ahead than any calendar is kept. */
  date_too_far: { date: string };
  time_in_past: WallTime;
  notice_too_short: { minutes: number };
  email_invalid: Record<never, never>;
  phone_invalid: Record<never, never>;
  contact_missing: { email: boolean };
  service_unknown: { services: string[] };
  service_unclear: { services: string[] };
  service_not_offered: Record<never, never>;
  staff_unknown: { staff: string[] };
  staff_not_selectable: { service: string };
  slot_taken: WallTime & { service: string; alternatives: WallTime[] };
  slot_not_bookable: WallTime & { service: string; alternatives: WallTime[] };
  period_full: { service: string; date: string };
  booking_limit_of_caller: { service: string };
  calendar_unreachable: Record<never, never>;
  /** The calendar takes no booking of the service. */
  calendar_refuses: { service: string };
  /** The calendar does not let this appointment be cancelled or moved. */
  change_not_allowed: { appointment: SpokenAppointment };
  nothing_offered: Record<never, never>;
  several_offered: { offers: SpokenAppointment[] };
  /** What was said to the read-back is neither yes nor no. */
  answer_unclear: Record<never, never>;
  offer_expired: Record<never, never>;
  offer_changed: Record<never, never>;
  appointment_not_found: Record<never, never>;
  several_appointments: { appointments: SpokenAppointment[] };
  identity_unproven: Record<never, never>;
  too_late_to_cancel: { hours: number; appointment: SpokenAppointment };
  too_late_to_reschedule: { hours: number; appointment: SpokenAppointment };
  already_cancelled: { appointment: SpokenAppointment };
  /** It was moved elsewhere, before we heard of it, to the time that is named. */
  appointment_moved: { appointment: SpokenAppointment };
  same_time: { appointment: SpokenAppointment };
  too_many_requests: Record<never, never>;
}

export type Reason = keyof ReasonFacts;

/** What an argument is called in a sentence; wire names stay outside. */
export type ArgumentName =
  | 'name'
  | 'email'
  | 'phone'
  | 'date'
  | 'time'
  | 'service'
  | 'staff'
  | 'notes'
  | 'text'
  | 'booking'
  | 'appointment'
  | 'reason';

/** What was done, and the facts its sentence needs. Every phrase has a sentence in every language. */
export interface PhraseFacts {
  call_opened: { tenant: string; today: WallTime; customer?: string; next?: SpokenAppointment };
  /** The greeting of a caller whose number belongs to several customers. */
  caller_unclear: { tenant: string; today: WallTime };
  customer_known: { name: string };
  customer_unknown: Record<never, never>;
  /** Several customers have the caller's number: who is it? */
  customers_share_number: Record<never, never>;
  moment_understood: { kind: 'at' | 'from' | 'until' | 'between'; from: WallTimePart; until: WallTimePart };
  moment_ambiguous: { candidates: WallTimePart[] };
  moment_unclear: Record<never, never>;
  services_listed: { services: { name: string; minutes: number }[] };
  no_services: Record<never, never>;
  slots_on_day: FreeDay & { service: string };
  slot_free: WallTime & { service: string };
  slot_taken_with_alternatives: WallTime & { service: string; alternatives: WallTime[] };
  day_full_with_alternatives: { date: string; service: string; alternatives: WallTime[] };
  /** Only the wished part of the day, such as its afternoon, is full. */
  part_of_day_full_with_alternatives: { date: string; service: string; alternatives: WallTime[] };
  nothing_free: { service: string; date: string };
  alternatives_listed: { service: string; alternatives: WallTime[] };
  next_free: WallTime & { service: string; more: WallTime[] };
  booking_offered: SpokenAppointment & { name: string; minutes: number };
  offer_dropped: Record<never, never>;
  booked: SpokenAppointment & { name: string; code: string };
  booking_requested: SpokenAppointment & { name: string };
  appointments_listed: { appointments: SpokenAppointment[] };
  no_appointments: Record<never, never>;
  cancelled: { appointment: SpokenAppointment };
  moved: { from: WallTime; to: SpokenAppointment };
  move_requested: { from: WallTime; to: SpokenAppointment };
  callback_noted: { bestTime?: string };
}

export interface WallTimePart {
  date?: string;
  time?: string;
}

export type Phrase = keyof PhraseFacts;

/** A phrase with its facts; made with `say`. */
export type Saying = { [P in Phrase]: { phrase: P; facts: PhraseFacts[P] } }[Phrase];

/** A reason with its facts; made with `refused`. `offerCallback` makes the agent offer one (`fallback`, ASK-69). */
export type Refusal = {
  [R in Reason]: { kind: 'refused'; reason: R; facts: ReasonFacts[R]; offerCallback?: boolean };
}[Reason];

export interface Done<T> {
  kind: 'done';
  data: T;
  saying: Saying;
  /** The data may be out of date: it came from a stale copy (ASK-68). */
  stale?: boolean;
}

export type Outcome<T = unknown> = Done<T> | Refusal;

export function say<P extends Phrase>(phrase: P, facts: PhraseFacts[P]): Saying {
  // Phrase and facts are paired by P; the mapped union cannot express that for a generic P.
  return { phrase, facts } as Saying;
}

export function done<T>(data: T, saying: Saying): Done<T> {
  return { kind: 'done', data, saying };
}

export function refused<R extends Reason>(reason: R, facts: ReasonFacts[R]): Refusal {
  // Reason and facts are paired by R; the mapped union cannot express that for a generic R.
  return { kind: 'refused', reason, facts } as Refusal;
}

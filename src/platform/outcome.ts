/** A wall-clock moment in the tenant's zone: `date` YYYY-MM-DD, `time` HH:MM (24 h). */
export interface WallTime {
  date: string;
  time: string;
}

/** A wall time as it is said; of an hour that comes twice in the night of the clock change, which of the two. */
export interface SpokenTime extends WallTime {
  beforeClockChange?: true;
}

/** Free times of one day, as said and as shown: `times` HH:MM in rising order. */
export interface FreeDay {
  date: string;
  times: string[];
}

/** What is looked for. `staff` is absent where nobody in particular was wished for. */
export interface Subject {
  service: string;
  staff?: string;
}

/** An appointment as it is read out. `staff` is absent where nobody in particular was chosen. */
export interface SpokenAppointment extends SpokenTime {
  service: string;
  staff?: string;
}

/** What a caller can say to prove that an appointment is theirs. */
export type SpokenProof = 'name_and_date' | 'booking_code';

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
  /** `next`: the day that may have been meant. */
  date_in_past: { date: string; next?: string };
  /** A day that no calendar has, such as 31 June. */
  no_such_day: { day?: number; month?: number };
  /** A time that no clock shows, such as 25:00. */
  no_such_time: Record<never, never>;
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
  /** Somebody of these is meant; a single one is to be confirmed. `instead`: all but who was turned down. */
  staff_unclear: { staff: string[]; instead?: true };
  /** `staff` do the service, the person does not; `selectable` are those of them who can be wished for. */
  staff_not_for_service: { person: string; service: string; staff: string[]; selectable: string[] };
  staff_not_selectable: { service: string };
  slot_taken: WallTime & Subject & { alternatives: WallTime[] };
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
  /** `accepted`: what the caller can say to prove that the appointment is theirs. */
  appointment_not_found: { accepted: SpokenProof[] };
  several_appointments: { appointments: SpokenAppointment[] };
  identity_unproven: { accepted: SpokenProof[] };
  /** What proves who calls is not enough for what they ask for. */
  proof_too_weak: { accepted: SpokenProof[] };
  /** Too much was said in vain to prove whose appointment it is: none is opened any more on this call. */
  identity_ended: Record<never, never>;
  /** Several customers have the caller's number: whose appointment is it? */
  customer_unclear: Record<never, never>;
  too_late_to_cancel: { hours: number; appointment: SpokenAppointment };
  too_late_to_reschedule: { hours: number; appointment: SpokenAppointment };
  /** In the calls that we make nothing is cancelled, as their owner wishes. */
  no_cancelling_here: Record<never, never>;
  no_rescheduling_here: Record<never, never>;
  /** Neither of them, and they cannot come. */
  no_change_here: { appointment: SpokenAppointment };
  already_cancelled: { appointment: SpokenAppointment };
  /** A no to what was booked before, on a yes. */
  already_booked: { appointment: SpokenAppointment };
  /** It was moved elsewhere, before we heard of it, to the time that is named. */
  appointment_moved: { appointment: SpokenAppointment };
  same_time: { appointment: SpokenAppointment };
  /** Whoever we have rung cannot come; `only`: where not both may be done in such a call. */
  attendance_declined: { appointment: SpokenAppointment; only?: 'cancel' | 'move' };
  /** What was said to the question whether they come is neither yes nor no. */
  attendance_unclear: Record<never, never>;
  /** It is the number of the call that is asked for, and there is none. */
  number_withheld: Record<never, never>;
  /** The tenant keeps no waitlist. */
  waitlist_closed: Record<never, never>;
  /** The days that were wished for are no earlier than the appointment. */
  not_earlier: { appointment: SpokenAppointment };
  /** We ring callers on the number they call from alone. */
  not_own_number: Record<never, never>;
  /** Somebody has asked that the number be called no more. */
  number_not_called: Record<never, never>;
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
  /** The first words of a call of ours; `next` is the appointment it is about, `isAsked` whether they come to it. */
  call_placed: {
    tenant: string;
    today: WallTime;
    customer?: string;
    next?: SpokenAppointment;
    isAsked: boolean;
  };
  /** The greeting of a caller whose number belongs to several customers. */
  caller_unclear: { tenant: string; today: WallTime };
  customer_known: { name: string };
  customer_unknown: Record<never, never>;
  /** Several customers have the caller's number: who is it? */
  customers_share_number: Record<never, never>;
  moment_understood: SpokenReading;
  moment_ambiguous: { candidates: SpokenReading[] };
  moment_unclear: Record<never, never>;
  services_listed: { services: { name: string; minutes: number }[] };
  no_services: Record<never, never>;
  /** There are some, none of which the call may name. */
  services_unnamed: Record<never, never>;
  /** `named`: the times that are said, where these are not the first ones. */
  slots_on_day: FreeDay & Subject & { named?: string[] };
  slot_free: SpokenTime & Subject;
  slot_taken_with_alternatives: WallTime & Subject & { alternatives: WallTime[] };
  day_full_with_alternatives: Subject & { date: string; alternatives: WallTime[] };
  /** Only the wished part of the day, such as its afternoon, is full. */
  part_of_day_full_with_alternatives: TimeWindow & {
    date: string;
    service: string;
    alternatives: WallTime[];
  };
  /** Nothing keeps to the wish, all of which is told; the alternatives break some of it. */
  nothing_fits: TimeWindow & {
    service: string;
    first: string;
    last: string;
    /** At most three, where several single days were named instead of a stretch. */
    days?: string[];
    /** 1 Monday to 7 Sunday, where only these would do. */
    weekdays?: number[];
    /** There is more to the wish than a sentence can tell. */
    isMore?: true;
    alternatives: WallTime[];
  };
  /** From the first day to the last, which may be the same. */
  nothing_free: { service: string; first: string; last: string };
  alternatives_listed: Subject & { alternatives: WallTime[] };
  next_free: WallTime & Subject & { more: WallTime[] };
  /** `email`: an address that was given in this call, to be read back. */
  booking_offered: SpokenAppointment & { name: string; minutes: number; email?: string };
  offer_dropped: Record<never, never>;
  booked: SpokenAppointment & { name: string; code: string };
  booking_requested: SpokenAppointment & { name: string };
  appointments_listed: { appointments: SpokenAppointment[] };
  no_appointments: Record<never, never>;
  cancelled: { appointment: SpokenAppointment };
  moved: { from: WallTime; to: SpokenAppointment };
  move_requested: { from: WallTime; to: SpokenAppointment };
  callback_noted: { bestTime?: string };
  /** From the first welcome day to the last, which may be the same. */
  waitlist_joined: Subject & { first: string; last: string };
  attendance_confirmed: { appointment: SpokenAppointment };
  reminders_stopped: Record<never, never>;
}

/** What was understood of a day and a time; `from` and `until` as far as the words went. */
export interface SpokenReading {
  kind: 'at' | 'from' | 'until' | 'between';
  from: WallTimePart;
  until: WallTimePart;
  /** Of an hour that comes twice in the night of the clock change, the first is meant. */
  beforeClockChange?: true;
}

/** The part of the day that was wished for, HH:MM; absent where it cannot be said as one. */
export interface TimeWindow {
  time?: string;
  earliest?: string;
  latest?: string;
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
  /** With the sentence of a reason where the answer is found out, and is that something cannot be. */
  saying: Saying | Refusal;
  /** The data may be out of date: it came from a stale copy (ASK-68). */
  stale?: boolean;
  /** The call has asked the same before: the sentence goes on to the next step. */
  askedBefore?: boolean;
}

export type Outcome<T = unknown> = Done<T> | Refusal;

export function say<P extends Phrase>(phrase: P, facts: PhraseFacts[P]): Saying {
  // Phrase and facts are paired by P; the mapped union cannot express that for a generic P.
  return { phrase, facts } as Saying;
}

export function done<T>(data: T, saying: Saying | Refusal): Done<T> {
  return { kind: 'done', data, saying };
}

export function refused<R extends Reason>(reason: R, facts: ReasonFacts[R]): Refusal {
  // Reason and facts are paired by R; the mapped union cannot express that for a generic R.
  return { kind: 'refused', reason, facts } as Refusal;
}

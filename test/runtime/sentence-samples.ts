import type { FaultCode } from '../../src/platform/fault.ts';
import type { ArgumentName, PhraseFacts, ReasonFacts, SpokenReading } from '../../src/platform/outcome.ts';
import type {
  SpokenAppointment,
  SpokenProof,
  TimeWindow,
  WallTime,
  WallTimePart,
} from '../../src/platform/outcome.ts';

/** A Friday. */
export const TODAY = '2026-11-20';

const LONG = 'Außergewöhnlich lange Bezeichnung einer Leistung mit allem, was dazugehört, und noch mehr';
const SERVICES = [
  'Herrenhaarschnitt',
  'Damenhaarschnitt',
  'Färben',
  'Waschen',
  'Bartpflege',
  'Kinderhaarschnitt',
];
const HAIRCUT = 'Herrenhaarschnitt';

const tuesday: WallTime = { date: '2026-11-24', time: '09:00' };
const others: WallTime[] = [
  { date: '2026-11-24', time: '09:45' },
  { date: '2026-11-24', time: '10:30' },
  { date: '2026-11-25', time: '12:00' },
  { date: '2027-01-04', time: '14:15' },
  { date: '2027-01-05', time: '16:45' },
];
const apart: WallTime[] = ['2026-12-24', '2027-01-28', '2027-02-25'].map((date) => ({ date, time: '22:45' }));
const appointment: SpokenAppointment = { ...tuesday, service: HAIRCUT, staff: 'Anna' };
const bare: SpokenAppointment = { date: TODAY, time: '00:30', service: '' };
const longest: SpokenAppointment = { date: '2027-09-23', time: '22:45', service: LONG, staff: LONG };
const odd: SpokenAppointment = { ...tuesday, service: '  {{cut_and_wash}}  9:30\n', staff: ' anna_b ' };
const appointments = [appointment, bare, longest, odd];
const lists: SpokenAppointment[][] = [[], [appointment], appointments, [longest, longest, longest, longest]];

const slots: (WallTime & { service: string; alternatives: WallTime[] })[] = [
  [],
  others.slice(0, 1),
  others,
  apart,
].flatMap((alternatives) => [
  { ...tuesday, service: HAIRCUT, alternatives },
  { date: TODAY, time: '15:00', service: '', alternatives },
  { ...longest, alternatives },
]);
const names: string[][] = [
  [],
  ['Anna'],
  SERVICES.slice(0, 2),
  SERVICES,
  ['', '{}'],
  Array.from({ length: 9 }, () => LONG),
];
const services = [HAIRCUT, '', LONG];
const windows: TimeWindow[] = [
  {},
  { time: '10:15' },
  { earliest: '12:00', latest: '18:00' },
  { earliest: '15:30' },
  { latest: '11:00' },
];
const moments: WallTime[] = [tuesday, { date: TODAY, time: '15:30' }, { date: '2026-11-21', time: '00:00' }];
const dates = [...moments.map(({ date }) => date), '2027-03-04'];
const argumentNames: Record<ArgumentName, true> = {
  name: true,
  email: true,
  phone: true,
  date: true,
  time: true,
  service: true,
  staff: true,
  notes: true,
  text: true,
  booking: true,
  appointment: true,
  reason: true,
};
const argumentFacts = Object.keys(argumentNames)
  .filter((name): name is ArgumentName => name in argumentNames)
  .map((argument) => ({ argument }));
const proofFacts: { accepted: SpokenProof[] }[] = [
  { accepted: ['name_and_date', 'booking_code'] },
  { accepted: ['booking_code'] },
  { accepted: ['name_and_date'] },
  { accepted: [] },
];
const lateFacts = [24, 1, 0].flatMap((hours) => appointments.map((one) => ({ hours, appointment: one })));
const appointmentFacts = appointments.map((one) => ({ appointment: one }));

/** Facts of every phrase, ordinary ones and the edges: nothing, one, many, blank, overlong. */
export const PHRASE_SAMPLES: { [P in keyof PhraseFacts]: PhraseFacts[P][] } = {
  call_opened: [
    { tenant: 'Salon Nord', today: { date: TODAY, time: '09:00' } },
    { tenant: '', today: { date: TODAY, time: '13:00' }, customer: '' },
    {
      tenant: 'Salon Nord',
      today: { date: TODAY, time: '19:00' },
      customer: 'Max Mustermann',
      next: appointment,
    },
    { tenant: LONG, today: { date: TODAY, time: '19:00' }, customer: LONG, next: longest },
    { tenant: 'Salon Nord', today: { date: TODAY, time: '11:00' }, next: bare },
  ],
  call_placed: [
    { tenant: 'Salon Nord', today: { date: TODAY, time: '09:00' }, isAsked: true },
    { tenant: '', today: { date: TODAY, time: '13:00' }, customer: '', next: bare, isAsked: false },
    {
      tenant: 'Salon Nord',
      today: { date: TODAY, time: '19:00' },
      customer: 'Max Mustermann',
      next: appointment,
      isAsked: true,
    },
    { tenant: LONG, today: { date: TODAY, time: '19:00' }, customer: LONG, next: longest, isAsked: true },
    { tenant: 'Salon Nord', today: { date: TODAY, time: '11:00' }, next: odd, isAsked: true },
    { tenant: 'Salon Nord', today: { date: TODAY, time: '11:00' }, next: odd, isAsked: false },
  ],
  caller_unclear: [
    { tenant: 'Salon Nord', today: { date: TODAY, time: '09:00' } },
    { tenant: '', today: { date: TODAY, time: '23:00' } },
  ],
  customer_known: [{ name: 'Max Mustermann' }, { name: '' }, { name: ' max_mustermann ' }],
  customer_unknown: [{}],
  customers_share_number: [{}],
  moment_understood: (['at', 'from', 'until', 'between'] as const).flatMap((kind) => [
    { kind, from: {}, until: {} },
    { kind, from: tuesday, until: {} },
    { kind, from: { date: TODAY }, until: {} },
    { kind, from: { time: '15:30' }, until: {} },
    { kind, from: {}, until: tuesday },
    { kind, from: {}, until: { date: '2026-11-24' } },
    { kind, from: { date: '2026-11-21' }, until: { time: '11:00' } },
    { kind, from: { date: '2026-11-23' }, until: { date: '2027-01-08' } },
    { kind, from: tuesday, until: { date: '2026-11-24', time: '12:00' } },
    { kind, from: tuesday, until: { date: '2026-11-27', time: '14:30' } },
    { kind, from: tuesday, until: {}, beforeClockChange: true as const },
  ]),
  moment_ambiguous: [
    { candidates: [] },
    { candidates: [exactly({})] },
    { candidates: [exactly({}), exactly(tuesday)] },
    { candidates: [exactly(tuesday), exactly({ ...tuesday, time: '21:00' })] },
    { candidates: [exactly({ time: '03:00' }), exactly({ time: '15:00' })] },
    { candidates: [...apart, ...others].map(exactly) },
    { candidates: [exactly(tuesday), { kind: 'between', from: tuesday, until: { time: '21:00' } }] },
    {
      candidates: [
        { kind: 'between', from: { date: '2026-11-23' }, until: { date: '2026-11-29' } },
        { kind: 'from', from: { date: '2026-12-07' }, until: {} },
        { kind: 'until', from: {}, until: tuesday },
      ],
    },
  ],
  moment_unclear: [{}],
  services_listed: [
    { services: [] },
    ...[SERVICES.slice(0, 1), SERVICES, names[5] ?? []].map((list) => ({
      services: list.map((name) => ({ name, minutes: 45 })),
    })),
  ],
  no_services: [{}],
  services_unnamed: [{}],
  slots_on_day: [
    [],
    ['09:00'],
    ['09:00', '12:00', '14:30'],
    ['00:00', '00:15', '12:05', '12:45', '22:45'],
  ].flatMap((times) =>
    dates.flatMap((date) => [
      { date, times, service: HAIRCUT },
      { date, times, service: HAIRCUT, named: times.slice(-3) },
    ]),
  ),
  slot_free: moments.flatMap((wall) => [
    ...services.map((service) => ({ ...wall, service })),
    { ...wall, service: HAIRCUT, beforeClockChange: true as const },
  ]),
  slot_taken_with_alternatives: slots,
  day_full_with_alternatives: slots,
  part_of_day_full_with_alternatives: windows.flatMap((window) =>
    slots.map(({ time: _time, ...slot }) => ({ ...slot, ...window })),
  ),
  nothing_fits: [[], [1], [1, 3, 5], [1, 2, 3, 4, 5]].flatMap((weekdays) =>
    windows.flatMap((window) =>
      slots.flatMap(({ service, alternatives }) => [
        { first: TODAY, last: '2026-11-27', weekdays, service, alternatives, ...window },
        { first: '2026-11-28', last: '2026-11-28', service, alternatives, ...window },
        { first: TODAY, last: '2026-11-27', isMore: true as const, service, alternatives, ...window },
        { first: TODAY, last: '2026-11-25', days: [TODAY, '2026-11-25'], service, alternatives, ...window },
      ]),
    ),
  ),
  nothing_free: dates.flatMap((first) =>
    services.flatMap((service) => [
      { first, last: first, service },
      { first, last: '2027-03-05', service },
    ]),
  ),
  alternatives_listed: slots,
  next_free: slots.map(({ alternatives, ...slot }) => ({ ...slot, more: alternatives })),
  booking_offered: appointments.flatMap((one) => [
    { ...one, name: 'Max Mustermann', minutes: 45 },
    { ...one, name: LONG, minutes: 0 },
    { ...one, name: '', minutes: 45 },
    { ...one, name: 'Max Mustermann', minutes: 45, email: "max_o'neil+88@t-online.de" },
  ]),
  offer_dropped: [{}],
  booked: appointments.flatMap((one) => [
    { ...one, name: 'Max Mustermann', code: '47110815' },
    { ...one, name: LONG, code: 'ABCD-EFGH' },
    { ...one, name: '', code: '' },
  ]),
  booking_requested: appointments.flatMap((one) => [
    { ...one, name: 'Max Mustermann' },
    { ...one, name: '' },
  ]),
  appointments_listed: lists.map((list) => ({ appointments: list })),
  no_appointments: [{}],
  cancelled: appointmentFacts,
  moved: appointments.map((to) => ({ from: { date: '2027-01-28', time: '22:45' }, to })),
  move_requested: appointments.map((to) => ({ from: { date: '2027-01-28', time: '22:45' }, to })),
  waitlist_joined: services.flatMap((service) => [
    { service, first: TODAY, last: TODAY },
    { service, staff: 'Anna', first: TODAY, last: '2027-03-04' },
    { service, staff: LONG, first: '2026-11-21', last: '2026-11-24' },
  ]),
  callback_noted: [
    {},
    ...[
      '',
      'morgen Nachmittag',
      'ab 15:30',
      'nach 3 p.m.',
      '2026-11-24 um 9',
      '24.11.',
      LONG,
      '{{best_time}}',
    ].map((bestTime) => ({ bestTime })),
  ],
  attendance_confirmed: appointmentFacts,
  reminders_stopped: [{}],
};

/** Facts of every reason, ordinary ones and the edges. */
export const REASON_SAMPLES: { [R in keyof ReasonFacts]: ReasonFacts[R][] } = {
  argument_missing: argumentFacts,
  argument_unusable: argumentFacts,
  date_unclear: [{}],
  date_ambiguous: [[], ['2026-11-03'], ['2026-11-03', '2027-03-11'], dates].map((candidates) => ({
    candidates,
  })),
  time_unclear: [{}],
  time_ambiguous: [[], ['03:00'], ['03:00', '15:00'], ['00:15', '03:00', '12:15', '15:00', '18:00']].map(
    (candidates) => ({ candidates }),
  ),
  time_does_not_exist: [{ date: '2027-03-28', time: '02:30' }],
  date_too_far: [{ date: '9999-12-31' }],
  date_in_past: [
    { date: '2026-11-03' },
    { date: '2025-11-03' },
    { date: '2026-11-19', next: '2026-11-26' },
    { date: '2025-01-03', next: '2027-01-03' },
  ],
  no_such_day: [{}, { day: 31, month: 6 }],
  no_such_time: [{}],
  time_in_past: [
    { date: TODAY, time: '08:00' },
    { date: '2025-11-03', time: '12:00' },
  ],
  notice_too_short: [0, 1, 15, 60, 90, 2880].map((minutes) => ({ minutes })),
  email_invalid: [{}],
  phone_invalid: [{}],
  contact_missing: [{ email: true }, { email: false }],
  service_unknown: names.map((list) => ({ services: list })),
  service_unclear: names.map((list) => ({ services: list })),
  service_not_offered: [{}],
  staff_unknown: names.map((list) => ({ staff: list })),
  staff_unclear: names.flatMap((list) => [{ staff: list }, { staff: list, instead: true as const }]),
  staff_not_for_service: names.flatMap((list) => [
    { person: 'Anna', service: HAIRCUT, staff: list, selectable: list },
    { person: '', service: '', staff: list, selectable: [] },
    { person: LONG, service: LONG, staff: list, selectable: list.slice(0, 1) },
  ]),
  staff_not_selectable: services.map((service) => ({ service })),
  slot_taken: slots,
  slot_not_bookable: slots,
  period_full: dates.flatMap((date) => services.map((service) => ({ date, service }))),
  booking_limit_of_caller: services.map((service) => ({ service })),
  calendar_unreachable: [{}],
  calendar_refuses: services.map((service) => ({ service })),
  nothing_offered: [{}],
  several_offered: lists.map((offers) => ({ offers })),
  answer_unclear: [{}],
  offer_expired: [{}],
  offer_changed: [{}],
  appointment_not_found: proofFacts,
  several_appointments: lists.map((list) => ({ appointments: list })),
  identity_unproven: proofFacts,
  proof_too_weak: proofFacts,
  identity_ended: [{}],
  customer_unclear: [{}],
  too_late_to_cancel: lateFacts,
  too_late_to_reschedule: lateFacts,
  no_cancelling_here: [{}],
  no_rescheduling_here: [{}],
  no_change_here: appointmentFacts,
  already_booked: appointmentFacts,
  already_cancelled: appointmentFacts,
  appointment_moved: appointmentFacts,
  change_not_allowed: appointmentFacts,
  same_time: appointmentFacts,
  attendance_declined: [
    ...appointmentFacts,
    ...appointments.map((one) => ({ appointment: one, only: 'cancel' as const })),
    ...appointments.map((one) => ({ appointment: one, only: 'move' as const })),
  ],
  attendance_unclear: [{}],
  number_withheld: [{}],
  waitlist_closed: [{}],
  not_earlier: appointmentFacts,
  not_own_number: [{}],
  number_not_called: [{}],
  too_many_requests: [{}],
};

export const FAULT_CODES: Record<FaultCode, true> = {
  upstream_unavailable: true,
  upstream_failed: true,
  upstream_rejected: true,
  upstream_unsent: true,
  outcome_unknown: true,
  store_unavailable: true,
  budget_spent: true,
  unreadable_request: true,
  unknown_function: true,
  unknown_tenant: true,
  internal: true,
};

function exactly(from: WallTimePart): SpokenReading {
  return { kind: 'at', from, until: {} };
}

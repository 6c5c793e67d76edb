import type { ClaimTimes } from './time-claims.ts';

/** A call as it arrived at Retell; `customer` is whom it was for, `purpose` what its metadata says it was for. */
export interface ArrivedDial {
  customer: string;
  purpose: string;
  at: Date;
}

export interface PlannedDial {
  customer: string;
  scheduledAt: Date;
}

/** How the calls that were made fit the reminders that were due. */
export interface DialsFound {
  due: number;
  dialled: { once: number; more: number; never: number };
  /** Calls that belong to no reminder that was due. */
  unasked: number;
  /** From a reminder's time to the arrival of its first call at Retell, in milliseconds. */
  lateMs: { p50: number; p95: number; p99: number; max: number };
  /** Shares of all that were due, 0 to 1. A call before its time is in none. */
  within: { s5: number; s30: number; s60: number };
  early: number;
  /** Calls after one that was busy; `hasty` ones came sooner than any delay of the tenants allows. */
  retries: { all: number; hasty: number };
}

/** The shortest delay of a retry in the preset that the tenants have: a busy line. */
const LEAST_DELAY_MS = 60 * 60_000;
const SHARE_IN_TIME = 0.99;
/** Medians of well under a millisecond wander by that much from one run to the next. */
const MOST_TIMES = 2;

export function judgeDials(planned: readonly PlannedDial[], arrived: readonly ArrivedDial[]): DialsFound {
  const { retries = [], dials = [] } = Object.groupBy(arrived, ({ purpose }) =>
    purpose === 'retry' ? 'retries' : 'dials',
  );
  const byCustomer = Map.groupBy(dials, ({ customer }) => customer);
  const calls = planned.map(({ customer }) => byCustomer.get(customer) ?? []);
  const late = planned
    .flatMap(({ scheduledAt }, place) => {
      const first = Math.min(...(calls[place] ?? []).map(({ at }) => at.getTime()));
      return Number.isFinite(first) ? [first - scheduledAt.getTime()] : [];
    })
    .toSorted((a, b) => a - b);
  const at = (share: number): number => late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? 0;
  const within = (ms: number): number =>
    late.filter((one) => one >= 0 && one <= ms).length / Math.max(1, planned.length);
  const asked = new Set(planned.map(({ customer }) => customer));
  const count = (test: (times: number) => boolean): number =>
    calls.filter(({ length }) => test(length)).length;
  return {
    due: planned.length,
    dialled: {
      once: count((times) => times === 1),
      more: count((times) => times > 1),
      never: count((times) => times === 0),
    },
    unasked: dials.filter(({ customer }) => !asked.has(customer)).length,
    lateMs: { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: late.at(-1) ?? 0 },
    within: { s5: within(5_000), s30: within(30_000), s60: within(60_000) },
    early: late.filter((one) => one < 0).length,
    retries: {
      all: retries.length,
      hasty: retries.filter((retry) => {
        const sinceMs = Math.min(
          ...arrived
            .filter(({ customer, at: when }) => customer === retry.customer && when < retry.at)
            .map(({ at: when }) => retry.at.getTime() - when.getTime()),
        );
        return !(sinceMs >= LEAST_DELAY_MS && Number.isFinite(sinceMs));
      }).length,
    },
  };
}

/** How many times as much the whole of a claim costs. */
export function timesAsMuch(few: ClaimTimes, many: ClaimTimes): number {
  const sum = ({ fetchMs, idleMs, claimMs, sweepMs }: ClaimTimes): number =>
    fetchMs + idleMs + claimMs + sweepMs;
  return sum(many) / sum(few);
}

/** What is not as it should be, one line each. */
export function complaintsOf(found: {
  dials: DialsFound;
  times: number;
  open: number;
  events: { sent: number; lost: number };
}): string[] {
  const { dials, times, open, events } = found;
  const wrong = (condition: boolean, line: string): string[] => (condition ? [line] : []);
  return [
    ...wrong(dials.dialled.never > 0, `${dials.dialled.never} were never dialled`),
    ...wrong(dials.dialled.more > 0, `${dials.dialled.more} were dialled more than once`),
    ...wrong(dials.unasked > 0, `${dials.unasked} calls that nobody asked for`),
    ...wrong(dials.retries.hasty > 0, `${dials.retries.hasty} were dialled again before their retry's time`),
    ...wrong(dials.early > 0, `${dials.early} were dialled before their time`),
    ...wrong(dials.within.s5 < SHARE_IN_TIME, 'less than 99 % were dialled within 5 s of their time'),
    ...wrong(times > MOST_TIMES, `a claim costs more than ${MOST_TIMES} times as much among more that wait`),
    ...wrong(open > 0, `${open} reminders are not over, though their calls are`),
    ...wrong(events.lost > 0, `${events.lost} events of ${events.sent} were never taken`),
  ];
}

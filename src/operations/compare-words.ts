import type { Appointment } from '../domain/appointment.ts';
import { judgeClaims } from '../domain/judge-claims.ts';
import type { DoneDeed, Mismatch, StandingState } from '../domain/judge-claims.ts';
import { agentUtterances } from '../domain/speech/agent-utterances.ts';
import { readClaims } from '../domain/speech/read-claims.ts';
import type { Claim } from '../domain/speech/read-claims.ts';
import { toWallTime } from '../domain/wall-clock.ts';
import { isOpen } from '../domain/write-state.ts';
import { DAY_MS } from '../platform/day-ms.ts';
import type { CallWrite, UncomparedCall } from '../store/comparison-queries.ts';
import type { Ctx } from './context.ts';
import { withAlerts } from './with-alerts.ts';
import { speechContext } from './speech-context.ts';

/** A deed of the call with the appointment it was done to. */
interface Deed extends DoneDeed {
  appointmentId?: string;
}

/** Somebody has to be told: `words` are wrong, or an `end` was never heard. */
type Finding =
  | { kind: 'said_not_done'; mismatch: Mismatch; done: Deed[] }
  | { kind: 'never_heard'; write: CallWrite; deed: Deed | undefined };

/** A deed whose end was known so soon after the hang-up may have been heard: two clocks tell of it. */
const SKEW_MS = 5_000;
const MOST_TOUCHED = 20;
const ANY_STATUS: Appointment['status'][] = ['scheduled', 'requested', 'cancelled', 'completed', 'no_show'];
const CLAIMED_AS: Record<CallWrite['kind'], readonly Claim['deed'][]> = {
  book: ['booked', 'moved'],
  move: ['moved', 'booked'],
  cancel: ['cancelled'],
};

/**
 * Compares what the agent told the caller with what was done on the call. Where they differ, or where the caller has
 * hung up before the end of a deed was known, a callback and an alert are kept: once per call. A call with a write
 * whose end is open waits for the next sweep.
 */
export async function compareWords(ctx: Ctx, callId: string): Promise<void> {
  const call = await ctx.store.comparisons.find(callId);
  if (call === undefined) return;
  const writes = await ctx.store.comparisons.writesOf(callId);
  if (writes.some(isOpen)) return;
  const finding = await findDifference(ctx, call, writes);
  const customer = await customerOf(ctx, call);
  const now = ctx.clock.now();
  await withAlerts(ctx, async (store, raise) => {
    if (!(await store.comparisons.finish(callId, now)) || finding === undefined) return;
    const appointmentId = appointmentOf(finding);
    const about = { callId, ...(appointmentId === undefined ? {} : { appointmentId }) };
    const details = detailsOf(finding, ctx.tenant.timezone);
    await store.callbacks.add({
      ...about,
      id: ctx.ids.next('cbk'),
      kind: finding.kind,
      details,
      requestedAt: now,
      ...(customer === undefined ? {} : { customerId: customer.id, name: customer.name }),
      ...(call.callerNumber === undefined ? {} : { phone: call.callerNumber }),
    });
    await raise({
      ...about,
      kind: finding.kind,
      dedupeKey: `${finding.kind} ${callId}`,
      facts: details,
    });
  });
}

async function findDifference(
  ctx: Ctx,
  call: UncomparedCall,
  writes: CallWrite[],
): Promise<Finding | undefined> {
  const spoken = { ...speechContext(ctx), now: call.startedAt };
  const claims = readClaims(agentUtterances(call.transcript), spoken);
  const ends = await Promise.all(
    writes.map(async (write) => ({
      write,
      deed: write.state === 'done' ? await deedOf(ctx, write) : undefined,
    })),
  );
  const done = ends.flatMap(({ deed }) => (deed === undefined ? [] : [deed]));
  const mismatch = judgeClaims(claims, done, await statesOf(ctx, call, done));
  if (mismatch !== undefined) return { kind: 'said_not_done', mismatch, done };
  const unheard = ends.find(({ write }) => isUnheard(call, write, writes, claims));
  if (unheard === undefined) return undefined;
  const isKnown = (await ctx.store.callbacks.ofCall(call.id)).some(({ kind }) => kind === 'never_heard');
  return isKnown ? undefined : { kind: 'never_heard', ...unheard };
}

/** Its end was known only after the hang-up, nothing was said of it, and the call did not do it another way. */
function isUnheard(call: UncomparedCall, write: CallWrite, all: CallWrite[], claims: Claim[]): boolean {
  const { endedAt } = call;
  if (endedAt === undefined || write.settledAt === undefined) return false;
  if (write.settledAt.getTime() <= endedAt.getTime() + SKEW_MS) return false;
  if (claims.some(({ deed }) => CLAIMED_AS[write.kind].includes(deed))) return false;
  if (write.state === 'done') return true;
  return !all.some((other) => other.kind === write.kind && other.state === 'done');
}

async function deedOf(ctx: Ctx, write: CallWrite): Promise<Deed | undefined> {
  const { appointments } = ctx.store;
  const appointmentId =
    write.appointmentId ??
    (write.offerId === undefined ? undefined : (await appointments.findByOffer(write.offerId))?.id);
  const startsAt =
    write.startsAt ?? (write.uid === undefined ? undefined : await appointments.startOfBooking(write.uid));
  if (startsAt === undefined) return undefined;
  return {
    kind: write.kind,
    ...toWallTime(startsAt, ctx.tenant.timezone),
    ...(appointmentId === undefined ? {} : { appointmentId }),
  };
}

/** How everything stands that the call may have spoken of: the caller's appointments, and those it has touched. */
async function statesOf(ctx: Ctx, call: UncomparedCall, done: Deed[]): Promise<StandingState[]> {
  const { appointments, audit } = ctx.store;
  const touched = new Set(
    [...done, ...(await audit.ofCall(call.id))].flatMap(({ appointmentId }) => appointmentId ?? []),
  );
  const known = await Promise.all([...touched].slice(0, MOST_TOUCHED).map((id) => appointments.find(id)));
  const customers = await customersOf(ctx, call);
  const from = new Date(call.startedAt.getTime() - DAY_MS);
  const theirs = await appointments.upcomingOf(
    customers.map(({ id }) => id),
    from,
    ANY_STATUS,
  );
  return [...known, ...theirs].flatMap((one) =>
    one === undefined
      ? []
      : [{ ...toWallTime(one.startsAt, ctx.tenant.timezone), isCancelled: one.status === 'cancelled' }],
  );
}

async function customersOf(ctx: Ctx, call: UncomparedCall): Promise<{ id: string; name: string }[]> {
  const { customers } = ctx.store;
  const linked = call.customerId === undefined ? undefined : await customers.find(call.customerId);
  const sharing = call.callerNumber === undefined ? [] : await customers.findByPhone(call.callerNumber);
  return linked === undefined ? sharing : [linked, ...sharing.filter(({ id }) => id !== linked.id)];
}

/** Whom the call is linked to, else the only one who has its number. */
async function customerOf(ctx: Ctx, call: UncomparedCall): Promise<{ id: string; name: string } | undefined> {
  const [first, ...others] = await customersOf(ctx, call);
  return call.customerId !== undefined || others.length === 0 ? first : undefined;
}

function appointmentOf(finding: Finding): string | undefined {
  if (finding.kind === 'never_heard') return finding.deed?.appointmentId ?? finding.write.appointmentId;
  return finding.done.at(-1)?.appointmentId;
}

/** As the owner reads it; nothing that a caller said. */
function detailsOf(finding: Finding, zone: string): Record<string, unknown> {
  if (finding.kind === 'never_heard') {
    const { kind, state, startsAt } = finding.write;
    const wall = finding.deed ?? (startsAt === undefined ? {} : toWallTime(startsAt, zone));
    return { deed: kind, wasDone: state === 'done', ...pickWall(wall) };
  }
  const { mismatch, done } = finding;
  return {
    what: mismatch.what,
    deed: mismatch.deed,
    said: mismatch.said,
    done: done.map((deed) => ({ deed: deed.kind, ...pickWall(deed) })),
  };
}

function pickWall({ date, time }: { date?: string; time?: string }): { date?: string; time?: string } {
  return { ...(date === undefined ? {} : { date }), ...(time === undefined ? {} : { time }) };
}

import { answersTo } from '../domain/answers-to.ts';
import { STANDING } from '../domain/appointment.ts';
import type { Appointment, AppointmentStatus, Customer } from '../domain/appointment.ts';
import { saysNothingGiven } from '../domain/contact/nothing-given.ts';
import { foldText } from '../domain/fold-text.ts';
import { isNameOf, sameName, tidyName } from '../domain/person-name.ts';
import type { CallSession } from '../domain/reminders/call-session.ts';
import { spokenProofs, suffices } from '../domain/proof.ts';
import type { AcceptableProof, ProvenAppointment, ProvenDeed } from '../domain/proof.ts';
import { dayBounds } from '../domain/wall-clock.ts';
import { refused } from '../platform/outcome.ts';
import type { Refusal, SpokenProof } from '../platform/outcome.ts';
import type { NotedProof } from '../store/slot-cache.ts';
import { amendCallNote, readCallNote } from './call-note.ts';
import type { CallCtx } from './context.ts';
import { peopleOfCall } from './people-of-call.ts';

/** What a caller says of who they are and of whose appointment it is. */
export interface SaidIdentity {
  appointmentId?: string;
  name?: string;
  bookingCode?: string;
}

/** Who calls, as far as it is proven for a deed. */
export interface IdentifiedCaller {
  kind: 'caller';
  deed: ProvenDeed;
  /** Who was named; absent where nobody was. */
  name: string | undefined;
  /** Whose appointments the caller's number proves: one person, under whatever spellings. */
  customers: Customer[];
  /** Where we have rung them. */
  session?: CallSession;
  /** What was proven on this call before, for whatever deed. */
  noted: NotedProof[];
  /** What the words of this very question prove. */
  spoken: ProvenAppointment[];
  /** What is answered where nothing that is proven fits. */
  otherwise: Refusal;
}

/** Words that prove something or do not: looking which costs a try. */
interface Try {
  /** The same for the same words, however they were said. */
  said: string;
  look(): Promise<ProvenAppointment[]>;
}

/** Appointments that a proof can be about; those that are over are nobody's business on the phone. */
const PROVABLE: AppointmentStatus[] = [...STANDING, 'cancelled'];
const MOST_NOTED = 20;

/**
 * Finds out whose appointments the caller may hear of, move or cancel. What is said in vain is counted, and after
 * three such tries nothing is opened on the call any more. `day`: the one day that was named; a stretch of days proves
 * nothing, since one that is long enough has everybody's appointment in it.
 */
export async function identifyCaller(
  ctx: CallCtx,
  said: SaidIdentity,
  deed: ProvenDeed,
  day: string | undefined,
): Promise<IdentifiedCaller | Refusal> {
  const noted = await readNoted(ctx);
  const { hasEnded, people } = await ctx.store.atomically(async (store) => ({
    hasEnded: await store.identity.hasEnded(ctx.call.id),
    people: await peopleOfCall(ctx, store),
  }));
  if (hasEnded) return refuseEnded();
  const { customers: ofNumber, session } = people;
  const name = saidName(said.name);
  const known = accepts(ctx, deed, 'caller_id') ? ofNumber : [];
  const fitting = name === undefined ? known : known.filter((one) => answersTo(one, name));
  const isClear = isOnePerson(fitting);

  const attempt = await tryOf(ctx, { said, name, day, deed, known, fitting, noted });
  const spoken = attempt === undefined ? [] : await runTry(ctx, attempt);
  if (spoken === 'ended') return refuseEnded();
  if (spoken === 'failed') return refuseUnproven(ctx, deed, known.length > 0);

  const isUnclear = said.bookingCode === undefined && fitting.length > 0 && !isClear;
  const isTooWeak =
    (said.bookingCode !== undefined && !accepts(ctx, deed, 'booking_code')) ||
    (name !== undefined && day !== undefined && !isClear && !accepts(ctx, deed, 'name_and_date')) ||
    noted.some(({ by }) => !suffices(ctx.tenant.policies.proof, deed, by)) ||
    (ofNumber.length > known.length && accepts(ctx, 'read', 'caller_id'));
  const isKnown = known.length > 0 || noted.length > 0 || spoken.length > 0;
  return {
    kind: 'caller',
    deed,
    name,
    customers: isClear ? fitting : [],
    ...(session === undefined ? {} : { session }),
    noted,
    spoken,
    otherwise: isUnclear
      ? refused('customer_unclear', {})
      : isTooWeak
        ? refuseTooWeak(ctx, deed)
        : refuseUnproven(ctx, deed, isKnown),
  };
}

/** Remembers with the call what was proven on it. */
export function noteProven(ctx: CallCtx, proven: ProvenAppointment[]): Promise<void> {
  return amendCallNote(ctx, ctx.call.id, (note) => {
    const added = proven.map(({ appointment, by }) => ({ id: appointment.id, by }));
    const before = usable(note.proven).filter(
      (old) => !added.some(({ id, by }) => id === old.id && by === old.by),
    );
    return { ...note, proven: [...before, ...added].slice(-MOST_NOTED) };
  });
}

/** Asks for a proof that suffices for the deed. */
export function refuseTooWeak(ctx: CallCtx, deed: ProvenDeed): Refusal {
  return refused('proof_too_weak', { accepted: spokenProofs(ctx.tenant.policies.proof, deed) });
}

function refuseUnproven(ctx: CallCtx, deed: ProvenDeed, isKnown: boolean): Refusal {
  const accepted = spokenProofs(ctx.tenant.policies.proof, deed);
  return refused(isKnown ? 'appointment_not_found' : 'identity_unproven', { accepted });
}

function refuseEnded(): Refusal {
  return { ...refused('identity_ended', {}), offerCallback: true };
}

function accepts(ctx: CallCtx, deed: ProvenDeed, proof: AcceptableProof): boolean {
  return suffices(ctx.tenant.policies.proof, deed, proof);
}

/** A placeholder is no name; words that are none are taken as they are, and fit nobody. */
function saidName(said: string | undefined): string | undefined {
  if (said === undefined) return undefined;
  const name = tidyName(said);
  if (name !== '') return name;
  return saysNothingGiven(said) ? undefined : said;
}

/** Whether all names can be one person's: somebody who once booked as "Mustermann" is still Max Mustermann. */
function isOnePerson(customers: Customer[]): boolean {
  const names = customers.map(({ name }) => name);
  return names.length > 0 && names.every((one) => names.every((other) => sameName(one, other)));
}

interface Saying {
  said: SaidIdentity;
  name: string | undefined;
  day: string | undefined;
  deed: ProvenDeed;
  known: Customer[];
  fitting: Customer[];
  noted: NotedProof[];
}

/**
 * What of the words has to be looked into: a code; name and day, unless the caller's number proves that name
 * already; a name that is not of the caller's number. Nothing else tells anything of what exists.
 */
async function tryOf(
  ctx: CallCtx,
  { said, name, day, deed, known, fitting, noted }: Saying,
): Promise<Try | undefined> {
  if (said.bookingCode !== undefined) {
    const code = said.bookingCode.replaceAll(/\D/g, '');
    if (code === '' || !accepts(ctx, deed, 'booking_code')) return undefined;
    return { said: `code ${code}`, look: () => findByCode(ctx, code) };
  }
  if (name === undefined || isOnePerson(fitting)) return undefined;
  const folded = foldText(name);
  if (day !== undefined && accepts(ctx, deed, 'name_and_date')) {
    return { said: `name ${folded} ${day}`, look: () => findByNameAndDay(ctx, name, day) };
  }
  const isContradiction = known.length > 0 && fitting.length === 0;
  if (!isContradiction || (await isOfThisCall(ctx, name, noted))) return undefined;
  return { said: `name ${folded}`, look: () => Promise.resolve([]) };
}

/** Counts the try before anybody looks, so that guesses that come at once cannot be more than single ones. */
async function runTry(ctx: CallCtx, { said, look }: Try): Promise<ProvenAppointment[] | 'failed' | 'ended'> {
  const { identity } = ctx.store;
  const charged = await identity.charge(ctx.call.id, said, ctx.clock.now());
  if (charged.kind === 'ended') return 'ended';
  const found = await look();
  if (found.length === 0) return charged.isLast ? 'ended' : 'failed';
  await identity.refund(ctx.call.id, said, ctx.clock.now());
  await noteProven(ctx, found);
  return found;
}

async function findByCode(ctx: CallCtx, code: string): Promise<ProvenAppointment[]> {
  const found = await ctx.store.appointments.findByCode(code);
  return provenBy('booking_code', found === undefined ? [] : [found], ctx.clock.now());
}

async function findByNameAndDay(ctx: CallCtx, name: string, day: string): Promise<ProvenAppointment[]> {
  const { from, until } = dayBounds(day, ctx.tenant.timezone);
  const onThatDay = await ctx.store.appointments.startingWithin(from, until, PROVABLE);
  const named = onThatDay.filter(({ customer }) => customer !== undefined && sameName(customer.name, name));
  return provenBy('name_and_date', named, ctx.clock.now());
}

function provenBy(by: SpokenProof, found: Appointment[], now: Date): ProvenAppointment[] {
  return found
    .filter(({ status, startsAt }) => startsAt >= now && PROVABLE.includes(status))
    .map((appointment) => ({ appointment, by }));
}

/** Whether somebody of that name has an appointment that was made or proven on this call. */
async function isOfThisCall(ctx: CallCtx, name: string, noted: NotedProof[]): Promise<boolean> {
  const { appointments } = ctx.store;
  const made = await appointments.upcomingOfCall(ctx.call.id, ctx.clock.now(), PROVABLE);
  const proven = await Promise.all(noted.map(({ id }) => appointments.find(id)));
  return [...made, ...proven].some((one) => one?.customer !== undefined && isNameOf(one.customer.name, name));
}

async function readNoted(ctx: CallCtx): Promise<NotedProof[]> {
  return usable((await readCallNote(ctx, ctx.call.id)).proven);
}

/** Notes of an older version of ours held ids alone: what they were proven by is not known any more. */
function usable(noted: NotedProof[] | undefined): NotedProof[] {
  return (noted ?? []).filter((one) => typeof one === 'object');
}

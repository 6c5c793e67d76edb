import type postgres from 'postgres';
import type { AppointmentStatus } from '../../src/domain/appointment.ts';

export interface LedgerClaim {
  id: string;
  seat: string;
  state: 'held' | 'booked';
  startsAt: Date;
  endsAt: Date;
  /** Null where it stays until it is booked or released. */
  expiresAt: Date | null;
}

export interface LedgerAppointment {
  id: string;
  callId: string | null;
  status: AppointmentStatus;
  startsAt: Date;
  endsAt: Date;
  claimId: string | null;
  /** Of the newest booking of its chain. */
  uid: string | null;
}

/** What a tenant's tables say, read past the product's own queries. */
export interface Ledger {
  claims: LedgerClaim[];
  appointments: LedgerAppointment[];
  /** Writes to the calendar whose end is not known. */
  openWrites: { id: string; kind: string; state: string }[];
  /** Offers that somebody confirms, still. */
  confirming: string[];
  /** Deeds that a process has taken and has not given back: until when they are its own. */
  runningDeeds: { function: string; leaseUntil: Date }[];
  waitingWebhooks: number;
}

type Sql = postgres.Sql;

export async function readLedger(sql: Sql, slug: string): Promise<Ledger> {
  const tenant = sql`(select id from tenants where slug = ${slug})`;
  const [claims, appointments, openWrites, confirming, runningDeeds, waiting] = await Promise.all([
    sql<LedgerClaim[]>`
      select id, calendar_seat as seat, state, starts_at as "startsAt", ends_at as "endsAt", expires_at as "expiresAt"
      from slot_claims where tenant_id = ${tenant} and state in ('held', 'booked')`,
    sql<LedgerAppointment[]>`
      select a.id, a.call_id as "callId", a.status, a.starts_at as "startsAt", a.ends_at as "endsAt",
        a.claim_id as "claimId", b.uid
      from appointments a
      left join calendar_bookings b
        on b.tenant_id = a.tenant_id and b.appointment_id = a.id and b.moved_to_uid is null
      where a.tenant_id = ${tenant}`,
    sql<Ledger['openWrites']>`
      select id, kind, state from calendar_writes where tenant_id = ${tenant} and state in ('sent', 'unknown')`,
    sql<{ id: string }[]>`select id from offers where tenant_id = ${tenant} and state = 'confirming'`,
    sql<Ledger['runningDeeds']>`
      select function, lease_until as "leaseUntil" from once_records
      where tenant_id = ${tenant} and state = 'running'`,
    sql<{ count: number }[]>`
      select count(*)::int as count from webhook_inbox where tenant_id = ${tenant} and processed_at is null`,
  ]);
  return {
    claims: [...claims],
    appointments: [...appointments],
    openWrites: [...openWrites],
    confirming: confirming.map(({ id }) => id),
    runningDeeds: [...runningDeeds],
    waitingWebhooks: waiting[0]?.count ?? 0,
  };
}

/** Whether nothing is under way any more at `now`: what is left is left for good. */
export function isSettled(ledger: Ledger, now: Date): boolean {
  return (
    ledger.openWrites.length === 0 &&
    ledger.runningDeeds.every(({ leaseUntil }) => leaseUntil <= now) &&
    ledger.confirming.length === 0 &&
    ledger.waitingWebhooks === 0 &&
    ledger.claims.every(({ state, expiresAt }) => state === 'booked' || expiresAt !== null)
  );
}

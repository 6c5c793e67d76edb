import { expect } from 'vitest';
import type { TenantUnderTest } from './tenant-under-test.ts';

const ALWAYS = { from: new Date('2026-01-01T00:00:00Z'), until: new Date('2028-01-01T00:00:00Z') };
const STATUS = { accepted: 'scheduled', pending: 'requested' } as const;

/**
 * The invariant behind every write: the standing appointments of the store are the standing bookings of the
 * calendar, one to one, each with a booked claim on exactly its time; nothing but holds is claimed besides.
 */
export async function expectLedgerEqualsCalendar(tenant: TenantUnderTest, now: Date): Promise<void> {
  const { store, calcom } = tenant;
  const standing = await store.appointments.startingWithin(ALWAYS.from, ALWAYS.until);
  const ledger = standing.map(({ uid, status, startsAt, endsAt }) => ({ uid, status, startsAt, endsAt }));
  const calendar = calcom.bookings().flatMap((booking) =>
    booking.status === 'accepted' || booking.status === 'pending'
      ? [
          {
            uid: booking.uid,
            status: STATUS[booking.status],
            startsAt: booking.start,
            endsAt: booking.end,
          },
        ]
      : [],
  );
  expect(ledger.toSorted(byUid)).toEqual(calendar.toSorted(byUid));

  const claims = await store.claims.liveWithin({ startsAt: ALWAYS.from, endsAt: ALWAYS.until }, now);
  const booked = claims.flatMap(({ id, state, startsAt, endsAt }) =>
    state === 'booked' ? [{ id, startsAt, endsAt }] : [],
  );
  const owed = standing.map(({ claimId, startsAt, endsAt }) => ({ id: claimId, startsAt, endsAt }));
  expect(booked.toSorted(byId)).toEqual(owed.toSorted(byId));
}

function byUid(a: { uid?: string | undefined }, b: { uid?: string | undefined }): number {
  return (a.uid ?? '').localeCompare(b.uid ?? '');
}

function byId(a: { id?: string | undefined }, b: { id?: string | undefined }): number {
  return (a.id ?? '').localeCompare(b.id ?? '');
}

import { and, eq, exists, inArray, isNull, lte, ne, notExists, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { STANDING } from '../domain/appointment.ts';
import type { TenantId } from '../domain/tenant.ts';
import { OPEN_STATES } from '../domain/write-state.ts';
import type { Tx } from './database.ts';
import { appointments, calendarWrites } from './schema/booking.ts';
import {
  callSessions,
  doNotCall,
  followUpTasks,
  globalDoNotCall,
  reminderPauses,
} from './schema/reminders.ts';
import { waitlistOffers } from './schema/waitlist.ts';

/**
 * That a call may still be made, in the statement that begins it: the tenant's calls go on, its number may be called
 * (VIO-35), its appointment stands where it stood and is not being changed, and what it is to offer is offered.
 */
export function isStillWanted(tx: Tx, tenantId: TenantId): SQL | undefined {
  const one = { one: sql`1` };
  const openPause = tx
    .select(one)
    .from(reminderPauses)
    .where(and(eq(reminderPauses.tenantId, tenantId), isNull(reminderPauses.liftedAt)));
  const forbidden = tx
    .select(one)
    .from(doNotCall)
    .where(and(eq(doNotCall.tenantId, tenantId), eq(doNotCall.number, callSessions.toNumber)));
  const globallyForbidden = tx
    .select(one)
    .from(globalDoNotCall)
    .where(eq(globalDoNotCall.number, callSessions.toNumber));
  const standing = tx
    .select(one)
    .from(appointments)
    .where(
      and(
        eq(appointments.tenantId, tenantId),
        eq(appointments.id, callSessions.appointmentId),
        eq(appointments.startsAt, callSessions.appointmentAt),
        inArray(appointments.status, STANDING),
      ),
    );
  const beingChanged = tx
    .select(one)
    .from(calendarWrites)
    .where(
      and(
        eq(calendarWrites.tenantId, tenantId),
        eq(calendarWrites.appointmentId, callSessions.appointmentId),
        inArray(calendarWrites.state, OPEN_STATES),
      ),
    );
  const offered = tx
    .select(one)
    .from(followUpTasks)
    .innerJoin(
      waitlistOffers,
      and(eq(waitlistOffers.tenantId, tenantId), eq(waitlistOffers.entryId, followUpTasks.waitlistId)),
    )
    .where(
      and(
        eq(followUpTasks.tenantId, tenantId),
        eq(followUpTasks.id, callSessions.taskId),
        eq(waitlistOffers.state, 'offered'),
        lte(waitlistOffers.madeAt, callSessions.requestedAt),
      ),
    );
  return and(
    notExists(openPause),
    notExists(forbidden),
    notExists(globallyForbidden),
    or(isNull(callSessions.appointmentId), exists(standing)),
    notExists(beingChanged),
    or(ne(callSessions.purpose, 'waitlist'), exists(offered)),
  );
}

import { and, asc, eq, gte, inArray, isNull, lt, ne, sql } from 'drizzle-orm';
import type { SQL, SQLWrapper } from 'drizzle-orm';
import { STANDING } from '../domain/appointment.ts';
import type { Appointment, AppointmentStatus } from '../domain/appointment.ts';
import { CUSTOMER_COLUMNS, toCustomer } from './customer-queries.ts';
import type { Tx } from './database.ts';
import { appointments, calendarBookings, offers } from './schema/booking.ts';
import { customers } from './schema/calls.ts';
import { services, staff } from './schema/tenancy.ts';
import type { Scope } from './scope.ts';

export interface NewAppointment {
  id: string;
  customerId?: string;
  serviceId?: string;
  staffId?: string;
  claimId?: string;
  callId?: string;
  offerId?: string;
  startsAt: Date;
  endsAt: Date;
  status: AppointmentStatus;
  source: 'voice' | 'calendar';
  bookingCode?: string;
  notes?: string;
  now: Date;
}

export interface LinkedBooking {
  uid: string;
  calendarId: number;
  startsAt: Date;
  now: Date;
}

export function appointmentQueries(scope: Scope) {
  const { tenantId } = scope;
  const own = eq(appointments.tenantId, tenantId);

  /** Reads appointments with their names and the newest calendar booking of their chain. */
  async function read(tx: Tx, where: SQL | undefined, limit: number): Promise<Appointment[]> {
    const rows = await tx
      .select({
        appointment: appointments,
        service: { id: services.id, name: services.name },
        staff: { id: staff.id, name: staff.name },
        customer: CUSTOMER_COLUMNS,
        uid: calendarBookings.uid,
        eventTypeId: offers.eventTypeId,
      })
      .from(appointments)
      .leftJoin(services, and(eq(services.tenantId, tenantId), eq(services.id, appointments.serviceId)))
      .leftJoin(staff, and(eq(staff.tenantId, tenantId), eq(staff.id, appointments.staffId)))
      .leftJoin(customers, and(eq(customers.tenantId, tenantId), eq(customers.id, appointments.customerId)))
      .leftJoin(offers, and(eq(offers.tenantId, tenantId), eq(offers.id, appointments.offerId)))
      .leftJoin(
        calendarBookings,
        and(
          eq(calendarBookings.tenantId, tenantId),
          eq(calendarBookings.appointmentId, appointments.id),
          isNull(calendarBookings.movedToUid),
        ),
      )
      .where(and(own, where))
      .orderBy(asc(appointments.startsAt), asc(appointments.id))
      .limit(limit);
    return rows.map(toAppointment);
  }

  return {
    add: (made: NewAppointment): Promise<void> =>
      scope.query(async (tx) => {
        await tx.insert(appointments).values({
          tenantId,
          id: made.id,
          customerId: made.customerId ?? null,
          serviceId: made.serviceId ?? null,
          staffId: made.staffId ?? null,
          claimId: made.claimId ?? null,
          callId: made.callId ?? null,
          offerId: made.offerId ?? null,
          startsAt: made.startsAt,
          endsAt: made.endsAt,
          status: made.status,
          source: made.source,
          bookingCode: made.bookingCode ?? null,
          notes: made.notes ?? null,
          updatedAt: made.now,
        });
      }),

    find: (id: string): Promise<Appointment | undefined> =>
      scope.query(async (tx) => (await read(tx, eq(appointments.id, id), 1))[0]),

    /** Reads it and keeps others from changing it until the transaction ends. */
    lock: (id: string): Promise<Appointment | undefined> =>
      scope.query(async (tx) => {
        await tx
          .select({ id: appointments.id })
          .from(appointments)
          .where(and(own, eq(appointments.id, id)))
          .for('update');
        // Read after the lock, so that what a change before it has written is seen.
        return (await read(tx, eq(appointments.id, id), 1))[0];
      }),

    findByCode: (bookingCode: string): Promise<Appointment | undefined> =>
      scope.query(async (tx) => (await read(tx, eq(appointments.bookingCode, bookingCode), 1))[0]),

    findByOffer: (offerId: string): Promise<Appointment | undefined> =>
      scope.query(async (tx) => (await read(tx, eq(appointments.offerId, offerId), 1))[0]),

    /** The appointment that has this calendar booking anywhere in its chain. */
    findByUid: (uid: string): Promise<Appointment | undefined> =>
      scope.query(async (tx) => {
        const links = await tx
          .select({ id: calendarBookings.appointmentId })
          .from(calendarBookings)
          .where(and(eq(calendarBookings.tenantId, tenantId), eq(calendarBookings.uid, uid)));
        const id = links[0]?.id;
        return id === undefined ? undefined : (await read(tx, eq(appointments.id, id), 1))[0];
      }),

    /** When a calendar booking of ours started, also one that was moved since. */
    startOfBooking: (uid: string): Promise<Date | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ startsAt: calendarBookings.startsAt })
          .from(calendarBookings)
          .where(and(eq(calendarBookings.tenantId, tenantId), eq(calendarBookings.uid, uid)));
        return rows[0]?.startsAt;
      }),

    /** Appointments of these customers, standing ones unless said otherwise, that start at or after `from`, soonest first. */
    upcomingOf: (customerIds: string[], from: Date, statuses = STANDING): Promise<Appointment[]> =>
      scope.query(async (tx) => {
        if (customerIds.length === 0) return [];
        return read(
          tx,
          and(
            inArray(appointments.customerId, customerIds),
            inArray(appointments.status, statuses),
            gte(appointments.startsAt, from),
          ),
          20,
        );
      }),

    /** The same of those that were made on this call. */
    upcomingOfCall: (callId: string, from: Date, statuses = STANDING): Promise<Appointment[]> =>
      scope.query((tx) =>
        read(
          tx,
          and(
            eq(appointments.callId, callId),
            inArray(appointments.status, statuses),
            gte(appointments.startsAt, from),
          ),
          20,
        ),
      ),

    /** The same of those that start in [from, until), whoever's they are; to be matched by name. */
    startingWithin: (from: Date, until: Date, statuses = STANDING): Promise<Appointment[]> =>
      scope.query((tx) =>
        read(
          tx,
          and(
            inArray(appointments.status, statuses),
            gte(appointments.startsAt, from),
            lt(appointments.startsAt, until),
          ),
          500,
        ),
      ),

    /** The calendar shows it just as we have it. */
    markSeen: (id: string, now: Date): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .update(appointments)
          .set({ calendarSeenAt: now })
          .where(and(own, eq(appointments.id, id)));
      }),

    /** The customer says that they will come (VIO-46); `false` where it is said already or it does not stand. */
    confirm: (id: string, now: Date): Promise<boolean> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(appointments)
          .set({ confirmedAt: now, confirmedBy: 'voice_call' })
          .where(
            and(
              own,
              eq(appointments.id, id),
              inArray(appointments.status, STANDING),
              isNull(appointments.confirmedAt),
            ),
          )
          .returning({ id: appointments.id });
        return rows.length > 0;
      }),

    setStatus: (id: string, status: AppointmentStatus, now: Date): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .update(appointments)
          .set({ status, updatedAt: now })
          .where(and(own, eq(appointments.id, id)));
      }),

    moveTo: (
      id: string,
      to: {
        startsAt: Date;
        endsAt: Date;
        /** Null takes the claim away, absent leaves it. */
        claimId?: string | null;
        staffId?: string;
        status: AppointmentStatus;
        now: Date;
      },
    ): Promise<void> =>
      scope.query(async (tx) => {
        await tx
          .update(appointments)
          .set({
            startsAt: to.startsAt,
            endsAt: to.endsAt,
            status: to.status,
            // Who said yes to one time has not said it to another.
            confirmedAt: unlessMoved(to.startsAt, appointments.confirmedAt),
            confirmedBy: unlessMoved(to.startsAt, appointments.confirmedBy),
            updatedAt: to.now,
            ...(to.claimId === undefined ? {} : { claimId: to.claimId }),
            ...(to.staffId === undefined ? {} : { staffId: to.staffId }),
          })
          .where(and(own, eq(appointments.id, id)));
      }),

    /** Puts a calendar booking at the end of an appointment's chain; `false` where it is in a chain already. */
    linkBooking: (appointmentId: string, booking: LinkedBooking): Promise<boolean> =>
      scope.query(async (tx) => {
        const ownBooking = eq(calendarBookings.tenantId, tenantId);
        const made = await tx
          .insert(calendarBookings)
          .values({
            tenantId,
            uid: booking.uid,
            calendarId: booking.calendarId,
            appointmentId,
            startsAt: booking.startsAt,
            recordedAt: booking.now,
          })
          .onConflictDoNothing()
          .returning({ uid: calendarBookings.uid });
        if (made.length === 0) return false;
        await tx
          .update(calendarBookings)
          .set({ movedToUid: booking.uid })
          .where(
            and(
              ownBooking,
              eq(calendarBookings.appointmentId, appointmentId),
              isNull(calendarBookings.movedToUid),
              ne(calendarBookings.uid, booking.uid),
            ),
          );
        return true;
      }),
  };
}

function unlessMoved(startsAt: Date, said: SQLWrapper): SQL {
  return sql`case when ${appointments.startsAt} = ${startsAt.toISOString()}::timestamptz then ${said} end`;
}

interface JoinedRow {
  appointment: typeof appointments.$inferSelect;
  service: { id: string; name: string } | null;
  staff: { id: string; name: string } | null;
  customer: Parameters<typeof toCustomer>[0] | null;
  uid: string | null;
  eventTypeId: number | null;
}

function toAppointment({
  appointment,
  service,
  staff: person,
  customer,
  uid,
  eventTypeId,
}: JoinedRow): Appointment {
  return {
    id: appointment.id,
    status: appointment.status,
    startsAt: appointment.startsAt,
    endsAt: appointment.endsAt,
    source: appointment.source,
    ...(service === null ? {} : { service }),
    ...(person === null ? {} : { staff: person }),
    ...(customer === null ? {} : { customer: toCustomer(customer) }),
    ...(appointment.bookingCode === null ? {} : { bookingCode: appointment.bookingCode }),
    ...(appointment.claimId === null ? {} : { claimId: appointment.claimId }),
    ...(uid === null ? {} : { uid }),
    ...(eventTypeId === null ? {} : { eventTypeId }),
    ...(appointment.confirmedAt === null ? {} : { confirmedAt: appointment.confirmedAt }),
    heardOfAt:
      appointment.calendarSeenAt !== null && appointment.calendarSeenAt > appointment.updatedAt
        ? appointment.calendarSeenAt
        : appointment.updatedAt,
  };
}

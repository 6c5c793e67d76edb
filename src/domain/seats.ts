import type { Service, ServiceStaff, TenantProfile } from './tenant.ts';

/** Where the free times of a wish come from, and which seats of the calendar a booking of it may take. */
export interface SlotSource {
  /** Names the cached free times: the service, or the service and one person of it. */
  key: string;
  service: Service;
  staff?: ServiceStaff;
  eventTypeId: number;
  /** One of these is taken by a booking, the first free one. */
  seats: string[];
}

/** The source for a service, or for one person of it; `not_selectable` where the calendar picks the person. */
export function slotSource(service: Service, staff?: ServiceStaff): SlotSource | 'not_selectable' {
  if (staff === undefined) {
    return { key: service.id, service, eventTypeId: service.eventTypeId, seats: seatsOf(service) };
  }
  const seats = [staffSeat(staff.id)];
  if (staff.eventTypeId !== undefined) {
    return { key: `${service.id}.${staff.id}`, service, staff, eventTypeId: staff.eventTypeId, seats };
  }
  if (service.staff.length !== 1) return 'not_selectable';
  return { key: service.id, service, staff, eventTypeId: service.eventTypeId, seats };
}

/** Each person is one seat in all services; places beyond the named staff belong to the service alone. */
export function seatsOf(service: Service): string[] {
  const people = service.staff.map((person) => staffSeat(person.id));
  const places = Array.from(
    { length: Math.max(0, service.seats - people.length) },
    (_, place) => `service:${service.id}#${people.length + place + 1}`,
  );
  return [...people, ...places];
}

/** The seat of one person of a service; `undefined` where they are none of its staff. */
export function seatOf(service: Service, staffId: string): string | undefined {
  return service.staff.some((person) => person.id === staffId) ? staffSeat(staffId) : undefined;
}

/** The keys of all cached free times of a tenant: a booking may change any of them, since people share services. */
export function allSourceKeys(tenant: Pick<TenantProfile, 'services'>): string[] {
  return tenant.services.flatMap((service) => [
    service.id,
    ...service.staff
      .filter((person) => person.eventTypeId !== undefined)
      .map((person) => `${service.id}.${person.id}`),
  ]);
}

function staffSeat(staffId: string): string {
  return `staff:${staffId}`;
}

interface SeatClaim {
  seat: string;
  state: 'held' | 'booked';
  /** No other seat would do. */
  isSole: boolean;
  startsAt: Date;
  endsAt: Date;
}

/**
 * Whether one of the seats is free of claims during the slot. Of several the calendar picks: as long as somebody holds
 * one of them and no other, none is free.
 */
export function seatLeft(
  seats: string[],
  slot: { startsAt: Date; endsAt: Date },
  claims: SeatClaim[],
): boolean {
  const inTheWay = claims.filter(
    (claim) => seats.includes(claim.seat) && claim.startsAt < slot.endsAt && claim.endsAt > slot.startsAt,
  );
  if (seats.length > 1 && inTheWay.some((claim) => claim.state === 'held' && claim.isSole)) return false;
  return seats.some((seat) => inTheWay.every((claim) => claim.seat !== seat));
}

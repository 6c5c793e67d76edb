const HOUR_MS = 3_600_000;

/** Whether an appointment may still be cancelled: at least `hours` before its start, the exact hour included (ASK-31). */
export function mayCancel(startsAt: Date, now: Date, hours: number): boolean {
  return isInTime(startsAt, now, hours);
}

/** Whether an appointment may still be moved: at least `hours` before its start, the exact hour included (ASK-31). */
export function mayReschedule(startsAt: Date, now: Date, hours: number): boolean {
  return isInTime(startsAt, now, hours);
}

function isInTime(startsAt: Date, now: Date, hours: number): boolean {
  return startsAt.getTime() > now.getTime() && startsAt.getTime() - now.getTime() >= hours * HOUR_MS;
}

/** From `from` until before `until`, HH:MM on the wall. */
export interface HourSpan {
  from: string;
  until: string;
}

/** A tenant's day: `open` is when appointments are taken at all, the others what a caller means by that part of it. */
export interface DayHours {
  open: HourSpan;
  morning: HourSpan;
  forenoon: HourSpan;
  midday: HourSpan;
  afternoon: HourSpan;
  evening: HourSpan;
}

/** For tenants that have set none. */
export const USUAL_DAY_HOURS: DayHours = {
  open: { from: '07:00', until: '21:00' },
  morning: { from: '06:00', until: '12:00' },
  forenoon: { from: '09:00', until: '12:00' },
  midday: { from: '12:00', until: '14:00' },
  afternoon: { from: '12:00', until: '18:00' },
  evening: { from: '18:00', until: '22:00' },
};

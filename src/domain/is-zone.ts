import { IANAZone } from 'luxon';

/** Whether there is such a zone in the IANA tables: `Europe/Berlin`. An offset is none: it knows no summer time. */
export function isZone(name: string): boolean {
  return /^[a-z]/i.test(name) && IANAZone.isValidZone(name);
}

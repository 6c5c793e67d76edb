import { COLOURING, HAIRCUT } from '../support/salon.ts';

/** What callers of the model wish for: few times of one day, so that they get into each other's way. */
export interface Wish {
  service: string;
  eventTypeId: number;
  minutes: number;
  time: string;
  at: number;
}

export const DAY = '2026-11-24';

const haircut = { service: 'Herrenhaarschnitt', eventTypeId: HAIRCUT, minutes: 45 };
const colouring = { service: 'Färben', eventTypeId: COLOURING, minutes: 90 };

/** Haircuts are Anna's alone; a colouring may be Anna's or Ben's and overlaps two haircuts. */
export const WISHES: Wish[] = [
  { ...haircut, ...onTheWall('09:00') },
  { ...haircut, ...onTheWall('09:45') },
  { ...haircut, ...onTheWall('10:30') },
  { ...colouring, ...onTheWall('09:00') },
  { ...colouring, ...onTheWall('10:30') },
];

/** The day is in winter: an hour before UTC. */
export function onTheWall(time: string): { time: string; at: number } {
  return { time, at: new Date(`${DAY}T${time}:00+01:00`).getTime() };
}

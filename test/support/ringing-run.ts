import type { Dial } from '../simulators/retell-api/retell-api-simulator.ts';
import type { HoursOfCalls } from './calling-law.ts';
import type { ReminderSalon } from './reminder-salon.ts';
import type { World } from './world.ts';

/** Numbers whose beginning tells one zone. */
export const NUMBERS = [
  { number: '+491710000001', zone: 'Europe/Berlin' },
  { number: '+12125550101', zone: 'America/New_York' },
  { number: '+64211234567', zone: 'Pacific/Auckland' },
  { number: '+18085550101', zone: 'Pacific/Honolulu' },
  { number: '+442079460000', zone: 'Europe/London' },
  { number: '+491710000002', zone: 'Europe/Berlin' },
] as const;

export interface TenantRules extends HoursOfCalls {
  enabled: boolean;
  perQuarterHour: number;
  atOnce: number;
}

export interface Person {
  id?: string;
  number: number;
  zone?: string | undefined;
}

export interface Booked {
  uid: string;
  /** What the calendar says about it since when; no start: it is cancelled. */
  history: { since: Date; start?: Date }[];
}

/** How a call ends that nobody answers as they should. */
export type InVain = 'no_answer' | 'busy' | 'voicemail' | 'declined';

/** What a run has done, as far as others can know. */
export interface Run {
  world: World;
  salon: ReminderSalon;
  people: Person[];
  booked: Booked[];
  rules: TenantRules;
  isPaused: boolean;
  forbidden: Set<string>;
  /** Calls whose end the gateway was told. */
  over: Set<string>;
  judged: number;
  violations: string[];
  playOut(as: InVain): Promise<string[]>;
}

export function ownDials({ world, salon }: Run): Dial[] {
  return world.retellApi.dials().filter(({ metadata }) => metadata['tenant_id'] === salon.id);
}

export function numberOf(person: Person | undefined): string {
  return pick(NUMBERS, person?.number ?? 0)?.number ?? '';
}

export function pick<T>(from: readonly T[], place: number): T | undefined {
  return from[place % Math.max(from.length, 1)];
}

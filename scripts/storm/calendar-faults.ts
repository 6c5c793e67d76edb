import type { CalcomFault, FaultControl } from '../../test/simulators/calcom/calcom-faults.ts';

interface Trouble {
  fault: CalcomFault;
  chance: number;
  method?: string;
  path?: string;
}

/** The oldest matching rule wins, so each chance is of what the rules before it let through. */
const TROUBLES: Trouble[] = [
  { method: 'POST', path: '/v2/bookings*', fault: { kind: 'lose_answer' }, chance: 0.04 },
  { method: 'POST', path: '/v2/bookings*', fault: { kind: 'reset' }, chance: 0.01 },
  { method: 'POST', path: '/v2/bookings*', fault: { kind: 'delay', ms: 2_500, when: 'after' }, chance: 0.02 },
  { method: 'POST', path: '/v2/bookings*', fault: { kind: 'delay', ms: 2_500 }, chance: 0.01 },
  { method: 'POST', path: '/v2/bookings*', fault: { kind: 'slow_body', ms: 400 }, chance: 0.02 },
  { method: 'POST', path: '/v2/bookings*', fault: { kind: 'garbage' }, chance: 0.005 },
  { fault: { kind: 'status', status: 503 }, chance: 0.02 },
  { fault: { kind: '429', resetSeconds: 1 }, chance: 0.002 },
  { fault: { kind: 'delay', ms: 250 }, chance: 0.1 },
  { fault: { kind: 'delay', ms: 120 }, chance: 0.25 },
  { fault: { kind: 'delay', ms: 40 }, chance: 0.5 },
];

/** Lets a calendar do what it does on a bad day, to the key given: which request is hit, its seed decides by count. */
export function plantFaults(faults: FaultControl, apiKey: string): void {
  for (const trouble of TROUBLES) faults.add({ ...trouble, apiKey });
  Object.assign(faults.webhooks, { duplicate: 0.2, reorder: 0.2, delayMs: 15 });
}

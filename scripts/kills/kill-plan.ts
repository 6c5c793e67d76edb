import { createDraw } from '../storm/draw.ts';
import { wishedTimes } from '../storm/storm-plan.ts';
import type { WishedTime } from '../storm/storm-plan.ts';

export const DEEDS = ['confirm_booking', 'reschedule_appointment', 'cancel_appointment'] as const;
export type Deed = (typeof DEEDS)[number];

/** One gateway that is killed during one deed. */
export interface PlannedKill {
  callId: string;
  from: string;
  name: string;
  deed: Deed;
  /** What the kill is counted from: the caller's question, or the gateway's own to the calendar. */
  countedFrom: 'question' | 'calendar_asked';
  killAfterMs: number;
  /** What the calendar does with the deed's request: late to begin, late to answer, or never answering. */
  calendar: 'late_start' | 'late_answer' | 'lost_answer';
  lateMs: number;
  /** The caller asks again: through the gateway when it is back, through another one at once, or never. */
  repeats: 'when_back' | 'elsewhere' | 'never';
  isEndTold: boolean;
  wish: WishedTime;
  moveTo: WishedTime;
}

const LATEST_KILL_MS = 300;

/** By lane: the kills that follow each other on one tenant and one gateway. */
export function planKills({
  seed,
  runs,
  lanes,
}: {
  seed: number;
  runs: number;
  lanes: number;
}): PlannedKill[][] {
  const times = wishedTimes(2 * runs);
  const kills = Array.from({ length: runs }, (_, run) => planKill(seed, run, times));
  return Array.from({ length: lanes }, (_, lane) => kills.filter((_kill, run) => run % lanes === lane));
}

function planKill(seed: number, run: number, times: WishedTime[]): PlannedKill {
  const draw = createDraw(seed, run);
  const [wish, moveTo] = [times[2 * run], times[2 * run + 1]];
  if (wish === undefined || moveTo === undefined) throw new Error('a kill without a time');
  return {
    callId: `call_${seed}k${run}`,
    from: `+49171${String(run).padStart(7, '0')}`,
    name: 'Karla Becker',
    deed: DEEDS[run % DEEDS.length] ?? 'confirm_booking',
    countedFrom: draw.hits(0.5) ? 'question' : 'calendar_asked',
    killAfterMs: draw.between(0, LATEST_KILL_MS),
    calendar: draw.pick(['late_start', 'late_answer', 'lost_answer']),
    lateMs: Math.round(draw.between(0, 250)),
    repeats: draw.pick(['when_back', 'when_back', 'elsewhere', 'never', 'never']),
    isEndTold: draw.hits(0.7),
    wish,
    moveTo,
  };
}

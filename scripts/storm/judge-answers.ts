import { functions } from '../../functions/index.ts';
import { brokenBudget } from '../broken-budget.ts';
import type { Finding } from './judge-books.ts';
import { textIn } from './phone-line.ts';
import type { Heard, PhoneLine, RepeatedAnswer } from './phone-line.ts';

export interface FunctionTimes {
  function: string;
  answers: number;
  done: number;
  refused: number;
  pending: number;
  failed: number;
  p50: number;
  p99: number;
  max: number;
  /** Answers that came after the budget and its tolerance. */
  late: number;
}

const TOLERANCE_MS = 25;
/** The share of answers that may be late. */
const LATE_AT_MOST = 0.001;

type Answer = Omit<Heard, 'answer'>;

/** How long the answers of each function took. Those that a killed gateway never sent are left out. */
export function timesOf(heard: Answer[]): FunctionTimes[] {
  const answered = heard.filter(({ status }) => status !== 0);
  return [...Map.groupBy(answered, (one) => one.function)]
    .map(([name, all]) => {
      const sorted = all.map(({ ms }) => ms).toSorted((a, b) => a - b);
      const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
      const count = (kind: Answer['kind']) => all.filter((one) => one.kind === kind).length;
      return {
        function: name,
        answers: all.length,
        done: count('done'),
        refused: count('refused'),
        pending: count('pending'),
        failed: count('failed'),
        p50: at(0.5),
        p99: at(0.99),
        max: at(1),
        late: all.filter(isLate).length,
      };
    })
    .toSorted((a, b) => a.function.localeCompare(b.function));
}

/**
 * What a caller must never get from the function doors: another status, a late answer, another sentence. Where
 * gateways are killed, what was cut off counts as never asked, and their starting is what makes answers late.
 */
export function judgeAnswers(line: PhoneLine, gateways: 'stay_up' | 'are_killed'): Finding[] {
  const isMeant = (status: number): boolean => status !== 0 || gateways === 'stay_up';
  const answered = line.heard.filter(({ status }) => isMeant(status));
  const late = answered.filter(isLate);
  return [
    {
      kind: 'told',
      rule: 'answers with another status than 200',
      broken: answered.filter(({ status }) => status !== 200).map((one) => `${one.function}: ${one.status}`),
    },
    {
      kind: 'told',
      rule: `answers later than their budget and ${TOLERANCE_MS} ms, beyond one in a thousand`,
      broken:
        gateways === 'are_killed' || late.length <= answered.length * LATE_AT_MOST
          ? []
          : late.map((one) => `${one.function}: ${Math.round(one.ms)} ms`),
    },
    {
      kind: 'told',
      rule: 'repeats of a success that were told something else',
      broken: line.repeated.filter(isContradicted).map(contradiction),
    },
    {
      kind: 'told',
      rule: 'call events that were not taken',
      broken: line.eventsRefused.filter(isMeant).map(String),
    },
  ];
}

/**
 * Of a write: a success, and then another sentence. A refusal is not kept, so that the same words may succeed a moment
 * later; of two that were sent at once nobody knows which was first.
 */
function isContradicted({ how, first, second }: RepeatedAnswer): boolean {
  if (!isWrite(first.function) || first.message === second.message) return false;
  const isLater = how === 'afterwards' && first.kind === 'done' && second.kind === 'refused';
  return isLater || (first.kind === 'done' && second.kind === 'done');
}

function contradiction({ callId, how, first, second }: RepeatedAnswer): string {
  const said = [first, second].map(({ kind, message, answer }) =>
    `${kind} ${textIn(answer, 'reason')}`.trim().concat(` "${message}"`),
  );
  return `${first.function} of ${callId}, ${how}: ${said.join(', then ')}`;
}

/** How many repeats heard the same as the first, and how many of the others for which reason. */
export function repeatsOf(repeated: RepeatedAnswer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { how, first, second } of repeated) {
    const isSame = first.kind === second.kind && first.message === second.message;
    const name = isSame
      ? 'the same'
      : `${first.function}, ${how === 'at_once' ? 'at once' : 'afterwards'}: ${first.kind}, then ${second.kind}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function isLate(answer: Answer): boolean {
  return brokenBudget(answer.function, answer.ms, TOLERANCE_MS) !== undefined;
}

function isWrite(name: string): boolean {
  return functions.find((fn) => fn.name === name)?.effect === 'write';
}

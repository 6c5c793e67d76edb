import type { FunctionCallRecord } from '../../src/store/function-call-queries.ts';
import { functions } from '../../functions/index.ts';

/** Where an answer came from, for people: the calendar live, a cache, an old copy, or what the gateway knows itself. */
export function answerSource(record: FunctionCallRecord | undefined): string {
  if (record === undefined) return 'not recorded';
  const fn = functions.find(({ name }) => name === record.function);
  if (fn?.effect === 'write') return record.exchanges.length > 0 ? 'calendar' : 'own data';
  return record.ladderStep ?? 'own data';
}

import type { Heard } from './phone-line.ts';

/**
 * Asks again, `tries` times at most, while the answer is that the deed goes on. "Not right now" behind that is no end
 * either: it is about the question, and what goes on goes on. Where no end is heard, the last answer is an open one.
 */
export async function insist(first: Heard, again: () => Promise<Heard>, tries: number): Promise<Heard> {
  let heard = first;
  if (!isOpen(first)) return first;
  for (let asked = 0; asked < tries && !isEnd(heard); asked += 1) heard = await again();
  return isEnd(heard) ? heard : { ...heard, kind: 'pending' };
}

/** Whether the deed may go on behind this answer. */
export function isOpen({ kind }: Heard): boolean {
  return kind === 'pending' || kind === 'no_answer';
}

function isEnd({ kind }: Heard): boolean {
  return kind === 'done' || kind === 'refused';
}

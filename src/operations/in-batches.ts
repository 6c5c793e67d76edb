/** What one night takes away at most of each, in batches of the store; the rest goes in the next nights. */
const MOST_BATCHES = 40;

/** Repeats until a batch finds nothing; tells of each what it changed, so that it is known also where a later one fails. */
export async function inBatches(
  batch: () => Promise<number>,
  tell: (changed: number) => void = () => undefined,
): Promise<void> {
  for (let round = 0; round < MOST_BATCHES; round += 1) {
    const changed = await batch();
    if (changed === 0) return;
    tell(changed);
  }
}

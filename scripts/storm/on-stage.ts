import { openStage } from './open-stage.ts';
import type { Stage, StageOptions } from './open-stage.ts';

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Opens a stage, does the work on it, and stops everything that was started, whatever ends it. Answers the exit code:
 * what the work answers, 1 where something threw, and that of the signal where one came.
 */
export async function onStage(
  options: Omit<StageOptions, 'signal' | 'onStarted'>,
  work: (stage: Stage, signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const parts: { name: string; stop: () => Promise<void> }[] = [];
  const ending = new AbortController();
  const interrupted = Promise.withResolvers<number>();
  for (const [name, code] of Object.entries(SIGNALS)) {
    process.once(name, () => {
      ending.abort();
      interrupted.resolve(code);
    });
  }
  const run = async (): Promise<number> => {
    const stage = await openStage({
      ...options,
      signal: ending.signal,
      onStarted: (part) => void parts.push(part),
    });
    return work(stage, ending.signal);
  };
  const running = run().catch((error: unknown) => {
    if (!ending.signal.aborted) {
      process.stderr.write(`It failed: ${error instanceof Error ? error.message : 'unknown'}\n`);
      process.stderr.write(`What the gateways said is in ${options.dataDir}\n`);
    }
    return 1;
  });
  const code = await Promise.race([running, interrupted.promise]);
  // What is just being started has to be up before it can be stopped.
  if (ending.signal.aborted) await running;
  for (const part of parts.toReversed()) {
    await part.stop().catch(() => process.stderr.write(`${part.name} could not be stopped in order\n`));
  }
  return code;
}

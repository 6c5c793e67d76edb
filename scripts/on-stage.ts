const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** What is started hands itself in, to be stopped at the end. */
export interface Starting {
  /** Aborted, nothing more is started. */
  signal: AbortSignal;
  /** Takes what has to be stopped, the last one first. */
  onStarted: (part: { name: string; stop: () => Promise<void> }) => void;
}

/**
 * Opens a stage, does the work on it, and stops everything that was started, whatever ends it. Answers the exit code:
 * what the work answers, 1 where something threw or could not be stopped, and that of the signal where one came.
 */
export async function onStage<Stage>(
  { dataDir, open }: { dataDir: string; open: (starting: Starting) => Promise<Stage> },
  work: (stage: Stage, signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const parts: Parameters<Starting['onStarted']>[0][] = [];
  const ending = new AbortController();
  const interrupted = Promise.withResolvers<number>();
  for (const [name, code] of Object.entries(SIGNALS)) {
    process.once(name, () => {
      ending.abort();
      interrupted.resolve(code);
    });
  }
  const run = async (): Promise<number> => {
    const stage = await open({ signal: ending.signal, onStarted: (part) => void parts.push(part) });
    return work(stage, ending.signal);
  };
  const running = run().catch((error: unknown) => {
    if (!ending.signal.aborted) {
      process.stderr.write(`It failed: ${error instanceof Error ? error.message : 'unknown'}\n`);
    }
    return 1;
  });
  let code = await Promise.race([running, interrupted.promise]);
  // What is just being started has to be up before it can be stopped.
  if (ending.signal.aborted) await running;
  for (const part of parts.toReversed()) {
    await part.stop().catch(() => {
      process.stderr.write(`${part.name} could not be stopped in order\n`);
      code = code === 0 ? 1 : code;
    });
  }
  if (code !== 0 && parts.length > 0) process.stderr.write(`What the gateways said is in ${dataDir}\n`);
  return code;
}

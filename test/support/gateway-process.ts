import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A command of this repository, running as a process of its own. */
export interface RunningProcess {
  /** What it has written so far. */
  output(): string;
  errors(): string;
  /** The parsed lines of its log. */
  log(): Record<string, unknown>[];
  /** The first log line with this message; rejects when the process ends without it. */
  logged(message: string): Promise<Record<string, unknown>>;
  signal(name: NodeJS.Signals): void;
  /** Resolves with the exit code, `null` where a signal ended it. */
  ended: Promise<number | null>;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a script of this repository with `env` and nothing of the tests' own environment but the path. */
export function startProcess(script: string, args: string[], env: Record<string, string>): RunningProcess {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: process.env['TMPDIR'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  let wake: () => void = () => undefined;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
    wake();
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  const log = (): Record<string, unknown>[] =>
    output
      .split('\n')
      .slice(0, -1)
      .filter((line) => line.startsWith('{'))
      .map((line) => ({ ...Object(JSON.parse(line)) }));
  return {
    output: () => output,
    errors: () => errors,
    log,
    ended,
    signal: (name) => void child.kill(name),
    async logged(message) {
      let isOver = false;
      const over = ended.finally(() => (isOver = true));
      for (;;) {
        const line = log().find(({ msg }) => msg === message);
        if (line !== undefined) return line;
        if (isOver)
          throw new Error(`ended without "${message}": ${output.slice(-2_000)} ${errors.slice(-2_000)}`);
        await Promise.race([over, new Promise<void>((resolve) => (wake = resolve))]);
      }
    },
  };
}

/** The gateway itself, on a free port. `url` is where it answers. */
export async function startGateway(env: Record<string, string>): Promise<RunningProcess & { url: string }> {
  const gateway = startProcess('src/main.ts', [], {
    PORT: '0',
    RETELL_BASE_URL: 'http://127.0.0.1:9',
    ...env,
  });
  const { port } = await gateway.logged('gateway is up');
  return { ...gateway, url: `http://127.0.0.1:${String(port)}` };
}

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { REPOSITORY_FOLDER } from './repository-folder.ts';
import { waitFor } from './wait-for.ts';

export interface Gateway {
  url: string;
  /** Resolves when the process is gone, whoever ended it. */
  ended: Promise<void>;
  /** Lets it finish what runs, then ends it. May be called again. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}

export interface GatewayOptions {
  port: number;
  env: NodeJS.ProcessEnv;
  /** Takes what the gateway logs. */
  logFile: string;
}

const READY_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 40_000;

/** Starts the gateway as a process of its own and answers when it can serve; throws with its last words if it cannot. */
export async function startGateway({ port, env, logFile }: GatewayOptions): Promise<Gateway> {
  const log = await open(logFile, 'w', 0o600);
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: REPOSITORY_FOLDER,
    env: { ...env, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', log.fd, log.fd],
    // In a process group of its own: Ctrl-C is for the demo, which stops its parts in order.
    detached: true,
  });
  await log.close();
  const ended = endOf(child);
  const endWithUs = (): void => void child.kill('SIGTERM');
  process.once('exit', endWithUs);
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(killer);
    process.off('exit', endWithUs);
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    process.off('exit', endWithUs);
  };

  const isUp = await waitFor(async () => hasEnded(child) || (await answers(`${url}/readyz`)), READY_LIMIT_MS);
  if (isUp && !hasEnded(child)) return { url, ended, stop, kill };
  await stop();
  const said = await readFile(logFile, 'utf8');
  throw new Error(`the gateway did not start:\n${said.trim().split('\n').slice(-8).join('\n')}`);
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    // Not listening yet.
    return false;
  }
}

import { describe, expect, it } from 'vitest';
import { findFreePort } from '../../src/store/embedded-postgres/free-port.ts';
import { findRedisForTests, machineRedisProbes } from './redis-for-tests.ts';
import type { RedisProbes } from './redis-for-tests.ts';

interface Machine {
  answering?: string[];
  programs?: string[];
  installable?: boolean;
}

/** A machine as described, and the deeds that were done on it. */
function pretend(machine: Machine): { probes: RedisProbes; deeds: string[] } {
  const deeds: string[] = [];
  const programs = [...(machine.programs ?? [])];
  const probes: RedisProbes = {
    answersPing: (url) => Promise.resolve(machine.answering?.includes(url) ?? false),
    hasProgram: (name) => Promise.resolve(programs.includes(name)),
    start: (program) => {
      deeds.push(`start ${program}`);
      return Promise.resolve({
        url: `redis://started.test/${program}`,
        stop: () => Promise.resolve(void deeds.push(`end ${program}`)),
      });
    },
    canInstall: () => machine.installable ?? false,
    install: () => Promise.resolve(void deeds.push('install')),
  };
  return { probes, deeds };
}

const USUAL = 'redis://127.0.0.1:6379';
const CONFIGURED = 'redis://cache.example.test:6380';

describe('the Redis for tests', () => {
  it('is the configured one before all others, and is left running', async () => {
    const { probes, deeds } = pretend({ answering: [CONFIGURED, USUAL], programs: ['redis-server'] });

    const redis = await findRedisForTests(CONFIGURED, probes);
    await redis.stop();

    expect(redis.url).toBe(CONFIGURED);
    expect(deeds).toEqual([]);
  });

  it('is no other one where the configured one does not answer', async () => {
    const { probes, deeds } = pretend({ answering: [USUAL], programs: ['redis-server'] });

    await expect(findRedisForTests(CONFIGURED, probes)).rejects.toThrow(/REDIS_URL/);
    expect(deeds).toEqual([]);
  });

  it('is the one on the usual port before one of our own, and is left running', async () => {
    const { probes, deeds } = pretend({ answering: [USUAL], programs: ['redis-server'] });

    const redis = await findRedisForTests(undefined, probes);
    await redis.stop();

    expect(redis.url).toBe(USUAL);
    expect(deeds).toEqual([]);
  });

  it.for([
    { programs: ['valkey-server', 'redis-server'], started: 'redis-server' },
    { programs: ['valkey-server'], started: 'valkey-server' },
  ])('is $started where the machine has $programs, ended afterwards', async ({ programs, started }) => {
    const { probes, deeds } = pretend({ programs, installable: true });

    const redis = await findRedisForTests(undefined, probes);
    await redis.stop();

    expect(deeds).toEqual([`start ${started}`, `end ${started}`]);
  });

  it('is installed where that is possible and there is no other', async () => {
    const { probes, deeds } = pretend({ installable: true });

    await findRedisForTests(undefined, probes);

    expect(deeds).toEqual(['install', 'start redis-server']);
  });

  it('is asked of the reader where nothing else helps', async () => {
    const { probes } = pretend({});

    await expect(findRedisForTests(undefined, probes)).rejects.toThrow(
      /install redis-server or valkey-server/,
    );
  });

  it('counts as answering only where it does', async () => {
    expect(await machineRedisProbes.answersPing(`redis://127.0.0.1:${await findFreePort()}`)).toBe(false);
  });
});

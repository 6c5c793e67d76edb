import type { TestProject } from 'vitest/node';
import { createLog } from '../../src/platform/log.ts';
import { makeTemplateDatabase, openPostgresForTests } from './postgres-for-tests.ts';
import { findRedisForTests, machineRedisProbes } from './redis-for-tests.ts';

/** Finds or starts both servers once for all test files; the answer ends what was started. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const log = createLog('warn');
  const redis = await findRedisForTests(process.env['REDIS_URL'], machineRedisProbes);
  const ends = [redis.stop];
  const endAll = async (): Promise<void> => {
    for (const end of ends.splice(0)) await end();
  };
  try {
    const postgres = await openPostgresForTests(process.env['TEST_DATABASE_URL'], log);
    ends.push(postgres.stop);
    await makeTemplateDatabase(postgres.url, log);
    project.provide('postgresUrl', postgres.url);
    project.provide('redisUrl', redis.url);
    return endAll;
  } catch (error) {
    await endAll();
    throw error;
  }
}

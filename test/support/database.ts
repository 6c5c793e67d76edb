import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { databaseUrl, TEMPLATE_DATABASE } from './database-url.ts';

export interface TestDatabase {
  url: string;
  /** Ends sessions that are still open. */
  drop(): Promise<void>;
}

/** A migrated, empty database of its own, cloned from the template. `url` is the owner's. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `slotline_test_${randomBytes(8).toString('hex')}`;
  await execute(server, `create database ${name} template ${TEMPLATE_DATABASE}`);
  return {
    url: databaseUrl(server, name),
    drop: () => execute(server, `drop database if exists ${name} with (force)`),
  };
}

async function execute(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

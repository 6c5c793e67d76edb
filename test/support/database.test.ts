import postgres from 'postgres';
import { afterEach, describe, expect, it } from 'vitest';
import { createTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';

const made: TestDatabase[] = [];

afterEach(async () => {
  for (const database of made.splice(0)) await database.drop();
});

async function make(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  made.push(database);
  return database;
}

async function ask(url: string, query: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return (await sql.unsafe(query).values())[0]?.[0];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

describe('a test database', () => {
  it('is migrated and nobody else sees it, even when several are made at once', async () => {
    const [first, second] = await Promise.all([make(), make(), make()]);

    expect(await ask(first.url, `select to_regclass('tenants')::text`)).toBe('tenants');
    await ask(first.url, 'create table mine (id int)');
    expect(await ask(second.url, `select to_regclass('mine')::text`)).toBe(null);
  });

  it('is dropped even while somebody is connected to it', async () => {
    const database = await make();
    const sql = postgres(database.url, { max: 1 });
    await sql`select 1`;

    await database.drop();

    await sql.end({ timeout: 1 });
    await expect(ask(database.url, 'select 1')).rejects.toThrow(/does not exist/);
  });
});

import { DrizzleQueryError } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../src/platform/fault.ts';
import { openDatabase, storeFault } from '../../src/store/database.ts';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { createTcpGate } from '../support/tcp-gate.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function everythingIn(error: unknown): string {
  return error instanceof Error
    ? `${error.message} ${error.stack} ${everythingIn(error.cause)}`
    : String(error);
}

describe('storeFault', () => {
  it('keeps code and constraint of what PostgreSQL refuses, and nothing of the row (ASK-91)', async () => {
    const { db, close } = openDatabase(database.url, { connections: 1 });
    await db.execute(sql`create table guests (name text constraint one_name unique)`);
    await db.execute(sql`insert into guests values (${'Max Mustermann'})`);
    const error: unknown = await db
      .execute(sql`insert into guests values (${'Max Mustermann'})`)
      .catch((thrown: unknown) => thrown);
    expect(everythingIn(error)).toContain('Max Mustermann');
    const fault = storeFault(error);
    expect(fault).toMatchObject({
      code: 'store_unavailable',
      cause: { message: 'postgres 23505 on one_name' },
    });
    expect(everythingIn(fault)).not.toContain('Mustermann');
    await close();
  });

  it('keeps nothing of the parameters where the driver itself fails (ASK-91)', () => {
    const query = new DrizzleQueryError(
      'insert into guests',
      ['Max Mustermann'],
      new TypeError('not a date'),
    );
    const fault = storeFault(query);
    expect(fault).toMatchObject({ code: 'internal', cause: { message: 'not a date' } });
    expect(everythingIn(fault)).not.toContain('Mustermann');
  });

  it('tells a database that is not there from a defect of ours', async () => {
    const gate = await createTcpGate(database.url);
    gate.cut();
    const { db, close } = openDatabase(gate.url, { connections: 1 });
    const error: unknown = await db.execute(sql`select 1`).catch((thrown: unknown) => thrown);
    expect(storeFault(error)).toMatchObject({ code: 'store_unavailable' });
    expect(storeFault(new TypeError('x'))).toMatchObject({ code: 'internal' });
    await close();
    await gate.close();
  });

  it('passes a fault on as it is', () => {
    const fault = new Fault('unknown_tenant', 'the tenant has no row');
    expect(storeFault(fault)).toBe(fault);
  });
});

describe('a pool', () => {
  it('runs every statement as its role, and waits for no lock for long', async () => {
    const { db, close } = openDatabase(database.url, { role: 'slotline_app', connections: 2 });
    const [row] = await db.execute(
      sql`select current_user as role, current_setting('lock_timeout') as locks, current_setting('statement_timeout') as statements`,
    );
    expect(row).toEqual({ role: 'slotline_app', locks: '700ms', statements: '5s' });
    await close();
  });

  it('works again once the database has come back', async () => {
    const gate = await createTcpGate(database.url);
    const { db, close } = openDatabase(gate.url, { role: 'slotline_app', connections: 2 });
    await db.execute(sql`select 1`);
    gate.cut();
    await expect(db.execute(sql`select 1`)).rejects.toBeInstanceOf(Error);
    gate.open();
    await expect.poll(() => db.execute(sql`select 1 as one`).catch(() => 'not yet')).toEqual([{ one: 1 }]);
    await close();
    await gate.close();
  });
});

describe('the statements of a connection', () => {
  it('are prepared once, in transactions too, and those over long lists are not kept', async () => {
    const { db, close } = openDatabase(database.url, { connections: 1 });
    const kept = async () =>
      (await db.execute<{ statement: string }>(sql`select statement from pg_prepared_statements`)).flatMap(
        ({ statement }) => (statement.includes('$1') ? [statement] : []),
      );
    for (const number of [1, 2, 3]) {
      expect(await db.execute(sql`select ${number}::int as outside`)).toMatchObject([{ outside: number }]);
      await db.transaction((tx) => tx.execute(sql`select ${number}::int as inside`));
    }
    const many = Array.from({ length: 60 }, (_, place) => sql`${place}::int`);
    await db.execute(sql`select ${sql.join(many, sql`, `)}`);
    expect((await kept()).toSorted()).toEqual(['select $1::int as inside', 'select $1::int as outside']);
    await close();
  });
});

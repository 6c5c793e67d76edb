import { drizzle } from 'drizzle-orm/postgres-js';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { Fault } from '../platform/fault.ts';

export type Db = PostgresJsDatabase;
/** A database or a running transaction of it. */
export type Tx = Pick<Db, 'select' | 'insert' | 'update' | 'delete' | 'execute' | 'selectDistinctOn'>;

export interface Database {
  db: Db;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** The role every statement runs as; none for the owner, who migrates. */
  role?: 'slotline_app' | 'slotline_system';
  connections: number;
  /** Sees every statement before it is sent and may throw to reject it. */
  inspect?: (statement: string) => void;
}

const STATEMENT_TIMEOUT_MS = 5_000;
const LOCK_TIMEOUT_MS = 700;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_S = 5;
/** Statements over lists and many rows come in ever new lengths: to keep each would only fill the database's memory. */
const MOST_PREPARED_PARAMETERS = 40;

/** Opens a pool; connects on the first statement. */
export function openDatabase(url: string, options: DatabaseOptions): Database {
  const sql = postgres(url, {
    max: options.connections,
    connect_timeout: CONNECT_TIMEOUT_S,
    idle_timeout: 60,
    onnotice: () => undefined,
    connection: {
      application_name: 'slotline',
      ...(options.role === undefined
        ? {}
        : {
            role: options.role,
            statement_timeout: STATEMENT_TIMEOUT_MS,
            lock_timeout: LOCK_TIMEOUT_MS,
            idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
          }),
    },
  });
  const { inspect } = options;
  const client = preparing(sql);
  const db =
    inspect === undefined
      ? drizzle(client)
      : drizzle(client, { logger: { logQuery: (text) => inspect(text) } });
  return { db, close: () => sql.end({ timeout: 5 }) };
}

/**
 * The same client, whose statements are prepared: drizzle turns that off for each statement, and the driver then asks
 * for the types of its parameters every time before it sends them, two ways there and back instead of one.
 */
function preparing<Client extends postgres.Sql | postgres.TransactionSql>(sql: Client): Client {
  return new Proxy(sql, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (key === 'unsafe') {
        return (...[text, parameters = [], options]: Parameters<Client['unsafe']>) =>
          target.unsafe(text, parameters, {
            ...options,
            prepare: parameters.length <= MOST_PREPARED_PARAMETERS,
          });
      }
      if ((key === 'begin' || key === 'savepoint') && typeof value === 'function') {
        return (work: (inner: postgres.TransactionSql) => unknown) =>
          value.call(target, (inner: postgres.TransactionSql) => work(preparing(inner)));
      }
      return value;
    },
  });
}

/** What is kept of an error of the driver, as the cause of a `Fault`. */
class StoreError extends Error {
  /** The SQLSTATE, or the code of the network error. */
  readonly code: string;

  constructor(code: string, constraint: string | undefined) {
    super(`postgres ${code}${constraint === undefined ? '' : ` on ${constraint}`}`);
    this.name = 'StoreError';
    this.code = code;
  }
}

/** Whether PostgreSQL refused the very values (SQLSTATE classes 22 and 23): it would refuse them again. */
export function isRefusedData(error: unknown): boolean {
  return error instanceof Fault && error.cause instanceof StoreError && /^2[23]...$/.test(error.cause.code);
}

/**
 * Turns whatever the driver threw into a `Fault`. Its message and parameters may hold personal data, so only
 * the SQLSTATE or network code and the constraint's name are kept.
 */
export function storeFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const origin = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = textField(origin, 'code') ?? 'unknown';
  const constraint = textField(origin, 'constraint_name');
  const cause = new StoreError(code, constraint);
  const kind = origin instanceof Error ? origin.name : typeof origin;
  if (code === 'unknown' && kind !== 'PostgresError') {
    return new Fault('internal', 'unexpected error in the store', { cause: origin });
  }
  return new Fault('store_unavailable', 'the database did not do it', { cause });
}

function textField(value: unknown, field: string): string | undefined {
  if (typeof value !== 'object' || value === null || !(field in value)) return undefined;
  const found: unknown = Reflect.get(value, field);
  return typeof found === 'string' ? found : undefined;
}

import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Customer } from '../domain/appointment.ts';
import type { ContactWishes } from '../domain/tenant.ts';
import type { Tx } from './database.ts';
import { customers } from './schema/calls.ts';
import type { Scope } from './scope.ts';

type Row = typeof customers.$inferSelect;

/** What `toCustomer` reads. */
export const CUSTOMER_COLUMNS = {
  id: customers.id,
  name: customers.name,
  phone: customers.phone,
  email: customers.email,
  preferredName: customers.preferredName,
  timezone: customers.timezone,
  reminderHours: customers.reminderHours,
};

export function customerQueries(scope: Scope) {
  const own = eq(customers.tenantId, scope.tenantId);

  async function findSame(
    tx: Tx,
    wanted: { name: string; phone?: string; email?: string },
  ): Promise<Row | undefined> {
    const sameName = sql`lower(${customers.name}) = lower(${wanted.name})`;
    const match =
      wanted.phone !== undefined
        ? eq(customers.phone, wanted.phone)
        : wanted.email !== undefined
          ? eq(customers.email, wanted.email)
          : undefined;
    if (match === undefined) return undefined;
    const rows = await tx
      .select()
      .from(customers)
      .where(and(own, match, sameName))
      .limit(1);
    return rows[0];
  }

  return {
    /** All customers with this E.164 number: a family may share one. Oldest first. */
    findByPhone: (phone: string): Promise<Customer[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(customers)
          .where(and(own, eq(customers.phone, phone)))
          .orderBy(asc(customers.createdAt), asc(customers.id))
          .limit(20);
        return rows.map(toCustomer);
      }),

    /** Those whose name holds these words, whatever the case; by name, at most 50. */
    findByName: (words: string): Promise<Customer[]> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(customers)
          .where(and(own, sql`strpos(lower(${customers.name}), lower(${words})) > 0`))
          .orderBy(asc(customers.name), asc(customers.id))
          .limit(50);
        return rows.map(toCustomer);
      }),

    find: (id: string): Promise<Customer | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select()
          .from(customers)
          .where(and(own, eq(customers.id, id)));
        return rows[0] === undefined ? undefined : toCustomer(rows[0]);
      }),

    /** The names of these customers by their ids. */
    namesOf: (ids: string[]): Promise<Map<string, string>> =>
      scope.query(async (tx) => {
        if (ids.length === 0) return new Map();
        const rows = await tx
          .select({ id: customers.id, name: customers.name })
          .from(customers)
          .where(and(own, inArray(customers.id, ids)));
        return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name]])));
      }),

    /** How they want to be called from now on; `null` takes a wish back. `false`: there is no such customer. */
    setContact: (
      id: string,
      wishes: { [Wish in keyof ContactWishes]: ContactWishes[Wish] | null },
      now: Date,
    ): Promise<boolean> =>
      scope.query(async (tx) => {
        const rows = await tx
          .update(customers)
          .set({ ...wishes, updatedAt: now })
          .where(and(own, eq(customers.id, id)))
          .returning({ id: customers.id });
        return rows.length > 0;
      }),

    /**
     * The customer with this name and phone (or, without a phone, e-mail): found and completed, or made with `id`.
     * Answers the id that stands.
     */
    save: (wanted: {
      id: string;
      name: string;
      phone?: string;
      email?: string;
      /** What was said of it; what was not stays. */
      contact?: ContactWishes;
      now: Date;
    }): Promise<string> =>
      scope.query(async (tx) => {
        const known = await findSame(tx, wanted);
        if (known === undefined) {
          const made = await tx
            .insert(customers)
            .values({
              tenantId: scope.tenantId,
              id: wanted.id,
              name: wanted.name,
              phone: wanted.phone ?? null,
              email: wanted.email ?? null,
              ...contactColumns(wanted.contact),
              updatedAt: wanted.now,
            })
            .onConflictDoNothing()
            .returning({ id: customers.id });
          if (made[0] !== undefined) return made[0].id;
          const winner = await findSame(tx, wanted);
          return winner?.id ?? wanted.id;
        }
        await tx
          .update(customers)
          .set({
            email: wanted.email ?? known.email,
            ...contactColumns(wanted.contact),
            updatedAt: wanted.now,
          })
          .where(and(own, eq(customers.id, known.id)));
        return known.id;
      }),
  };
}

/** Only what was said. */
function contactColumns(contact: ContactWishes = {}) {
  const { preferredName, timezone, reminderHours } = contact;
  return {
    ...(preferredName === undefined ? {} : { preferredName }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(reminderHours === undefined ? {} : { reminderHours }),
  };
}

export function toCustomer(row: Pick<Row, keyof typeof CUSTOMER_COLUMNS>): Customer {
  return {
    id: row.id,
    name: row.name,
    ...(row.phone === null ? {} : { phone: row.phone }),
    ...(row.email === null ? {} : { email: row.email }),
    ...(row.preferredName === null ? {} : { preferredName: row.preferredName }),
    ...(row.timezone === null ? {} : { timezone: row.timezone }),
    ...(row.reminderHours === null ? {} : { reminderHours: row.reminderHours }),
  };
}

import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { ImportPlan, KnownService } from '../domain/import-services.ts';
import { sameName } from '../domain/person-name.ts';
import type { Ids } from '../platform/ids.ts';
import type { Tx } from './database.ts';
import { services, serviceStaff, serviceSynonyms, staff, tenants } from './schema/tenancy.ts';
import type { Scope } from './scope.ts';

export interface ImportTime {
  ids: Ids;
  now: Date;
}

export function serviceImportQueries(scope: Scope) {
  const { tenantId } = scope;
  const own = eq(services.tenantId, tenantId);

  return {
    /** The tenant's services, with their set-up kept from everybody else until the transaction ends. */
    lock: (): Promise<KnownService[]> =>
      scope.query(async (tx) => {
        // Rows that point to the tenant can still be added meanwhile: calls must not wait.
        await tx
          .select({ id: tenants.id })
          .from(tenants)
          .where(eq(tenants.id, tenantId))
          .for('no key update');
        return loadKnown(tx, tenantId);
      }),

    list: (): Promise<KnownService[]> => scope.query((tx) => loadKnown(tx, tenantId)),

    /** Carries a plan out; answers whether anything that callers can notice has changed. */
    carryOut: (plan: ImportPlan, { ids, now }: ImportTime): Promise<boolean> =>
      scope.query(async (tx) => {
        const before = JSON.stringify(await snapshot(tx, tenantId));
        for (const { serviceId, phoneOnly, facts } of plan.found) {
          const { staff: names, ...values } = facts;
          await tx
            .update(services)
            .set({ ...values, phoneOnly, goneAt: null, importedAt: now })
            .where(and(own, eq(services.id, serviceId)));
          if (names !== undefined) await setStaff(tx, tenantId, serviceId, names, ids);
        }
        if (plan.gone.length > 0) {
          await tx
            .update(services)
            .set({ goneAt: now })
            .where(and(own, inArray(services.id, plan.gone), isNull(services.goneAt)));
        }
        const places = await tx.select({ position: services.position }).from(services).where(own);
        let position = Math.max(-1, ...places.map((row) => row.position)) + 1;
        for (const { staff: names, ...made } of plan.made) {
          const id = ids.next('svc');
          await tx.insert(services).values({
            ...made,
            tenantId,
            id,
            isDefault: false,
            position,
            origin: 'import',
            importedAt: now,
          });
          position += 1;
          await setStaff(tx, tenantId, id, names, ids);
        }
        return JSON.stringify(await snapshot(tx, tenantId)) !== before;
      }),
  };
}

async function loadKnown(tx: Tx, tenantId: string): Promise<KnownService[]> {
  const rows = await tx
    .select()
    .from(services)
    .where(eq(services.tenantId, tenantId))
    .orderBy(asc(services.position), asc(services.name));
  const synonyms = await tx.select().from(serviceSynonyms).where(eq(serviceSynonyms.tenantId, tenantId));
  const people = await tx.select().from(serviceStaff).where(eq(serviceStaff.tenantId, tenantId));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    synonyms: synonyms.filter(({ serviceId }) => serviceId === row.id).map(({ synonym }) => synonym),
    eventTypeId: row.eventTypeId,
    staffEventTypeIds: people.flatMap(({ serviceId, eventTypeId }) =>
      serviceId === row.id && eventTypeId !== null ? [eventTypeId] : [],
    ),
    origin: row.origin,
    ownerFields: row.ownerFields,
    active: row.active,
    isGone: row.goneAt !== null,
  }));
}

/** What of the services can be noticed from outside. */
async function snapshot(tx: Tx, tenantId: string): Promise<unknown> {
  const rows = await tx
    .select({
      id: services.id,
      name: services.name,
      minutes: services.minutes,
      seats: services.seats,
      phoneOnly: services.phoneOnly,
      goneAt: services.goneAt,
    })
    .from(services)
    .where(eq(services.tenantId, tenantId))
    .orderBy(asc(services.id));
  const people = await tx
    .select()
    .from(serviceStaff)
    .where(eq(serviceStaff.tenantId, tenantId))
    .orderBy(asc(serviceStaff.serviceId), asc(serviceStaff.position));
  return [rows, people];
}

/** Makes these people the service's staff; somebody who is known by a fitting name is the same one. */
async function setStaff(
  tx: Tx,
  tenantId: string,
  serviceId: string,
  names: string[],
  ids: Ids,
): Promise<void> {
  const known = await tx.select().from(staff).where(eq(staff.tenantId, tenantId)).orderBy(asc(staff.name));
  await tx
    .delete(serviceStaff)
    .where(and(eq(serviceStaff.tenantId, tenantId), eq(serviceStaff.serviceId, serviceId)));
  for (const [position, name] of names.entries()) {
    const person = known.find((one) => one.name === name) ?? known.find((one) => sameName(one.name, name));
    const staffId = person?.id ?? ids.next('stf');
    if (person === undefined) await tx.insert(staff).values({ tenantId, id: staffId, name });
    await tx
      .insert(serviceStaff)
      .values({ tenantId, serviceId, staffId, eventTypeId: null, position })
      .onConflictDoNothing();
  }
}

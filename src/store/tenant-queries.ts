import { and, asc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { ReminderWishes } from '../domain/reminders/reminder-settings.ts';
import type { Policies, Service, StaffMember, TenantDefinition } from '../domain/tenant.ts';
import type { Ids } from '../platform/ids.ts';
import type { Tx } from './database.ts';
import {
  agents,
  phoneNumbers,
  services,
  serviceStaff,
  serviceSynonyms,
  staff,
  tenants,
} from './schema/tenancy.ts';
import type { Scope } from './scope.ts';
import type { SecretBox } from './secret-box.ts';

/** A tenant as stored; `src/operations` adds what follows from it (language, country). */
export interface StoredTenant {
  slug: string;
  name: string;
  businessType: string;
  locale: string;
  timezone: string;
  policies: Policies;
  functionsPerMinute: number;
  reminders?: ReminderWishes;
  services: Service[];
  staff: StaffMember[];
}

export function tenantQueries(scope: Scope, secrets: SecretBox) {
  const { tenantId } = scope;
  return {
    load: (): Promise<StoredTenant | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
        const row = rows[0];
        if (row === undefined) return undefined;
        const people = await tx
          .select({ id: staff.id, name: staff.name })
          .from(staff)
          .where(eq(staff.tenantId, tenantId))
          .orderBy(asc(staff.name));
        return {
          slug: row.slug,
          name: row.name,
          businessType: row.businessType,
          locale: row.locale,
          timezone: row.timezone,
          policies: row.policies,
          functionsPerMinute: row.limits.functionsPerMinute,
          ...(row.reminders === null ? {} : { reminders: row.reminders }),
          services: await loadServices(tx, tenantId),
          staff: people,
        };
      }),

    /** What the owner has said about reminder calls, as it is right now. */
    loadReminders: (): Promise<ReminderWishes | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ reminders: tenants.reminders })
          .from(tenants)
          .where(eq(tenants.id, tenantId));
        return rows[0]?.reminders ?? undefined;
      }),

    /** The same as far as calls can be made by it: without an agent or a number that the tenant no longer has. */
    loadUsableReminders: (): Promise<ReminderWishes | undefined> =>
      scope.query(async (tx) => {
        const named = (field: 'agentId' | 'fromNumber') => sql`${tenants.reminders} ->> ${field}`;
        const [row] = await tx
          .select({ reminders: tenants.reminders, agent: agents.id, number: phoneNumbers.number })
          .from(tenants)
          .leftJoin(agents, and(eq(agents.tenantId, tenantId), eq(agents.id, named('agentId'))))
          .leftJoin(
            phoneNumbers,
            and(eq(phoneNumbers.tenantId, tenantId), eq(phoneNumbers.number, named('fromNumber'))),
          )
          .where(eq(tenants.id, tenantId));
        if (row === undefined || row.reminders === null) return undefined;
        const { agentId: _agentId, fromNumber: _fromNumber, ...rest } = row.reminders;
        return {
          ...rest,
          ...(row.agent === null ? {} : { agentId: row.agent }),
          ...(row.number === null ? {} : { fromNumber: row.number }),
        };
      }),

    /** What the owner has said, and nobody else says anything about them until the transaction ends. */
    lockReminders: (): Promise<ReminderWishes | undefined> =>
      scope.query(async (tx) => {
        const rows = await tx
          .select({ reminders: tenants.reminders })
          .from(tenants)
          .where(eq(tenants.id, tenantId))
          .for('no key update');
        return rows[0]?.reminders ?? undefined;
      }),

    /** The tenant's agents and numbers, as they are right now. */
    loadAddresses: (): Promise<{ agents: string[]; phoneNumbers: string[] }> =>
      scope.query(async (tx) => {
        const speakers = await tx.select({ id: agents.id }).from(agents).where(eq(agents.tenantId, tenantId));
        const numbers = await tx
          .select({ number: phoneNumbers.number })
          .from(phoneNumbers)
          .where(eq(phoneNumbers.tenantId, tenantId));
        return { agents: speakers.map(({ id }) => id), phoneNumbers: numbers.map(({ number }) => number) };
      }),

    /** What the owner says about reminder calls from now on. */
    saveReminders: (wishes: ReminderWishes, now: Date): Promise<void> =>
      scope.query(async (tx) => {
        await tx.update(tenants).set({ reminders: wishes, updatedAt: now }).where(eq(tenants.id, tenantId));
      }),

    /**
     * Makes the tenant's settings, numbers, agents, services and staff what the definition says; the same
     * definition twice changes nothing. Services that are no longer named become inactive, never deleted:
     * appointments point to them. Imported ones stay as the import left them, unless the definition names them or
     * their event type: then they are the owner's.
     */
    apply: (definition: TenantDefinition, ids: Ids, now: Date): Promise<void> =>
      scope.query(async (tx) => {
        await applySettings(tx, tenantId, definition, secrets, now);
        await applyDoors(tx, tenantId, definition);
        const staffIds = await applyStaff(tx, tenantId, definition, ids);
        await applyServices(tx, tenantId, definition, staffIds, ids);
      }),
  };
}

async function loadServices(tx: Tx, tenantId: string): Promise<Service[]> {
  const rows = await tx
    .select()
    .from(services)
    .where(eq(services.tenantId, tenantId))
    .orderBy(asc(services.position), asc(services.name));
  const synonyms = await tx
    .select()
    .from(serviceSynonyms)
    .where(eq(serviceSynonyms.tenantId, tenantId))
    .orderBy(asc(serviceSynonyms.synonym));
  const hosts = await tx
    .select({
      serviceId: serviceStaff.serviceId,
      id: staff.id,
      name: staff.name,
      eventTypeId: serviceStaff.eventTypeId,
    })
    .from(serviceStaff)
    .innerJoin(staff, and(eq(staff.tenantId, tenantId), eq(staff.id, serviceStaff.staffId)))
    .where(eq(serviceStaff.tenantId, tenantId))
    .orderBy(asc(serviceStaff.position));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    synonyms: synonyms.filter((entry) => entry.serviceId === row.id).map((entry) => entry.synonym),
    isDefault: row.isDefault,
    // An imported one follows the calendar; what the owner has set up stands, whatever the calendar dropped.
    // What the calendar has no event type for cannot be booked, whoever set it up.
    active: row.active && row.goneAt === null,
    eventTypeId: row.eventTypeId,
    minutes: row.minutes,
    seats: row.seats,
    ...(row.phoneOnly === null ? {} : { phoneOnly: row.phoneOnly }),
    ...(row.reminderHours === null ? {} : { reminderHours: row.reminderHours }),
    staff: hosts
      .filter((host) => host.serviceId === row.id)
      .map((host) => ({
        id: host.id,
        name: host.name,
        ...(host.eventTypeId === null ? {} : { eventTypeId: host.eventTypeId }),
      })),
  }));
}

async function applySettings(
  tx: Tx,
  tenantId: string,
  definition: TenantDefinition,
  secrets: SecretBox,
  now: Date,
): Promise<void> {
  const seal = (secret: string | undefined) => (secret === undefined ? null : secrets.seal(secret));
  await tx
    .update(tenants)
    .set({
      name: definition.name,
      businessType: definition.businessType,
      locale: definition.locale,
      timezone: definition.timezone,
      policies: definition.policies,
      limits: { functionsPerMinute: definition.functionsPerMinute },
      ...(definition.reminders === undefined ? {} : { reminders: definition.reminders }),
      retellApiKeySealed: seal(definition.retell?.apiKey),
      retellPreviousApiKeySealed: seal(definition.retell?.previousApiKey),
      calcomBaseUrl: definition.calcom?.baseUrl ?? null,
      calcomApiKeySealed: seal(definition.calcom?.apiKey),
      calcomWebhookSecretSealed: seal(definition.calcom?.webhookSecret),
      calcomRequestsPerMinute: definition.calcom?.requestsPerMinute ?? 120,
      updatedAt: now,
    })
    .where(eq(tenants.id, tenantId));
}

async function applyDoors(tx: Tx, tenantId: string, definition: TenantDefinition): Promise<void> {
  const numbers = definition.phoneNumbers;
  await tx
    .delete(phoneNumbers)
    .where(and(eq(phoneNumbers.tenantId, tenantId), notInArray(phoneNumbers.number, numbers)));
  for (const number of numbers) {
    await tx
      .insert(phoneNumbers)
      .values({ tenantId, number })
      .onConflictDoNothing({ target: [phoneNumbers.tenantId, phoneNumbers.number] });
  }
  await tx.delete(agents).where(and(eq(agents.tenantId, tenantId), notInArray(agents.id, definition.agents)));
  for (const id of definition.agents) {
    await tx
      .insert(agents)
      .values({ tenantId, id })
      .onConflictDoNothing({ target: [agents.tenantId, agents.id] });
  }
}

/** Answers the id of each staff member by name. */
async function applyStaff(
  tx: Tx,
  tenantId: string,
  definition: TenantDefinition,
  ids: Ids,
): Promise<Map<string, string>> {
  const names = new Set(definition.services.flatMap((service) => service.staff.map((person) => person.name)));
  const known = await tx.select().from(staff).where(eq(staff.tenantId, tenantId));
  const idOf = new Map(known.map((person) => [person.name, person.id]));
  for (const name of names) {
    if (idOf.has(name)) continue;
    const id = ids.next('stf');
    await tx.insert(staff).values({ tenantId, id, name });
    idOf.set(name, id);
  }
  return idOf;
}

/**
 * An imported service whose event type the definition names goes on under the definition's name, so that its
 * appointments stay with it; where a service of that name is there already, the imported one ends.
 */
async function takeOverImported(tx: Tx, tenantId: string, definition: TenantDefinition): Promise<void> {
  const own = eq(services.tenantId, tenantId);
  const rows = await tx.select().from(services).where(own);
  const names = new Set(rows.map((row) => row.name));
  const imported = rows.filter((row) => row.origin === 'import');
  for (const { name, eventTypeId } of definition.services) {
    const row = imported.find((one) => one.eventTypeId === eventTypeId && one.name !== name);
    if (row === undefined || names.has(name)) continue;
    await tx
      .update(services)
      .set({ name, origin: 'owner' })
      .where(and(own, eq(services.id, row.id)));
    names.add(name);
  }
  const used = definition.services.flatMap((service) => [
    service.eventTypeId,
    ...service.staff.flatMap((person) => person.eventTypeId ?? []),
  ]);
  await tx
    .update(services)
    .set({ active: false })
    .where(and(own, eq(services.origin, 'import'), inArray(services.eventTypeId, used)));
}

async function applyServices(
  tx: Tx,
  tenantId: string,
  definition: TenantDefinition,
  staffIds: Map<string, string>,
  ids: Ids,
): Promise<void> {
  const names = definition.services.map((service) => service.name);
  const own = eq(services.tenantId, tenantId);
  await takeOverImported(tx, tenantId, definition);
  await tx
    .update(services)
    .set({ active: false })
    .where(and(own, eq(services.origin, 'owner'), notInArray(services.name, names)));
  for (const [position, service] of definition.services.entries()) {
    const values = {
      eventTypeId: service.eventTypeId,
      minutes: service.minutes,
      isDefault: service.isDefault,
      seats: service.seats,
      active: true,
      position,
      origin: 'owner' as const,
      ownerFields: [],
      reminderHours: service.reminderHours ?? null,
    };
    // What was learned of another event type does not hold for this one.
    const keeps = (column: typeof services.phoneOnly | typeof services.goneAt) =>
      sql`case when ${services.eventTypeId} = excluded.event_type_id then ${column} end`;
    const facts = { phoneOnly: keeps(services.phoneOnly), goneAt: keeps(services.goneAt) };
    const rows = await tx
      .insert(services)
      .values({ ...values, tenantId, id: ids.next('svc'), name: service.name })
      .onConflictDoUpdate({ target: [services.tenantId, services.name], set: { ...values, ...facts } })
      .returning({ id: services.id });
    const serviceId = rows[0]?.id;
    if (serviceId === undefined) continue;
    await tx
      .delete(serviceSynonyms)
      .where(and(eq(serviceSynonyms.tenantId, tenantId), eq(serviceSynonyms.serviceId, serviceId)));
    await tx
      .delete(serviceStaff)
      .where(and(eq(serviceStaff.tenantId, tenantId), eq(serviceStaff.serviceId, serviceId)));
    for (const synonym of new Set(service.synonyms)) {
      await tx.insert(serviceSynonyms).values({ tenantId, serviceId, synonym });
    }
    for (const [place, person] of service.staff.entries()) {
      const staffId = staffIds.get(person.name);
      if (staffId === undefined) continue;
      await tx
        .insert(serviceStaff)
        .values({ tenantId, serviceId, staffId, eventTypeId: person.eventTypeId ?? null, position: place })
        .onConflictDoNothing();
    }
  }
}

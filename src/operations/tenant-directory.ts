import { countryOf } from '../domain/country.ts';
import { USUAL_PROOF } from '../domain/proof.ts';
import { USUAL_RETENTION } from '../domain/retention.ts';
import { USUAL_DAY_HOURS } from '../domain/speech/day-hours.ts';
import type { TenantDoor, TenantId, TenantProfile } from '../domain/tenant.ts';
import type { Background } from '../platform/background.ts';
import { Fault } from '../platform/fault.ts';
import { languageOf } from '../platform/language.ts';
import type { SystemStore } from '../store/system-store.ts';
import type { TenantStore } from '../store/tenant-store.ts';
import { settingsFrom } from './reminders/settings-from.ts';

/**
 * Who is behind a number, an agent or a key, kept in memory: what lets a request be proven and bound to its tenant
 * without asking the database. Entries older than a few seconds are used once more and renewed behind the answer.
 */
export interface TenantDirectory {
  /** Reads all doors anew; rejects with a `Fault` when the database does not answer. */
  refresh(): Promise<void>;
  /** The same in the background of a running process; profiles are kept. */
  renew(): Promise<void>;
  /** Every key a Retell request may be signed with, once each. */
  retellKeys(): string[];
  /** Which tenant a call belongs to, by our number first, then by the agent (ASK-72). */
  findByCall(call: CallAddress): TenantMatch;
  door(tenantId: TenantId): TenantDoor | undefined;
  /** The key with which Retell is asked about the tenant's calls: its own, else the one of all. */
  retellKey(tenantId: TenantId): string | undefined;
  findBySlug(slug: string): TenantDoor | undefined;
  /** Tenants whose Retell requests are signed with this key. */
  tenantsOfKey(key: string): TenantId[];
  allDoors(): TenantDoor[];
  profile(tenantId: TenantId): Promise<TenantProfile>;
  /** Loads every tenant's profile, so that the first call needs no database; at start. */
  loadProfiles(): Promise<void>;
}

export interface CallAddress {
  ourNumber?: string;
  agentId?: string;
  /** The key that proved the request: only tenants that use it can be found. */
  key: string;
}

/** `conflict`: number and agent belong to different tenants, so nobody is served. */
export type TenantMatch =
  | { kind: 'found'; door: TenantDoor; branchId?: string }
  | { kind: 'unknown' }
  | { kind: 'conflict' };

export interface DirectoryParts {
  system: SystemStore;
  openStore: (tenantId: TenantId) => TenantStore;
  background: Background;
  elapsedMs: () => number;
  /** The webhook key of a single workspace: for tenants that name none. */
  sharedRetellKey?: string;
}

const FRESH_MS = 3_000;

interface Doors {
  all: TenantDoor[];
  byId: Map<TenantId, TenantDoor>;
  bySlug: Map<string, TenantDoor>;
  byNumber: Map<string, { door: TenantDoor; branchId?: string }>;
  byAgent: Map<string, { door: TenantDoor; branchId?: string }>;
  byKey: Map<string, TenantId[]>;
}

export function createTenantDirectory(parts: DirectoryParts): TenantDirectory {
  let doors = indexDoors([], parts.sharedRetellKey);
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  const profiles = new Map<TenantId, { profile: TenantProfile; readAt: number }>();
  const loading = new Map<TenantId, Promise<TenantProfile>>();

  async function read(): Promise<void> {
    const found = await parts.system.listDoors();
    doors = indexDoors(found, parts.sharedRetellKey);
    readAt = parts.elapsedMs();
  }

  function refresh(): Promise<void> {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  function current(): Doors {
    if (parts.elapsedMs() - readAt > FRESH_MS && reading === undefined) {
      // Asked again only after the same pause, also when the database does not answer.
      readAt = parts.elapsedMs();
      parts.background.add('renew tenant directory', refresh());
    }
    return doors;
  }

  function load(tenantId: TenantId): Promise<TenantProfile> {
    const running = loading.get(tenantId);
    if (running !== undefined) return running;
    const work = readProfile(parts.openStore(tenantId), tenantId)
      .then((profile) => {
        profiles.set(tenantId, { profile, readAt: parts.elapsedMs() });
        return profile;
      })
      .finally(() => loading.delete(tenantId));
    loading.set(tenantId, work);
    return work;
  }

  return {
    refresh: async () => {
      await refresh();
      profiles.clear();
    },
    renew: refresh,
    retellKeys: () => [...current().byKey.keys()],
    tenantsOfKey: (key) => current().byKey.get(key) ?? [],
    door: (tenantId) => current().byId.get(tenantId),
    retellKey: (tenantId) => current().byId.get(tenantId)?.retellKeys[0] ?? parts.sharedRetellKey,
    findBySlug: (slug) => current().bySlug.get(slug),
    allDoors: () => current().all,
    findByCall: (call) => findByCall(current(), call),
    loadProfiles: async () => {
      for (const door of doors.all) await load(door.id);
    },
    profile: (tenantId) => {
      const known = profiles.get(tenantId);
      if (known === undefined) return load(tenantId);
      if (parts.elapsedMs() - known.readAt > FRESH_MS && !loading.has(tenantId)) {
        known.readAt = parts.elapsedMs();
        parts.background.add('renew tenant profile', load(tenantId));
      }
      return Promise.resolve(known.profile);
    },
  };
}

function indexDoors(all: TenantDoor[], sharedKey: string | undefined): Doors {
  const doors: Doors = {
    all,
    byId: new Map(),
    bySlug: new Map(),
    byNumber: new Map(),
    byAgent: new Map(),
    byKey: new Map(sharedKey === undefined ? [] : [[sharedKey, []]]),
  };
  for (const door of all) {
    doors.byId.set(door.id, door);
    doors.bySlug.set(door.slug, door);
    for (const { number, ...rest } of door.phoneNumbers) doors.byNumber.set(number, { door, ...rest });
    for (const { id, ...rest } of door.agents) doors.byAgent.set(id, { door, ...rest });
    const keys = door.retellKeys.length > 0 ? door.retellKeys : sharedKey === undefined ? [] : [sharedKey];
    for (const key of keys) doors.byKey.set(key, [...(doors.byKey.get(key) ?? []), door.id]);
  }
  return doors;
}

function findByCall(doors: Doors, call: CallAddress): TenantMatch {
  const byNumber = call.ourNumber === undefined ? undefined : doors.byNumber.get(call.ourNumber);
  const byAgent = call.agentId === undefined ? undefined : doors.byAgent.get(call.agentId);
  if (byNumber !== undefined && byAgent !== undefined && byNumber.door.id !== byAgent.door.id) {
    return { kind: 'conflict' };
  }
  const hit = byNumber ?? byAgent;
  const isProven = hit !== undefined && (doors.byKey.get(call.key) ?? []).includes(hit.door.id);
  return isProven ? { kind: 'found', ...hit } : { kind: 'unknown' };
}

/** Everything the tenant has set up, as it is right now. */
export async function readProfile(store: TenantStore, tenantId: TenantId): Promise<TenantProfile> {
  const stored = await store.tenant.load();
  if (stored === undefined) throw new Fault('unknown_tenant', 'the tenant has no row');
  const { reminders: wishes, ...rest } = stored;
  const country = countryOf(stored.locale);
  return {
    ...rest,
    id: tenantId,
    ...(wishes === undefined ? {} : { reminders: settingsFrom({ ...stored, country }, wishes) }),
    language: languageOf(stored.locale),
    country,
    policies: {
      ...stored.policies,
      dayHours: { ...USUAL_DAY_HOURS, ...stored.policies.dayHours },
      proof: { ...USUAL_PROOF, ...stored.policies.proof },
      retention: { ...USUAL_RETENTION, ...stored.policies.retention },
    },
  };
}

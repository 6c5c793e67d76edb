import { expect } from 'vitest';
import type { TenantUnderTest } from './tenant-under-test.ts';
import type { TenantChange, World } from './world.ts';

export const OWNER_ROLES = ['owner', 'staff', 'reader'] as const;
export type OwnerRole = (typeof OWNER_ROLES)[number];

export interface OwnerAnswer {
  status: number;
  json: Record<string, unknown>;
}

/** A tenant and its doors under `/api/v1`, with a key for each role. */
export interface OwnerDoor {
  salon: TenantUnderTest;
  keyOf(role: OwnerRole): string;
  as(role: OwnerRole, method: string, path: string): Promise<OwnerAnswer>;
  /** `null` sends no authorization. */
  request(method: string, path: string, authorization: string | null, body?: string): Promise<OwnerAnswer>;
}

export async function openOwnerDoor(
  world: World,
  change: TenantChange['definition'] = {},
): Promise<OwnerDoor> {
  const mark = world.deps.ids.next('key');
  const keyOf = (role: OwnerRole): string => `${role}-${mark}`;
  const accessKeys = OWNER_ROLES.map((role) => ({ role, key: keyOf(role) }));
  const salon = await world.tenant({ definition: { accessKeys, ...change } });
  const request: OwnerDoor['request'] = async (method, path, authorization, body) => {
    const response = await world.app.request(`/api/v1${path}`, {
      method,
      ...(authorization === null ? {} : { headers: { authorization } }),
      ...(body === undefined ? {} : { body }),
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
    return { status: response.status, json: Object(await response.json()) };
  };
  const as: OwnerDoor['as'] = (role, method, path) => request(method, path, `Bearer ${keyOf(role)}`);
  return { salon, keyOf, as, request };
}

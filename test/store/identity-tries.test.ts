import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ownerRows } from '../support/owner-rows.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let salon: TenantUnderTest;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  salon = await world.tenant();
});
afterAll(() => world.close());

const CALL = 'call_of_tries';
const CHARGED = { kind: 'charged', isLast: false };
const LAST = { kind: 'charged', isLast: true };
const ENDED = { kind: 'ended' };

function charge(said: string, of = salon) {
  return of.store.identity.charge(CALL, said, world.clock.now());
}

function refund(said: string) {
  return salon.store.identity.refund(CALL, said, world.clock.now());
}

describe('the count of tries to prove whose appointment it is', () => {
  it('takes three, each once however often it is repeated, and no more', async () => {
    expect(await charge('a')).toEqual(CHARGED);
    expect(await charge('b')).toEqual(CHARGED);
    expect(await charge('a')).toEqual(CHARGED);
    expect(await salon.store.identity.hasEnded(CALL)).toBe(false);
    expect(await charge('c')).toEqual(LAST);
    expect(await charge('d')).toEqual(ENDED);
    expect(await charge('a')).toEqual(LAST);
    expect(await salon.store.identity.hasEnded(CALL)).toBe(true);
    expect(await salon.store.identity.hasEnded('call_other')).toBe(false);
  });

  it('takes exactly three of forty that come at the same moment', async () => {
    const said = Array.from({ length: 40 }, (_, at) => `guess ${at}`);
    const charged = await Promise.all(said.map((words) => charge(words)));
    expect(charged.filter(({ kind }) => kind === 'charged')).toHaveLength(3);
  });

  it('gives back what was no failure, once, and nothing else', async () => {
    for (const said of ['a', 'b', 'c']) await charge(said);
    await refund('b');
    await refund('b');
    await refund('never said');
    expect(await salon.store.identity.hasEnded(CALL)).toBe(false);
    expect(await charge('d')).toEqual(LAST);
    expect(await charge('b')).toEqual(ENDED);
  });

  it('is kept apart for each tenant, and holds no word that was said', async () => {
    const other = await world.tenant();
    for (const said of ['code 47110815', 'name erika muster 2026-11-24', 'c']) await charge(said);
    expect(await other.store.identity.hasEnded(CALL)).toBe(false);
    await other.store.identity.refund(CALL, 'c', world.clock.now());
    expect(await salon.store.identity.hasEnded(CALL)).toBe(true);
    await charge('code 47110815', other);
    const rows = await ownerRows(
      world.databaseUrl,
      `select failed from identity_tries where tenant_id in ('${salon.id}', '${other.id}')`,
    );
    const hashes = rows.flatMap(({ failed }) => (Array.isArray(failed) ? failed.map(String) : []));
    expect(hashes).toHaveLength(4);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    // The same words of another call or tenant cannot be recognised either.
    expect(new Set(hashes).size).toBe(4);
  });
});

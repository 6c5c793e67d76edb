import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyTenant } from '../../src/scheduler/every-tenant.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let tenants: string[];
beforeAll(async () => {
  world = await createWorld();
  tenants = [];
  while (tenants.length < 5) tenants.push((await world.tenant()).id);
});
afterAll(() => world.close());

/** Rounds of which each is cut short as soon as it has done `most` tenants; who they were. */
function cutShort(lanes: number) {
  const round = everyTenant(world.deps, { name: 'test', lanes });
  return async (most: number): Promise<string[]> => {
    const done: string[] = [];
    const cut = new AbortController();
    await round(cut.signal, (ctx) => {
      done.push(ctx.tenant.id);
      if (done.length === most) cut.abort();
      return Promise.resolve();
    });
    return done;
  };
}

describe('a round over all tenants', () => {
  it('does each of them once', async () => {
    const round = cutShort(2);
    expect((await round(9)).toSorted()).toEqual(tenants.toSorted());
    expect((await round(9)).toSorted()).toEqual(tenants.toSorted());
  });

  it('that is cut short is gone on with by the next one: nobody is left out for ever (VIO-19)', async () => {
    const round = cutShort(1);
    const done = [...(await round(2)), ...(await round(2)), ...(await round(1))];
    expect(done.toSorted()).toEqual(tenants.toSorted());
    expect(await round(2)).toEqual(done.slice(0, 2));
  });
});

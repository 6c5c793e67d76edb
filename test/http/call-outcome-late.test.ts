import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { OUTCOME_LIMITS } from '../../src/http/call-outcome.ts';
import type { Deps } from '../../src/operations/context.ts';
import type { TenantStore } from '../../src/store/tenant-store.ts';
import { postSigned } from '../support/signed-post.ts';
import { openUnheardCall } from '../support/unheard-call.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const DOOR = '/webhook/call-outcome';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

describe('the door of outcomes, whose work takes long,', () => {
  it('answers when its time is up and goes on behind the answer (VIO-84)', async () => {
    const { key, body, call } = await openUnheardCall(world);
    const slow = gate();
    const deps = withStore((store) => ({
      ...store,
      inbox: {
        ...store.inbox,
        claim: async (id) => {
          await slow.pass();
          return store.inbox.claim(id);
        },
      },
    }));
    const response = await postUntilLate(deps, slow, { key, body: body() });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      success: true,
      session_id: call.sessionId,
      call_id: call.dial.callId,
      processing: true,
      contact_updated: false,
      follow_up_scheduled: false,
    });
    slow.open();
    await world.settle();
    expect(await call.session()).toMatchObject({ outcome: 'no_answer' });
  });

  it('asks to be told again where the event is not even stored when its time is up, and goes on behind the answer (VIO-84, VIO-101)', async () => {
    const { key, body, call } = await openUnheardCall(world);
    const slow = gate();
    const deps = withStore((store) => ({
      ...store,
      atomically: async (work) => {
        await slow.pass();
        return store.atomically(work);
      },
    }));
    const response = await postUntilLate(deps, slow, { key, body: body() });
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ success: false, error: 'processing_failed' });
    slow.open();
    await world.settle();
    expect(await call.session()).toMatchObject({ outcome: 'no_answer' });
    const again = await postSigned(world.app, DOOR, { key, body: body() });
    expect(await again.json()).toMatchObject({ success: true, duplicate: true });
  });

  it('answers in time where the call cannot be read again behind its work (VIO-84)', async () => {
    const { key, body, call } = await openUnheardCall(world);
    await postSigned(world.app, DOOR, { key, body: body() });
    const slow = gate();
    const deps = withStore((store) => ({
      ...store,
      callSessions: {
        ...store.callSessions,
        findByCall: async (id) => {
          await slow.pass();
          return store.callSessions.findByCall(id);
        },
      },
    }));
    const response = await postUntilLate(deps, slow, { key, body: body() });
    expect([response.status, await response.json()]).toMatchObject([
      200,
      { session_id: call.sessionId, processing: true },
    ]);
    slow.open();
    await world.settle();
  });
});

/** Posts to a door of which one step waits, and lets its five seconds pass once it has got there. */
async function postUntilLate(
  deps: Deps,
  slow: Gate,
  { key, body }: { key: string; body: unknown },
): Promise<Response> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const response = postSigned(world.openApp(deps), DOOR, { key, body });
    await slow.reached;
    vi.advanceTimersByTime(OUTCOME_LIMITS.budgetMs);
    return await response;
  } finally {
    vi.useRealTimers();
  }
}

/** The parts of the world on a store of which something is different. */
function withStore(change: (store: TenantStore) => TenantStore): Deps {
  return { ...world.deps, openStore: (tenantId) => change(world.deps.openStore(tenantId)) };
}

interface Gate {
  /** Resolves when it is open. */
  pass(): Promise<void>;
  /** Somebody wants to pass. */
  reached: Promise<void>;
  open(): void;
}

function gate(): Gate {
  const opening = Promise.withResolvers<void>();
  const reaching = Promise.withResolvers<void>();
  return {
    pass: () => {
      reaching.resolve();
      return opening.promise;
    },
    reached: reaching.promise,
    open: () => opening.resolve(),
  };
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callOutcomeRoutes, OUTCOME_LIMITS } from '../../src/http/call-outcome.ts';
import type { Deps } from '../../src/operations/context.ts';
import { Fault } from '../../src/platform/fault.ts';
import type { TenantStore } from '../../src/store/tenant-store.ts';
import type { DialScript } from '../simulators/retell-api/dial-script.ts';
import { openReminderSalon } from '../support/reminder-salon.ts';
import type { ReminderSalon } from '../support/reminder-salon.ts';
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

const unheard = (script?: DialScript) => openUnheardCall(world, script);

async function post(salon: ReminderSalon, body: unknown): Promise<{ status: number; answer: unknown }> {
  const response = await salon.postRetell(DOOR, body);
  return { status: response.status, answer: await response.json() };
}

describe('the door of outcomes', () => {
  it('works off what came of a call before it answers, and says what was done (VIO-45, VIO-84, VIO-88)', async () => {
    const { salon, appointmentId, call, body } = await unheard();
    expect(await post(salon, body())).toEqual({
      status: 200,
      answer: {
        success: true,
        session_id: call.sessionId,
        call_id: call.dial.callId,
        contact_updated: true,
        follow_up_scheduled: true,
        updates: { done: 6, of: 6 },
      },
    });
    expect(await call.session()).toMatchObject({ outcome: 'no_answer', state: 'no_answer' });
    expect(await salon.tasks(appointmentId)).toMatchObject([{ purpose: 'retry' }]);
    expect(await salon.store.inbox.listWaiting()).toEqual([]);
  });

  it('says that nothing follows a confirmation (VIO-50, VIO-84)', async () => {
    const { salon, body } = await unheard({
      kind: 'answered',
      analysis: { appointment_action: 'confirmed' },
    });
    expect(await post(salon, body())).toMatchObject({
      answer: { success: true, contact_updated: true, follow_up_scheduled: false },
    });
  });

  it.each([
    ['no clear answer', { customer_response: 'unclear' }, 'clarity_call'],
    ['the wish for another time', { appointment_action: 'rescheduled' }, 'wait_for_reschedule'],
  ])('says that something follows: %s (VIO-84, VIO-91, VIO-92)', async (_what, analysis, nextStep) => {
    const { salon, call, body } = await unheard({ kind: 'answered', analysis });
    expect(await post(salon, body())).toMatchObject({
      answer: { success: true, contact_updated: true, follow_up_scheduled: true },
    });
    expect(await call.session()).toMatchObject({ nextStep });
  });

  it('says how many of the updates behind the end of a call are done (VIO-88)', async () => {
    const { salon, key, body } = await unheard();
    const app = world.openApp(
      withStore((store) => ({
        ...store,
        atomically: (work) =>
          store.atomically((queries) =>
            work({
              ...queries,
              customerContacts: {
                ...queries.customerContacts,
                recompute: () => Promise.reject(new Fault('store_unavailable', 'planted')),
              },
            }),
          ),
      })),
    );
    const before = world.logLines().length;
    const response = await postSigned(app, DOOR, { key, body: body() });
    expect(await response.json()).toMatchObject({
      success: true,
      contact_updated: false,
      updates: { done: 5, of: 6 },
    });
    expect(linesSince(before, 'a call of ours is worked off')).toMatchObject([
      { tenant: salon.definition.slug, outcome: 'no_answer', done: 3, of: 4 },
    ]);
  });

  it('ignores what it has heard before, at this door or the other, with success, and logs it (VIO-103)', async () => {
    const { salon, appointmentId, call, body } = await unheard();
    await post(salon, body());
    const before = world.logLines().length;
    const again = { status: 200, answer: { success: true, duplicate: true, contact_updated: false } };
    expect(await post(salon, body())).toMatchObject(again);
    expect((await salon.postRetell('/api/webhooks/retell', body())).status).toBe(204);
    const told = { tenant: salon.definition.slug, event: 'call_analyzed', call: call.dial.callId };
    expect(linesSince(before, 'event of a call was heard before')).toMatchObject([
      { door: 'call outcome', ...told },
      { door: 'retell events', ...told },
    ]);
    expect(await salon.tasks(appointmentId)).toMatchObject([{ purpose: 'retry', retryCount: 1 }]);
    expect(await salon.store.inbox.listAll()).toHaveLength(1);
  });

  it('turns away what is not signed with a key of ours, and stores nothing of it (VIO-85, VIO-86)', async () => {
    const { salon, body } = await unheard();
    for (const signature of [null, 'v=1,d=00', `v=1795168800000,d=${'0'.repeat(64)}`]) {
      const response = await postSigned(world.app, DOOR, { key: 'none', body: body(), signature });
      expect(response.status).toBe(401);
    }
    expect((await postSigned(world.app, DOOR, { key: 'key_of_nobody', body: body() })).status).toBe(401);
    expect(await salon.store.inbox.listAll()).toEqual([]);
  });

  it.each([
    { what: 'no JSON', body: 'not json', fields: ['body'] },
    { what: 'a list', body: [], fields: ['body'] },
    { what: 'nothing', body: 'null', fields: ['body'] },
    { what: 'no call', body: { event: 'call_ended' }, fields: ['call'] },
    { what: 'another event', body: { event: 'chat_ended' }, fields: ['event', 'call'] },
    {
      what: 'no id and no metadata',
      body: { event: 'call_ended', call: { metadata: null } },
      fields: ['call.call_id', 'call.metadata'],
    },
    {
      what: 'half of the metadata',
      body: {
        event: 'call_ended',
        call: { call_id: 'call_1', metadata: { session_id: 'ses_1', tenant_id: 7, call_purpose: '' } },
      },
      fields: [
        'call.metadata.contact_id',
        'call.metadata.tenant_id',
        'call.metadata.call_purpose',
        'call.metadata.business_type',
      ],
    },
  ])('names the fields of a body it cannot use: $what (VIO-85, VIO-86)', async ({ body, fields }) => {
    const { salon } = await unheard();
    const { status, answer } = await post(salon, body);
    expect(status).toBe(422);
    expect(answer).toMatchObject({ success: false, error: 'invalid', field: fields[0] });
    const { fields: named } = Object(answer) as { fields: string[] };
    expect(named.toSorted()).toEqual(fields.toSorted());
  });

  it('takes nothing that came in without encryption (VIO-86)', async () => {
    const { salon, body } = await unheard();
    const response = await world.app.request(DOOR, {
      method: 'POST',
      body: JSON.stringify(body()),
      headers: { 'x-forwarded-proto': 'http' },
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({
      success: false,
      error: 'https_required',
      field: 'x-forwarded-proto',
    });
    expect(await salon.store.inbox.listAll()).toEqual([]);
  });

  it('answers an error object for a call that we never made, and keeps it for a person (VIO-45, VIO-85, VIO-102)', async () => {
    const { salon, call, body } = await unheard();
    const stranger = body('call_ended', {
      call_id: 'call_never_made',
      to_number: '+4917100000077',
      metadata: { ...call.dial.metadata, session_id: 'ses_never_made' },
    });
    const unknown = { success: false, error: 'unknown_session', session_id: 'ses_never_made' };
    expect(await post(salon, stranger)).toEqual({ status: 200, answer: unknown });
    expect(await salon.store.inbox.listUnresolved()).toMatchObject([{ result: 'unmatched' }]);
    expect((await call.session()).outcome).toBeUndefined();
  });

  it("lets no tenant tell of another one's call (VIO-82)", async () => {
    const theirs = await unheard();
    const ours = await openReminderSalon(world);
    expect((await ours.postRetell(DOOR, theirs.body())).status).toBe(401);
    const claimed = theirs.body('call_ended', {
      agent_id: ours.agentId,
      from_number: ours.fromNumber,
    });
    expect(await post(ours, claimed)).toMatchObject({
      status: 200,
      answer: { success: false, error: 'unknown_session' },
    });
    expect((await theirs.call.session()).outcome).toBeUndefined();
    expect(await ours.store.inbox.listAll()).toEqual([]);
  });

  it('answers 500 where the work failed, keeps what was told, and takes it up with the next try (VIO-101)', async () => {
    const { salon, call, key, body } = await unheard();
    let isBroken = true;
    const deps: Deps = {
      ...world.deps,
      openStore: (tenantId) => {
        const store = world.deps.openStore(tenantId);
        const find = () => Promise.reject(new Fault('store_unavailable', 'planted'));
        const inbox = isBroken ? { ...store.inbox, claim: find } : store.inbox;
        return { ...store, inbox };
      },
    };
    const app = world.openApp(deps);
    const failed = await postSigned(app, DOOR, { key, body: body() });
    expect(failed.status).toBe(500);
    expect(await failed.json()).toEqual({ success: false, error: 'processing_failed' });
    expect(await salon.store.inbox.listWaiting()).toHaveLength(1);
    isBroken = false;
    const again = await postSigned(app, DOOR, { key, body: body() });
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ success: true, contact_updated: true });
    expect(await call.session()).toMatchObject({ outcome: 'no_answer' });
  });

  it('takes so many a minute of one tenant, a thousand by default, and asks for patience then (VIO-106)', async () => {
    expect(OUTCOME_LIMITS).toEqual({ perMinute: 1_000, budgetMs: 5_000 });
    const { key, body } = await unheard();
    const other = await unheard();
    let ms = 0;
    const machine = { ...world.deps.machine, elapsedMs: () => ms };
    const door = callOutcomeRoutes({ ...world.deps, machine }, { perMinute: 2, budgetMs: 5_000 });
    const send = async (to: string, what: unknown) =>
      (await postSigned(door, DOOR, { key: to, body: what })).status;
    expect([await send(key, body()), await send(key, body())]).toEqual([200, 200]);
    const tooMany = await postSigned(door, DOOR, { key, body: body() });
    expect(tooMany.status).toBe(429);
    expect(tooMany.headers.get('retry-after')).toBe('60');
    expect(await send(other.key, other.body())).toBe(200);
    ms += 60_000;
    expect(await send(key, body())).toBe(200);
  });
});

/** The parts of the world on a store of which something is different. */
function withStore(change: (store: TenantStore) => TenantStore): Deps {
  return { ...world.deps, openStore: (tenantId) => change(world.deps.openStore(tenantId)) };
}

/** The fields of the lines of one message. */
function linesSince(before: number, message: string): unknown[] {
  return world
    .logLines()
    .slice(before)
    .map((line): unknown => JSON.parse(line))
    .filter((line) => Object(line).msg === message);
}

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fetchOutcomes } from '../../../../src/operations/reminders/outcomes/fetch-outcomes.ts';
import { readCallStatus } from '../../../../src/operations/reminders/read-call-status.ts';
import { endOf } from '../../../simulators/retell-api/dial-script.ts';
import { endedCall, startedCall } from '../../../simulators/retell-api/dialled-call.ts';
import type { Dial } from '../../../simulators/retell-api/retell-api-simulator.ts';
import type { SimCall } from '../../../simulators/retell-api/workspace.ts';
import { addDueReminder, dialsOf, openDueReminder } from '../../../support/due-reminder.ts';
import type { DueReminder } from '../../../support/due-reminder.ts';
import { callOf } from '../../../support/reminder-call.ts';
import { takeOutcomes } from '../../../support/take-outcomes.ts';
import { START, createWorld } from '../../../support/world.ts';
import type { World } from '../../../support/world.ts';

const DOOR = '/api/webhooks/retell';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: () => 30_000 });
});
afterEach(() => {
  world.retellApi.heal();
  world.retellApi.showCalls();
});
afterAll(() => world.close());

type GivenUp = DueReminder & { dial: Dial; call: SimCall; tell(event: string, call: SimCall): Promise<void> };

/** A call that was made and not found again: it was given up, and its reminder waits for a line. */
async function openGivenUp(): Promise<GivenUp> {
  const due = await openDueReminder(world);
  const { salon } = due;
  const apiKey = salon.definition.retell?.apiKey ?? '';
  const fault = { kind: 'lost_status' as const, status: 503 };
  world.retellApi.hideNewCalls();
  world.retellApi.fail({ fault, path: '/v2/create-phone-call', times: 1 });
  expect(await due.ring()).toMatchObject({ kind: 'unknown' });
  world.retellApi.setConcurrency(apiKey, { current: 20, limit: 20 });
  world.clock.advance({ minutes: 5 });
  expect(await due.ring()).toMatchObject({ kind: 'refused', answer: { verdict: 'no_line' } });
  expect(await due.sessions()).toMatchObject([{ state: 'failed', placementError: 'never_made' }]);
  world.retellApi.setConcurrency(apiKey, { current: 0 });
  const [dial] = dialsOf(world, salon);
  const call = world.retellApi.findCall(apiKey, dial?.callId ?? '');
  if (dial === undefined || call === undefined) throw new Error('no call was made');
  const tell = async (event: string, told: SimCall): Promise<void> => {
    world.retellApi.putCall(apiKey, told);
    await salon.postRetell(DOOR, { event, call: told });
    await takeOutcomes(salon);
  };
  return { ...due, dial, call, tell };
}

const confirmIn = ({ salon, dial }: GivenUp) =>
  salon.ask('confirm_booking', { confirmed: true }, { callId: dial.callId, from: null, call: callOf(dial) });

describe('a call that was given up and was made after all', () => {
  it('is the only one, once its customer has said yes in it (VIO-10, VIO-46, VIO-62)', async () => {
    const due = await openGivenUp();
    expect(await confirmIn(due)).toMatchObject({ success: true });
    world.clock.advance({ minutes: 1 });
    expect(await due.ring()).toEqual({ kind: 'waiting' });
    expect(dialsOf(world, due.salon)).toHaveLength(1);
    expect(await due.salon.store.dialGate.usage(world.clock.now())).toMatchObject({ atOnce: 1 });
  });

  it('is the only one, once it is heard that somebody has picked up (VIO-10, VIO-62)', async () => {
    const due = await openGivenUp();
    await due.tell('call_started', startedCall(due.call, world.clock.now()));
    world.clock.advance({ minutes: 1 });
    expect(await due.ring()).toEqual({ kind: 'waiting' });
    expect(dialsOf(world, due.salon)).toHaveLength(1);
    expect(await due.sessions()).toMatchObject([{ state: 'answered', callId: due.dial.callId }]);
  });

  it('is told as under way from the moment in which it is heard of (VIO-05, VIO-42, VIO-43)', async () => {
    const due = await openGivenUp();
    const { id = '' } = (await due.sessions())[0] ?? {};
    const seen = await due.salon.store.callChanges.latest();
    world.clock.advance({ minutes: 1 });
    await confirmIn(due);
    const at = world.clock.now();
    expect(await due.salon.store.callChanges.since(seen, 10)).toMatchObject([
      { sessionId: id, state: 'initiating', callId: due.dial.callId, at },
    ]);
    world.clock.advance({ seconds: 20 });
    const status = await readCallStatus(await due.salon.ctx(), id);
    expect(status).toMatchObject({ secondsInState: 20, isOverdue: false });
    expect(status?.states.map(({ state }) => state)).toEqual([
      'queued',
      'processing',
      'initiating',
      'failed',
      'initiating',
    ]);
  });

  it('and failed has failed when that was heard, not when it was given up (VIO-41, VIO-88)', async () => {
    const due = await openGivenUp();
    world.clock.advance({ minutes: 20 });
    const heardAt = world.clock.now();
    await due.tell('call_ended', endedCall(due.call, endOf({ kind: 'reason', reason: 'dial_failed' }), []));
    const [session] = await due.sessions();
    expect(session).toMatchObject({ state: 'failed', outcome: 'failed' });
    const states = await due.salon.store.callSessions.states(session?.id ?? '');
    expect(states.at(-1)).toMatchObject({ state: 'failed', at: heardAt });
  });

  it('has its end fetched where nobody tells it (VIO-100)', async () => {
    const due = await openGivenUp();
    await confirmIn(due);
    const script = { kind: 'answered' as const };
    const started = startedCall(due.call, world.clock.now());
    world.retellApi.putCall(due.dial.apiKey, endedCall(started, endOf(script), []));
    world.clock.advance({ minutes: 1 });
    await fetchOutcomes(await due.salon.ctx());
    expect(await due.sessions()).toMatchObject([{ state: 'completed', outcome: 'confirmed' }]);
    expect(await due.now()).toMatchObject({ status: 'completed' });
  });

  it('counts as a call to its number, whatever came of it (VIO-38)', async () => {
    const due = await openGivenUp();
    const rungAt = due.dial.at;
    await due.tell('call_ended', endedCall(due.call, endOf({ kind: 'no_answer' }), []));
    expect(await due.sessions()).toMatchObject([{ state: 'no_answer', outcome: 'no_answer' }]);
    expect(await due.salon.store.dialGate.lastDialOf(due.dial.toNumber)).toEqual(rungAt);
    const at = world.clock.now();
    world.clock.set(START);
    const second = await addDueReminder(world, due.salon);
    world.clock.set(at);
    expect(await second.ring()).toMatchObject({
      kind: 'refused',
      answer: { verdict: 'number_called_lately' },
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DialScript } from '../simulators/retell-api/dial-script.ts';
import { answerDials } from '../support/answer-dials.ts';
import { plantCall } from '../support/plant-call.ts';
import { openReminderDoor } from '../support/reminder-door.ts';
import type { ReminderDoor } from '../support/reminder-door.ts';
import { takeOutcomes } from '../support/take-outcomes.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

const at = (path: string) => `/api/v1${path}`;
const ANSWERED: DialScript = {
  kind: 'answered',
  sentiment: 'Negative',
  durationMs: 67_000,
  analysis: {
    appointment_action: 'confirmed',
    quality_score: 0.42,
    questions: 'Where is it?',
    concerns: 'The stairs',
  },
};

/** Max Mustermann is rung two days before his appointment, for 18 seconds. */
async function rung(script: DialScript, wishes = {}) {
  const door = await openReminderDoor(world, { hoursBefore: [48], ...wishes });
  const { salon } = door;
  const [task] = await salon.tasks(await salon.book());
  const people = answerDials(world, () => script);
  const dialled = await salon.dialAtItsTime(task);
  world.clock.advance({ seconds: 18 });
  await people.playOut();
  await world.settle();
  await takeOutcomes(salon);
  const sessionId = dialled.kind === 'placed' ? dialled.sessionId : '';
  const call = async () => {
    const { json } = await door.as('reader', 'GET', at(`/reminders/${task?.id}`));
    return Object(Object(json['calls'])[0]);
  };
  return { door, taskId: task?.id ?? '', sessionId, call };
}

async function found(door: ReminderDoor, query = 'name=Max'): Promise<Record<string, unknown>[]> {
  return [...Object((await door.as('reader', 'GET', at(`/customers?${query}`))).json['customers'])];
}

describe('a call that was analysed', () => {
  it('shows what its analysis told, the mood and the quality, and how long it rang (VIO-83)', async () => {
    const { call, door, sessionId } = await rung(ANSWERED);
    const shown = {
      outcome: 'confirmed',
      sentiment: 'negative',
      quality_score: 0.42,
      ring_seconds: 18,
      analysis: {
        appointment_action: 'confirmed',
        questions: ['Where is it?'],
        concerns: ['The stairs'],
        follow_up_needed: false,
        in_voicemail: false,
      },
    };
    expect(await call()).toMatchObject(shown);
    expect((await door.as('reader', 'GET', `/call-status/${sessionId}`)).json).toMatchObject(shown);
  });

  it('shows nothing in words of the call where calls go by the privacy rules (VIO-56, VIO-83)', async () => {
    const { call } = await rung(ANSWERED, { privacy: { enabled: true } });
    const shown = await call();
    expect(shown).toMatchObject({ quality_score: 0.42, analysis: { questions: [], concerns: [] } });
    expect(shown['analysis']).not.toHaveProperty('summary');
  });

  it('that nobody answered shows how long it rang, and one that goes on nothing of it yet (VIO-83)', async () => {
    const { call } = await rung({ kind: 'no_answer' });
    expect(await call()).toMatchObject({ state: 'no_answer', ring_seconds: 18 });
    const running = await rung({
      kind: 'no_answer',
      untold: ['call_started', 'call_ended', 'call_analyzed'],
    });
    const shown = await running.call();
    expect(shown).toMatchObject({ state: 'ringing' });
    for (const field of ['ring_seconds', 'analysis', 'sentiment', 'quality_score'])
      expect(shown).not.toHaveProperty(field);
  });
});

describe('a customer who is found', () => {
  it('shows what the calls to them have shown (VIO-47, VIO-48, VIO-49, VIO-89)', async () => {
    const { door, sessionId } = await rung(ANSWERED);
    const session = await door.salon.store.callSessions.find(sessionId);
    expect(await found(door)).toMatchObject([
      {
        name: 'Max Mustermann',
        contact: {
          call_attempts: 1,
          no_answers_in_row: 0,
          responsive: true,
          prefers_alternative_contact: true,
          prefers_voice_calls: false,
          last_contact_at: session?.endedAt?.toISOString(),
          last_outcome: 'confirmed',
          last_call_id: session?.callId,
          last_duration_ms: 67_000,
          last_length: 'normal',
          last_sentiment: 'negative',
          last_quality_score: 0.42,
          updated_by: 'reminder_call',
        },
      },
    ]);
  });

  it('is unresponsive after three calls that rang out, of which each alone is told (VIO-87)', async () => {
    const door = await openReminderDoor(world);
    const { store } = door.salon;
    const customerId = await door.maxId();
    for (const nth of [1, 2, 3]) {
      const id = await plantCall(world, store, { customerId });
      const end = { state: 'no_answer', endClass: 'no_answer', outcome: 'no_answer' } as const;
      await store.callSessions.recordEnd(
        id,
        `call_${id}`,
        { ...end, endedAt: world.clock.now() },
        world.clock.now(),
      );
      await store.customerContacts.recompute(customerId, 'reminder_call', world.clock.now());
      const [max] = await found(door);
      const isShown = 'responsive' in Object(max?.['contact']);
      expect([Object(max?.['contact'])['no_answers_in_row'], isShown]).toEqual([nth, nth === 3]);
      world.clock.advance({ minutes: 1 });
    }
    expect(await found(door)).toMatchObject([{ contact: { responsive: false } }]);
  });

  it('shows the hour at which they mostly answer, on their own clock (VIO-29)', async () => {
    const door = await openReminderDoor(world);
    const { store } = door.salon;
    const customerId = await door.maxId();
    const now = new Date('2026-11-20T13:30:00Z');
    world.clock.set(now.toISOString());
    for (const _call of [1, 2, 3]) {
      const id = await plantCall(world, store, { customerId });
      const end = { state: 'completed', endClass: 'talked', outcome: 'confirmed' } as const;
      await store.callSessions.recordEnd(id, `call_${id}`, { ...end, endedAt: now }, now);
    }
    await store.customerContacts.recompute(customerId, 'reminder_call', now);
    const best = async () => Object((await found(door))[0]?.['contact'])['best_hour'];
    expect(await best()).toEqual({ hour: 14, confidence: 1 });
    await door.as('staff', 'PATCH', at(`/customers/${customerId}/contact`), { timezone: 'Europe/London' });
    expect(await best()).toEqual({ hour: 13, confidence: 1 });
  });

  it('shows nothing of calls where there were none, nor where only a namesake had any', async () => {
    const door = await openReminderDoor(
      world,
      {},
      {
        definition: {
          customers: [
            { name: 'Max Mustermann', phone: '+491711234567' },
            { name: 'Max Musterfrau', phone: '+491711234568' },
          ],
        },
      },
    );
    const { store } = door.salon;
    const [rungOne] = await store.customers.findByName('Mustermann');
    await store.customerContacts.recompute(rungOne?.id ?? '', 'reminder_call', world.clock.now());
    const all = await found(door);
    expect(all.map((one) => [one['name'], 'contact' in one])).toEqual([
      ['Max Musterfrau', false],
      ['Max Mustermann', true],
    ]);
  });
});

describe('a call that needs a follow-up', () => {
  const wanting = (said: Record<string, boolean | string>): DialScript => ({
    kind: 'answered',
    analysis: { appointment_action: 'confirmed', ...said },
  });
  const reviews = async ({ door }: { door: ReminderDoor }) => [
    ...Object((await door.as('reader', 'GET', at('/reminders/reviews'))).json['reviews']),
  ];

  it('and is followed by nothing else is put before a person without hurry, once (VIO-83)', async () => {
    const call = await rung(wanting({ follow_up_needed: true }));
    expect(await call.call()).toMatchObject({ next_step: 'none', analysis: { follow_up_needed: true } });
    expect(await reviews(call)).toMatchObject([
      { kind: 'manual_review', why: 'follow_up_needed', urgency: 'low', retry_of: 'confirmed' },
    ]);
    expect(await call.door.salon.store.alerts.listUnseen()).toEqual([]);
    await takeOutcomes(call.door.salon);
    expect(await reviews(call)).toHaveLength(1);
  });

  it('is put before a person once where they look at it anyway, and one that needs none is not (VIO-83)', async () => {
    const asked = await rung(wanting({ follow_up_needed: true, callback_requested: true }));
    expect(await reviews(asked)).toMatchObject([{ why: 'callback_requested' }]);
    expect(await reviews(await rung(wanting({ follow_up_needed: false })))).toEqual([]);
  });
});

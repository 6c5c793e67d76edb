import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchOutcomes } from '../../../src/operations/reminders/outcomes/fetch-outcomes.ts';
import type { CallEvent } from '../../simulators/retell-api/dial-script.ts';
import { ownerRows } from '../../support/owner-rows.ts';
import { openReminderSalon } from '../../support/reminder-salon.ts';
import { ring } from '../../support/ring.ts';
import { unhurried } from '../../support/unhurried.ts';
import { createWorld } from '../../support/world.ts';
import type { World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

/** What the provider writes about a conversation in words; the last two are the customer's. */
const WORDS = ['reminded the customer of an appointment', 'Wunderheilung', 'Spritzenangst'];
const LOST: CallEvent[] = ['call_ended', 'call_analyzed'];

/** What our row of the call has of those words after a talk, and whether it has its figures. */
async function keptOf(businessType: 'medical' | 'salon', untold: CallEvent[]) {
  const salon = await openReminderSalon(world, {}, { definition: { businessType } });
  const [task] = await salon.tasks(await salon.book());
  const { sessionId } = await ring(world, salon, task, {
    kind: 'answered',
    analysis: {
      appointment_action: 'confirmed',
      quality_score: 0.92,
      questions: 'Hilft die Wunderheilung?',
      concerns: 'Spritzenangst',
    },
    untold,
  });
  if (untold.length > 0) {
    world.clock.advance({ hours: 3 });
    await fetchOutcomes(await salon.ctx());
  }
  const [row] = await ownerRows(
    world.databaseUrl,
    `select payload, analysis, outcome from call_sessions where id = '${sessionId}'`,
  );
  expect(row).toMatchObject({
    outcome: 'confirmed',
    payload: { disconnection_reason: 'agent_hangup', call_analysis: { call_successful: true } },
    analysis: { qualityScore: 0.92 },
  });
  const inside = (column: string) =>
    WORDS.filter((word) => JSON.stringify(row?.[column]).includes(word)).length;
  return { payload: inside('payload'), analysis: inside('analysis') };
}

describe('what is kept with a call of what was said in it', () => {
  it.each<[string, CallEvent[]]>([
    ['was told by its events', []],
    ['had to be asked for', LOST],
  ])(
    'is figures alone where the practice is private, whether its end %s (VIO-56, VIO-83, VIO-90)',
    async (_how, untold) => {
      expect(await keptOf('medical', untold)).toEqual({ payload: 0, analysis: 0 });
      expect(await keptOf('salon', untold)).toEqual({ payload: WORDS.length, analysis: WORDS.length });
    },
  );
});

import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantFaults } from '../../scripts/storm/calendar-faults.ts';
import { judgeAnswers } from '../../scripts/storm/judge-answers.ts';
import { judgeBooks } from '../../scripts/storm/judge-books.ts';
import { openLine } from '../../scripts/storm/phone-line.ts';
import type { Door } from '../../scripts/storm/phone-line.ts';
import { playAttempt } from '../../scripts/storm/play-attempt.ts';
import type { PlayedAttempt } from '../../scripts/storm/play-attempt.ts';
import { readLedger } from '../../scripts/storm/read-ledger.ts';
import { planStorm } from '../../scripts/storm/storm-plan.ts';
import {
  accountOfStorm,
  SLOT_MINUTES,
  STORM_CLOCK_START,
  stormTenant,
} from '../../scripts/storm/storm-tenant.ts';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { sweepTenant } from '../../src/operations/sweep.ts';
import { asObject } from '../simulators/retell/json-object.ts';
import { openSecondGateway } from '../support/second-gateway.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { unhurriedOffers } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const ATTEMPTS = 120;
const CALLERS = 20;
const MOST_SWEEPS = 6;
const LIMIT_MS = 60_000;

let world: World;
let sql: postgres.Sql;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurriedOffers });
  sql = postgres(world.databaseUrl, { max: 4 });
});
afterAll(async () => {
  await sql.end({ timeout: 5 });
  await world.close();
});

async function openPractice(): Promise<TenantUnderTest> {
  const { eventTypeId, host } = stormTenant(0);
  const { eventTypes } = accountOfStorm(stormTenant(0), []);
  const tenant = await world.tenant({
    account: { eventTypes, requestsPerMinute: 1_000_000 },
    definition: {
      services: [
        {
          name: 'Beratung',
          eventTypeId,
          minutes: SLOT_MINUTES,
          synonyms: [],
          isDefault: true,
          staff: [{ name: host }],
          seats: 1,
        },
      ],
      policies: { cancelHours: 0, rescheduleHours: 0, minNoticeMinutes: 0 },
      functionsPerMinute: 1_000_000,
    },
  });
  world.clock.set(STORM_CLOCK_START);
  return tenant;
}

function doorOf(gateway: TenantUnderTest): Door {
  return async (path, payload) => {
    const began = performance.now();
    const response = await gateway.postRetell(path, payload);
    const text = await response.text();
    const answer = text === '' ? {} : asObject(JSON.parse(text));
    return { status: response.status, answer, isObject: text !== '', ms: performance.now() - began };
  };
}

/** Lets a minute after the other pass, each with its sweep, until every write has had its time. */
async function settle(tenant: TenantUnderTest): Promise<void> {
  for (let sweeps = 0; sweeps < MOST_SWEEPS; sweeps += 1) {
    await world.settle();
    world.clock.advance({ minutes: 1 });
    await sweepTenant(await openCtx(world.deps, tenant.id, new AbortController().signal, 'system'));
  }
}

describe('a storm of callers on one person through two gateways', () => {
  it(
    'books nothing twice, loses nothing and leaves ledger and calendar equal, with a calendar that fails',
    async () => {
      const tenant = await openPractice();
      const second = await openSecondGateway(world, tenant);
      const calcomKey = tenant.definition.calcom?.apiKey ?? '';
      plantFaults(tenant.calcom.faults, calcomKey);
      const number = tenant.definition.phoneNumbers[0] ?? '';
      const agent = tenant.definition.agents[0] ?? '';
      const line = openLine({ number, agent, calcomKey }, [doorOf(tenant), doorOf(second)]);
      const plan = planStorm({ seed: 7, attempts: ATTEMPTS, callers: CALLERS });
      const attempts: PlayedAttempt[] = [];
      const time = {
        nowMs: () => world.clock.now().getTime(),
        think: () => Promise.resolve(),
        blink: () => Promise.resolve(),
        mostTries: 1,
      };

      await Promise.all(
        plan.callers.map(async (caller) => {
          for (const attempt of caller.attempts) {
            attempts.push(await playAttempt(line, caller, attempt, time));
          }
        }),
      );
      tenant.calcom.faults.clear();
      await second.settle();
      await settle(tenant);

      const ledger = await readLedger(sql, tenant.definition.slug);
      const bookings = tenant.calcom.bookings();
      const findings = [
        ...judgeBooks({ ledger, bookings, attempts, now: world.clock.now() }),
        // In one process with the callers and the calendar nobody can tell how late an answer really was.
        ...judgeAnswers(line, 'stay_up').filter(({ rule }) => !rule.startsWith('answers later')),
      ];
      expect(findings.filter(({ broken }) => broken.length > 0)).toEqual([]);
      expect(attempts).toHaveLength(ATTEMPTS);
      // That many had their chance: a storm in which nobody wins proves nothing.
      expect(attempts.filter(({ belief }) => belief.kind === 'booked').length).toBeGreaterThan(10);
    },
    LIMIT_MS,
  );
});

describe('the plan of a storm', () => {
  it('is the same for the same seed, and another one for another', () => {
    const wish = { attempts: 40, callers: 8 };
    expect(planStorm({ seed: 3, ...wish })).toEqual(planStorm({ seed: 3, ...wish }));
    expect(planStorm({ seed: 4, ...wish })).not.toEqual(planStorm({ seed: 3, ...wish }));
  });

  it('gives every call an id of its own and times of which a third can be had', () => {
    const { callers, times } = planStorm({ seed: 3, attempts: 1_001, callers: 20 });
    const ids = callers.flatMap((caller) => caller.attempts.map(({ callId }) => callId));
    expect(new Set(ids).size).toBe(1_001);
    expect(times).toHaveLength(334);
    expect(new Set(times.map(({ date, time }) => `${date} ${time}`)).size).toBe(334);
  });
});

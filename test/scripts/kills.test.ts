import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookAtCalendar, momentOf } from '../../scripts/kills/kill-moment.ts';
import { planKills } from '../../scripts/kills/kill-plan.ts';
import { insist } from '../../scripts/storm/insist.ts';
import type { Heard } from '../../scripts/storm/phone-line.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const TOP = fileURLToPath(new URL('../../', import.meta.url));

const LIMIT_MS = 60_000;

let world: World;
let sql: postgres.Sql;
beforeAll(async () => {
  world = await createWorld();
  sql = postgres(world.databaseUrl, { max: 1 });
});
afterAll(async () => {
  await sql.end({ timeout: 5 });
  await world.close();
});

async function offerTo(salon: TenantUnderTest): Promise<void> {
  const offered = await salon.ask('start_booking', {
    name: 'Max Mustermann',
    service: 'Herrenhaarschnitt',
    date: '2026-11-23',
    time: '09:00',
  });
  expect(offered.success).toBe(true);
}

describe('where a kill falls', () => {
  it('is told by what the calendar was asked, has done and has answered, and by the write that we keep', async () => {
    const salon = await world.tenant();
    const plan = { callId: salon.callId, deed: 'confirm_booking' as const };
    const line = { calcomKey: salon.definition.calcom?.apiKey ?? '' };
    const look = () => lookAtCalendar(salon.calcom, line, plan, 0);
    await offerTo(salon);
    expect(look()).toEqual({ isAsked: false, isDone: false, isAnswered: false });
    const nothing = look();
    expect(await momentOf(sql, plan, nothing, false)).toBe('before the intent was written');

    salon.calcom.faults.add({
      method: 'POST',
      path: '/v2/bookings',
      fault: { kind: 'lose_answer' },
      times: 1,
    });
    // Nor does the calendar tell afterwards, so the write stays open.
    salon.calcom.faults.add({ method: 'GET', fault: { kind: 'status', status: 503 } });
    await salon.ask('confirm_booking', { confirmed: true });
    const sight = look();
    expect(sight).toEqual({ isAsked: true, isDone: true, isAnswered: false });
    expect(await momentOf(sql, plan, sight, false)).toBe('done in the calendar, not answered');
    expect(await momentOf(sql, plan, { ...sight, isDone: false }, false)).toBe(
      'calendar asked, nothing done there',
    );
    expect(await momentOf(sql, plan, { ...sight, isAnswered: true }, false)).toBe(
      'calendar answered, result not written',
    );
    expect(await momentOf(sql, plan, nothing, false)).toBe('intent written, calendar not asked');
    expect(await momentOf(sql, plan, sight, true)).toBe('caller answered');

    salon.calcom.faults.clear();
    expect(await salon.ask('confirm_booking', { confirmed: true })).toMatchObject({ success: true });
    expect(await momentOf(sql, plan, look(), false)).toBe('result written, caller not answered');
  });
});

describe('the plan of the kills', () => {
  it('is the same for the same seed, goes through all deeds and never wishes for one time twice', () => {
    const lanes = planKills({ seed: 5, runs: 30, lanes: 4 });
    expect(lanes).toEqual(planKills({ seed: 5, runs: 30, lanes: 4 }));
    expect(lanes).not.toEqual(planKills({ seed: 6, runs: 30, lanes: 4 }));
    const kills = lanes.flat();
    expect(new Set(kills.map(({ deed }) => deed)).size).toBe(3);
    expect(kills.every(({ killAfterMs }) => killAfterMs >= 0 && killAfterMs < 300)).toBe(true);
    const times = kills
      .flatMap(({ wish, moveTo }) => [wish, moveTo])
      .map(({ date, time }) => `${date} ${time}`);
    expect(new Set(times).size).toBe(60);
  });
});

describe('an agent that insists', () => {
  const heard = (kind: Heard['kind']): Heard => ({
    function: 'confirm_booking',
    kind,
    status: 200,
    ms: 1,
    message: kind,
    answer: {},
  });

  it.each([
    ['takes an end at once', ['refused'], 'refused'],
    ['asks on until there is an end', ['pending', 'no_answer', 'failed', 'done'], 'done'],
    [
      'does not take a failure for the end of what goes on',
      ['pending', 'failed', 'failed', 'failed'],
      'pending',
    ],
  ] as const)('%s', async (_title, kinds, last) => {
    const answers = kinds.map(heard);
    const again = () => Promise.resolve(answers.shift() ?? heard('failed'));
    expect((await insist(await again(), again, 3)).kind).toBe(last);
  });
});

describe('npm run storm, npm run kills and npm run model', () => {
  it.each(['scripts/storm.ts', 'scripts/kills.ts', 'scripts/model.ts'])(
    '%s says what it takes, and what is wrong with that',
    async (script) => {
      const run = (args: string[]) =>
        new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
          execFile(process.execPath, [script, ...args], { cwd: TOP }, (error, out, err) =>
            resolve({ code: error?.code ?? 0, out, err }),
          );
        });
      const [help, wrong, unknown] = await Promise.all([
        run(['--help']),
        run(['--seed', 'one']),
        run(['--nonsense']),
      ]);
      expect(help).toMatchObject({ code: 0, err: '' });
      expect(help.out).toContain('[--seed N]');
      expect(wrong).toMatchObject({
        code: 1,
        err: '--seed needs a whole number from 0 to 2147483648\n--help tells what there is\n',
      });
      expect(unknown).toMatchObject({
        code: 1,
        err: "Unknown option '--nonsense'\n--help tells what there is\n",
      });
    },
    LIMIT_MS,
  );
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackedSalon, ERIKA, ERIKAS_DAY } from '../support/attacked-salon.ts';
import { STRANGER } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { warmUpWrites } from '../support/warm-up-writes.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
  await warmUpWrites(world);
});
afterAll(() => world.close());

describe("a caller who shows somebody else's number (ASK-28, ASK-29, ASK-30)", () => {
  it('hears and does nothing where they say another name, however it is said', async () => {
    const { haircut, attack, expectNothingChanged } = await attackedSalon(world);
    const ways = [{}, { date: 'Dienstag', appointment_id: haircut.appointmentId }];
    for (const name of ['Bernd Holzhauer', 'a', 'Vogel', "x' OR 'a'='a", 'Sag alle Termine ab']) {
      for (const way of ways) {
        const call = { callId: `call_${JSON.stringify({ name, ...way })}`, from: ERIKA };
        const answers = await attack({ ...way, name }, call);
        expect({ name, done: answers.filter(({ success }) => success) }).toEqual({ name, done: [] });
      }
    }
    await expectNothingChanged();
  });

  it('cannot try one name after the other: after three it is over, also without any name', async () => {
    const { salon, attack, expectNothingChanged } = await attackedSalon(world);
    const call = { callId: 'call_forged_names', from: ERIKA };
    for (const name of ['Anna Auer', 'Berta Bauer', 'Carla Clausen']) {
      await salon.ask('get_customer_appointments', { name }, call);
    }
    for (const answer of await attack({}, call)) expect(answer).toMatchObject({ reason: 'identity_ended' });
    const named = await attack({ name: 'Vogelsang', date: ERIKAS_DAY }, call);
    expect(named.map(({ reason }) => reason)).toEqual(named.map(() => 'identity_ended'));
    expect(await salon.ask('initialize_call', {}, call)).toMatchObject({
      success: true,
      customer: null,
      next_appointment: null,
    });
    expect(await salon.ask('check_customer', {}, call)).toMatchObject({ known: false, customer: null });
    await expectNothingChanged();
  });
});

describe('a caller without a number of their own', () => {
  it('hears and does nothing with what anybody could say', async () => {
    const { salon, attack, expectNothingTold, expectNothingChanged } = await attackedSalon(world);
    const callers = [
      { call_type: 'web_call', direction: undefined, to_number: undefined },
      { from_number: 'anonymous' },
      { from_number: '' },
      { from_number: 'restricted' },
    ];
    const ways = [{ name: '' }, { phone: ERIKA, name: 'Erika Vogelsang' }];
    for (const call of callers) {
      for (const args of ways) {
        const options = { callId: `call_${JSON.stringify({ ...call, ...args })}`, from: null, call };
        const answers = await attack(args, options);
        expect(answers.map(({ reason }) => reason)).toEqual(answers.map(() => 'identity_unproven'));
        expectNothingTold(await salon.ask('initialize_call', {}, options));
      }
    }
    await expectNothingChanged();
  });

  it('cannot take the number that is said for the number they call from', async () => {
    const { attack, expectNothingChanged } = await attackedSalon(world);
    const call = { callId: 'call_said_number', from: STRANGER };
    const answers = await attack({ phone: ERIKA, from_number: ERIKA, caller_id: ERIKA }, call);
    expect(answers.map(({ reason }) => reason)).toEqual(answers.map(() => 'identity_unproven'));
    await expectNothingChanged();
  });
});

describe('a caller who names a stranger and a stretch of days', () => {
  it('proves nothing, however long it is', async () => {
    const { attack, expectNothingChanged } = await attackedSalon(world);
    const stretches = [
      'von Dienstag bis Donnerstag',
      'ab Dienstag',
      'bis Dienstag',
      'ab dem 24. November',
      '24.11. bis 30.11.',
      'im November',
    ];
    for (const date of stretches) {
      const call = { callId: `call_${date}`, from: STRANGER };
      const answers = await attack({ name: 'Erika Vogelsang', date }, call);
      expect({ date, done: answers.filter(({ success }) => success) }).toEqual({ date, done: [] });
    }
    await expectNothingChanged();
  });
});

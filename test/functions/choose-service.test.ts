import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEARD_TRIM, COLOURING, HAIRCUT } from '../support/salon.ts';
import { expectSpeakable } from '../support/expect-speakable.ts';
import { ENGLISH_SALON } from '../support/english-salon.ts';
import { warmUp } from '../support/warm-up.ts';
import { createWorld } from '../support/world.ts';
import type { TenantChange, World } from '../support/world.ts';

const TUESDAY = '2026-11-24';

/** Two haircuts and a colouring; Anna and Ben have calendars of their own for the first, nobody has for the last. */
const CHOICES: TenantChange = {
  definition: {
    services: [
      {
        name: 'Herrenhaarschnitt',
        eventTypeId: COLOURING,
        minutes: 45,
        synonyms: ['Herrenschnitt'],
        isDefault: true,
        seats: 2,
        staff: [
          { name: 'Anna', eventTypeId: HAIRCUT },
          { name: 'Ben', eventTypeId: BEARD_TRIM },
        ],
      },
      {
        name: 'Damenhaarschnitt',
        eventTypeId: HAIRCUT,
        minutes: 45,
        synonyms: [],
        isDefault: false,
        seats: 1,
        staff: [{ name: 'Clara' }],
      },
      {
        name: 'Färben',
        eventTypeId: COLOURING,
        minutes: 90,
        synonyms: [],
        isDefault: false,
        seats: 2,
        staff: [{ name: 'Anna' }, { name: 'Clara' }],
      },
    ],
  },
};

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await warmUp(world);
});
afterAll(() => world.close());

describe('service and person in the words of the caller', () => {
  it('are understood misheard, and in one argument (ASK-12, ASK-37)', async () => {
    const salon = await world.tenant(CHOICES);
    const answer = await salon.ask('start_booking', {
      service: 'Herrnschnitt bei der Anna',
      date: TUESDAY,
      time: '14:30',
      name: 'Max Mustermann',
    });
    expect(answer).toMatchObject({ success: true, service: 'Herrenhaarschnitt', staff: 'Anna' });
    expect(answer.message).toContain(
      'Herrenhaarschnitt bei Anna am Dienstag, den 24. November, um 14 Uhr 30',
    );
    await world.settle();
  });

  it.each(['den Herrnschnitt bei der Anna', 'meinen Termin', "the men's haircut"])(
    'find the appointment that is meant by "%s" (ASK-29)',
    async (service) => {
      const salon = await world.tenant(CHOICES);
      await salon.ask('start_booking', {
        service: 'Herrenschnitt',
        date: TUESDAY,
        time: '14:30',
        name: 'Max Mustermann',
      });
      expect(await salon.ask('confirm_booking', { confirmed: 'ja' })).toMatchObject({ success: true });
      expect(await salon.ask('cancel_appointment', { service: 'Färben' })).toMatchObject({
        reason: 'appointment_not_found',
      });
      expect(await salon.ask('cancel_appointment', { service })).toMatchObject({ success: true });
      await world.settle();
    },
  );

  it('look only into the calendar that is left when somebody is turned down (ASK-12)', async () => {
    const salon = await world.tenant(CHOICES);
    await salon.ask('check_availability', {
      date: TUESDAY,
      service: 'Herrenschnitt',
      staff: 'nicht bei Anna',
    });
    expect(salon.calcom.requests().map(({ query }) => Number(query['eventTypeId']))).toEqual([BEARD_TRIM]);
  });

  it.each([
    [
      { service: 'Haarschnitt' },
      'service_unclear',
      'Welche Leistung meinen Sie: Herrenhaarschnitt oder Damenhaarschnitt?',
    ],
    [{ service: 'Dauerfärbung' }, 'service_unclear', 'Meinen Sie Färben?'],
    [
      { service: 'Massage' },
      'service_unknown',
      'Diese Leistung finde ich bei uns leider nicht. Wir bieten an: Herrenhaarschnitt, Damenhaarschnitt und Färben. Welche Leistung möchten Sie buchen?',
    ],
    [{ service: 'Herrenschnitt', staff: 'Anne' }, 'staff_unclear', 'Meinen Sie Anna?'],
    [{ service: 'Herrenschnitt', staff: 'Anna oder Ben' }, 'staff_unclear', 'Meinen Sie Anna oder Ben?'],
    [
      { service: 'Herrenschnitt', staff: 'Clara' },
      'staff_not_for_service',
      'Einen Termin für Herrenhaarschnitt bei Clara gibt es leider nicht. Zu wem möchten Sie stattdessen: Anna oder Ben?',
    ],
    [
      { service: 'Färben', staff: 'Ben' },
      'staff_not_for_service',
      'Einen Termin für Färben bei Ben gibt es leider nicht. Möglich ist das bei Anna und Clara. Soll ich ohne diesen Wunsch nachsehen?',
    ],
    [
      { service: 'Färben bei Zoe' },
      'staff_unknown',
      'Diese Person kann ich dafür leider nicht buchen. Soll ich ohne diesen Wunsch nachsehen?',
    ],
  ])('are asked back where %o leaves it open: %s (ASK-37, ASK-38)', async (said, reason, message) => {
    const salon = await world.tenant(CHOICES);
    const answer = await salon.ask('check_availability', { date: TUESDAY, ...said });
    expect(answer).toEqual({ success: false, reason, message });
    expectSpeakable(answer);
    expect(salon.calcom.requests()).toEqual([]);
  });

  it('are asked back in English (ASK-96)', async () => {
    const salon = await world.tenant({
      ...ENGLISH_SALON,
      definition: { ...ENGLISH_SALON.definition, ...CHOICES.definition },
    });
    const ask = async (said: Record<string, string>) =>
      (await salon.ask('check_availability', { date: TUESDAY, ...said })).message;
    expect(await ask({ service: "a men's cut", staff: 'Anne' })).toBe('Do you mean Anna?');
    expect(await ask({ service: 'haircut' })).toBe(
      'Which service do you mean: Herrenhaarschnitt or Damenhaarschnitt?',
    );
    expect(await ask({ service: 'colour with Ben' })).toBe(
      "I'm afraid there are no appointments for Färben with Ben. That is done by Anna and Clara. Shall I look without that wish?",
    );
  });
});

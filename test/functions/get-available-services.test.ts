import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGLISH_SALON } from '../support/english-salon.ts';
import { expectSpeakable } from '../support/expect-speakable.ts';
import { warmUp } from '../support/warm-up.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await warmUp(world);
});
afterAll(() => world.close());

describe('get_available_services', () => {
  it('lists what can be booked, with minutes and staff (ASK-27)', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('get_available_services')).toEqual({
      success: true,
      message: 'Wir bieten an: Herrenhaarschnitt, Färben und Bartpflege. Was darf ich für Sie buchen?',
      services: [
        { name: 'Herrenhaarschnitt', minutes: 45, staff: ['Anna'] },
        { name: 'Färben', minutes: 90, staff: ['Anna', 'Ben'] },
        { name: 'Bartpflege', minutes: 30, staff: ['Ben'] },
      ],
    });
  });

  it('answers without asking the calendar (ASK-27)', async () => {
    const salon = await world.tenant(ENGLISH_SALON);
    expect(await salon.ask('get_available_services')).toMatchObject({
      message: 'We offer Herrenhaarschnitt, Färben and Bartpflege. What may I book for you?',
    });
    expect(salon.calcom.requests()).toEqual([]);
  });

  it('says so where nothing can be booked, and offers a callback (ASK-41)', async () => {
    const salon = await world.tenant({ definition: { services: [] } });
    expect(await salon.ask('get_available_services')).toEqual({
      success: true,
      message:
        'Im Moment kann ich leider nichts zur Buchung anbieten. Soll ich einen Rückruf für Sie notieren?',
      services: [],
    });
  });

  it('keeps a long list under what Retell reads, and the sentence short', async () => {
    const salon = await world.tenant({
      definition: {
        services: Array.from({ length: 150 }, (_, at) => ({
          name: `Behandlung mit einem recht langen Namen Nummer ${at + 1}`,
          eventTypeId: at + 1,
          minutes: 30,
          synonyms: [],
          isDefault: at === 0,
          staff: [{ name: 'Anna-Katharina Beispielhausen' }, { name: 'Benedikt von Musterstadt' }],
          seats: 2,
        })),
      },
    });
    const answer = await salon.ask('get_available_services');
    expectSpeakable(answer);
    expect(answer['services']).toContainEqual(
      expect.objectContaining({ name: 'Behandlung mit einem recht langen Namen Nummer 1' }),
    );
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGLISH_SALON, JANE } from '../support/english-salon.ts';
import { MAX, STRANGER } from '../support/tenant-under-test.ts';
import { warmUp } from '../support/warm-up.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await warmUp(world);
});
afterAll(() => world.close());

const NOBODY = { success: true, known: false, customer: null };

describe('check_customer', () => {
  it('recognises the caller by the number they call from (ASK-04)', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('check_customer')).toEqual({
      success: true,
      message: 'Ich habe Sie gefunden, Max Mustermann. Wie kann ich Ihnen helfen?',
      known: true,
      customer: { name: 'Max Mustermann', email: 'max@example.com' },
    });
  });

  it('says in a friendly way that it does not know a caller (ASK-41)', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('check_customer', {}, { from: STRANGER })).toEqual({
      ...NOBODY,
      message:
        'Ich finde Sie noch nicht in unserer Kundenliste, das macht aber nichts. Wie kann ich Ihnen helfen?',
    });
    expect(await salon.ask('check_customer', {}, { from: null })).toMatchObject(NOBODY);
  });

  it.each(['0171 1234567', '+49 (0)171 123 45 67', '0049-171-1234567', 'null eins sieben eins, 1234567'])(
    'finds the customer under %s with the name that goes with it (ASK-76)',
    async (phone) => {
      const salon = await world.tenant();
      const answer = await salon.ask('check_customer', { phone, name: 'Max Mustermann' }, { from: STRANGER });
      expect(answer).toMatchObject({ known: true, customer: { name: 'Max Mustermann' } });
    },
  );

  it('takes a first name from the number it goes with, not from another one (ASK-04, ASK-76)', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('check_customer', { name: 'Max' })).toMatchObject({ known: true });
    expect(await salon.ask('check_customer', { name: 'Erika' })).toMatchObject(NOBODY);
    const said = { phone: MAX, name: 'Max' };
    expect(await salon.ask('check_customer', said, { from: STRANGER })).toMatchObject(NOBODY);
  });

  it('takes a placeholder for none given, and a name out of the sentence around it', async () => {
    const salon = await world.tenant();
    for (const args of [{ phone: 'keine', name: 'Kunde' }, { phone: 'this number' }]) {
      expect(await salon.ask('check_customer', args)).toMatchObject({ known: true });
    }
    const said = { phone: MAX, name: 'Mein Name ist Max Mustermann' };
    expect(await salon.ask('check_customer', said, { from: STRANGER })).toMatchObject({ known: true });
    const unnamed = { phone: MAX, name: 'unknown caller' };
    expect(await salon.ask('check_customer', unnamed, { from: STRANGER })).toMatchObject(NOBODY);
  });

  it('gives no name away for a number that somebody else only says', async () => {
    const salon = await world.tenant();
    for (const args of [
      { phone: MAX },
      { phone: MAX, name: 'Erika Musterfrau' },
      { name: 'Max Mustermann' },
    ]) {
      const answer = await salon.ask('check_customer', args, { from: STRANGER });
      expect(answer).toMatchObject(NOBODY);
      expect(JSON.stringify(answer)).not.toContain('Mustermann');
    }
  });

  it('says of a number that is only said no more than the caller did', async () => {
    const salon = await world.tenant();
    const answer = await salon.ask('check_customer', { phone: MAX, name: 'Mustermann' }, { from: STRANGER });
    expect(answer).toEqual({
      success: true,
      message: 'Ich habe Sie gefunden, Mustermann. Wie kann ich Ihnen helfen?',
      known: true,
      customer: { name: 'Mustermann', email: null },
    });
  });

  it('finds nobody by words any more after three that fitted nobody, and the same words count once (ASK-28)', async () => {
    const salon = await world.tenant();
    const call = { callId: 'call_of_a_guesser', from: STRANGER };
    const guess = (name: string, phone = MAX) => salon.ask('check_customer', { phone, name }, call);
    for (const name of ['Erika Auer', 'erika auer', 'Erika Berger']) {
      expect(await guess(name)).toMatchObject(NOBODY);
      expect(await guess('Max Mustermann')).toMatchObject({ known: true });
    }
    // A number of nobody costs the same: what it costs would tell whose it is.
    expect(await guess('Erika Auer', '+4917100000099')).toMatchObject(NOBODY);
    expect(await guess('Max Mustermann')).toMatchObject(NOBODY);
    expect(await salon.ask('check_customer', {}, { ...call, from: MAX })).toMatchObject(NOBODY);
    expect(await salon.ask('cancel_appointment', {}, call)).toMatchObject({ reason: 'identity_ended' });
    expect(await salon.ask('check_customer', {}, { callId: 'call_after' })).toMatchObject({ known: true });
  });

  it('charges nobody for their own number, whatever name goes with it', async () => {
    const salon = await world.tenant();
    for (const name of ['Erika Auer', 'Erika Berger', 'Erika Huber', 'Erika Maier']) {
      await salon.ask('check_customer', { name });
      await salon.ask('check_customer', { name, phone: MAX });
    }
    expect(await salon.ask('check_customer')).toMatchObject({ known: true });
  });

  it('looks no more than three names up that are guessed at once', async () => {
    const salon = await world.tenant();
    const call = { callId: 'call_of_many_guesses', from: STRANGER };
    const names = Array.from({ length: 8 }, (_, place) => `Erika Auer ${'I'.repeat(place + 1)}`);
    await Promise.all(names.map((name) => salon.ask('check_customer', { phone: MAX, name }, call)));
    expect(await salon.ask('check_customer', { phone: MAX, name: 'Max Mustermann' }, call)).toMatchObject(
      NOBODY,
    );
  });

  it('tells the members of a family with one number apart by their names', async () => {
    const salon = await world.tenant({
      definition: {
        customers: [
          { name: 'Max Mustermann', phone: MAX },
          { name: 'Erika Mustermann', phone: MAX, email: 'erika@example.com' },
        ],
      },
    });
    expect(await salon.ask('check_customer')).toMatchObject({
      message: 'Unter dieser Nummer kenne ich mehrere Personen. Mit wem spreche ich bitte?',
      known: false,
      customer: null,
    });
    expect(await salon.ask('check_customer', { name: 'Erika Mustermann' })).toMatchObject({
      known: true,
      customer: { name: 'Erika Mustermann', email: 'erika@example.com' },
    });
  });

  it('asks for the number again when it is none (ASK-41)', async () => {
    const salon = await world.tenant();
    expect(await salon.ask('check_customer', { phone: '12' })).toEqual({
      success: false,
      reason: 'phone_invalid',
      message:
        'Die Telefonnummer habe ich so nicht richtig verstanden. Können Sie sie bitte mit Vorwahl wiederholen?',
    });
  });

  it('answers in English for an English salon, whose national numbers are American (ASK-96)', async () => {
    const salon = await world.tenant(ENGLISH_SALON);
    const said = { phone: '(415) 555-0101', name: 'Jane Doe' };
    expect(await salon.ask('check_customer', said, { from: STRANGER })).toMatchObject({
      message: "I've found you, Jane Doe. How can I help you?",
      // The address is for the one whose number it goes with, not for whoever names number and name.
      customer: { name: 'Jane Doe', email: null },
    });
    expect(await salon.ask('check_customer', {}, { from: JANE })).toMatchObject({
      customer: { email: 'jane@example.com' },
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReminderWishes } from '../../../../src/domain/reminders/reminder-settings.ts';
import { openDueReminder } from '../../../support/due-reminder.ts';
import { openReminderSalon } from '../../../support/reminder-salon.ts';
import type { ReminderSalon } from '../../../support/reminder-salon.ts';
import { salonDefinition } from '../../../support/salon.ts';
import { unhurried } from '../../../support/unhurried.ts';
import { createWorld } from '../../../support/world.ts';
import type { World } from '../../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

const CONTENT: ReminderWishes['content'] = {
  personality: 'friendly',
  instructions: 'Bitte kommen Sie pünktlich.',
  location: 'Musterweg 1',
  callbackNumber: '+493012345678',
};
const NUMBER = '0 3 0, 1 2 3 4, 5 6 7 8';
const VOICEMAIL = `Guten Tag, Max Mustermann, hier ist Salon Nord. Es geht um Ihren Termin am Donnerstag, den 26. November, um 14 Uhr 30. Sie erreichen uns unter ${NUMBER}. Vielen Dank.`;
const { policies } = salonDefinition('0'.repeat(16), '');
const KEEPS_HOURS = {
  definition: { policies: { ...policies, dayHours: { open: { from: '09:00', until: '18:00' } } } },
};

/** The one request that asked the provider to ring for a tenant, as the provider got it. */
function askedFor(salon: ReminderSalon): unknown {
  const own = world.retellApi
    .requests()
    .filter(
      ({ path, apiKey }) => path === '/v2/create-phone-call' && apiKey === salon.definition.retell?.apiKey,
    );
  expect(own).toHaveLength(1);
  return own[0]?.body;
}

async function dialled(wishes: ReminderWishes): Promise<unknown> {
  const salon = await openReminderSalon(world, wishes, KEEPS_HOURS);
  const [task] = await salon.tasks(await salon.book());
  expect(await salon.dialAtItsTime(task)).toMatchObject({ kind: 'placed' });
  return askedFor(salon);
}

describe('the request for a reminder call', () => {
  it('tells the agent of the appointment, the customer and the business in words to be said (VIO-53, VIO-54, VIO-60, VIO-61, VIO-63)', async () => {
    expect(await dialled({ content: CONTENT })).toMatchObject({
      retell_llm_dynamic_variables: {
        customer_name: 'Max Mustermann',
        preferred_name: 'Max Mustermann',
        greeting: 'Hallo, Max Mustermann',
        appointment:
          'Ihr Termin für Herrenhaarschnitt bei Anna morgen, Donnerstag, den 26. November, um 14 Uhr 30',
        appointment_when: 'Donnerstag, den 26. November, um 14 Uhr 30',
        appointment_date: 'Donnerstag, den 26. November',
        appointment_weekday: 'Donnerstag',
        appointment_time: '14 Uhr 30',
        appointment_type: 'Herrenhaarschnitt',
        appointment_minutes: '45 Minuten',
        provider_name: 'Anna',
        time_zone_note: 'Jede Uhrzeit gilt für die Kundin oder den Kunden wie für uns.',
        business_name: 'Salon Nord',
        business_hours: 'zwischen 9 Uhr und 18 Uhr',
        callback_number: NUMBER,
        business_phone: NUMBER,
        location: 'Musterweg 1',
        special_instructions: 'Bitte kommen Sie pünktlich.',
        voicemail_message: VOICEMAIL,
        key_1: 'Drücken Sie die 1, um Ihren Termin zu bestätigen.',
        key_2: 'Drücken Sie die 2, um Ihren Termin zu verlegen.',
        purpose: 'reminder',
        urgency: 'normal',
        personality: 'friendly',
        script: 'generic',
        confirmation_enabled: 'true',
        rescheduling_enabled: 'true',
        cancelling_enabled: 'true',
        hipaa: 'false',
      },
    });
  });

  it('sets how the agent behaves in this call, and keeps no words of it unless asked to (VIO-63, VIO-64, VIO-81, VIO-93)', async () => {
    expect(await dialled({ content: CONTENT })).toMatchObject({
      agent_override: {
        agent: {
          max_call_duration_ms: 300_000,
          ring_duration_ms: 30_000,
          end_call_after_silence_ms: 10_000,
          data_storage_setting: 'basic_attributes_only',
          timezone: 'Europe/Berlin',
          voicemail_option: { action: { type: 'static_text', text: VOICEMAIL } },
        },
      },
    });
  });

  it('goes by what the owner has set (VIO-02, VIO-55, VIO-60, VIO-61, VIO-64)', async () => {
    const asked = await dialled({
      content: {
        ...CONTENT,
        personality: 'medical',
        script: 'medical',
        confirmation: false,
        rescheduling: false,
        cancelling: false,
        specialInstructions: false,
      },
      behaviour: {
        maxSeconds: 180,
        ringSeconds: 45,
        silenceSeconds: 15,
        recording: true,
        transcription: true,
      },
    });
    expect(asked).toMatchObject({
      retell_llm_dynamic_variables: {
        personality: 'medical',
        script: 'medical',
        confirmation_enabled: 'false',
        rescheduling_enabled: 'false',
        cancelling_enabled: 'false',
        special_instructions: 'Es gibt keine besonderen Hinweise.',
      },
      agent_override: {
        agent: {
          max_call_duration_ms: 180_000,
          ring_duration_ms: 45_000,
          end_call_after_silence_ms: 15_000,
          data_storage_setting: 'everything',
        },
      },
    });
  });

  it("speaks in the customer's zone, and names the business's beside it where the two differ (VIO-18, VIO-54)", async () => {
    const { salon, ring } = await openDueReminder(
      world,
      {},
      { number: '+12125550101', timeZone: 'America/New_York' },
    );
    expect(await ring()).toMatchObject({ kind: 'placed' });
    expect(askedFor(salon)).toMatchObject({
      to_number: '+12125550101',
      retell_llm_dynamic_variables: {
        appointment_time: '8 Uhr 30 Ihrer Ortszeit, bei uns 14 Uhr 30',
        appointment_when: 'Donnerstag, den 26. November, um 8 Uhr 30 Ihrer Ortszeit, bei uns 14 Uhr 30',
        time_zone_note: expect.stringContaining('in einer anderen Zeitzone'),
        callback_number: expect.stringMatching(/^Plus 4 9, /),
      },
      agent_override: { agent: { timezone: 'Europe/Berlin' } },
    });
  });

  it('tells no opening hours that nobody has set, and the number it rings from where none is set to call back (VIO-53, VIO-93)', async () => {
    const { salon, ring } = await openDueReminder(world);
    expect(await ring()).toMatchObject({ kind: 'placed' });
    const asked = askedFor(salon);
    expect(asked).toMatchObject({
      from_number: salon.fromNumber,
      retell_llm_dynamic_variables: {
        business_hours: 'unsere üblichen Öffnungszeiten',
        location: 'unsere Adresse',
        special_instructions: 'Es gibt keine besonderen Hinweise.',
        callback_number: expect.stringMatching(/^0 3 0, /),
      },
    });
    const { retell_llm_dynamic_variables: variables } = Object(asked) as {
      retell_llm_dynamic_variables: Record<string, string>;
    };
    expect(variables['callback_number']?.replace(/\D/g, '')).toBe(salon.fromNumber.replace('+49', '0'));
  });

  it('goes by the privacy rules for a business with Medical in its name (VIO-56, VIO-57)', async () => {
    const practice = await openReminderSalon(
      world,
      {},
      { definition: { name: 'Nord Medical', businessType: 'salon' } },
    );
    const [task] = await practice.tasks(await practice.book());
    expect(await practice.dialAtItsTime(task)).toMatchObject({ kind: 'placed' });
    const asked = askedFor(practice);
    expect(asked).toMatchObject({
      metadata: { business_type: 'salon' },
      retell_llm_dynamic_variables: { hipaa: 'true', script: 'medical', customer_name: 'Max' },
    });
    expect(JSON.stringify(asked)).not.toMatch(/Mustermann|Herrenhaarschnitt|Anna/);
  });
});

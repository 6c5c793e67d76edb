import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resolveReminderSettings } from '../../src/domain/reminders/resolve-reminder-settings.ts';
import { callVariables } from '../../src/domain/reminders/words/call-variables.ts';
import { callFacts } from '../support/call-facts.ts';

const GUIDE = readFileSync(new URL('../../docs/reminder-calls.md', import.meta.url), 'utf8');

/** The names in the first column of the tables; `.until` goes on from the name before it. */
function namesInTables(): string[] {
  return GUIDE.split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => {
      let group = '';
      return [...(line.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => {
        if (name.startsWith('.')) return `${group}${name}`;
        group = name.split('.').slice(0, -1).join('.');
        return name;
      });
    });
}

function settingNames(value: object, before = ''): string[] {
  return Object.entries(value).flatMap(([key, one]: [string, unknown]) => {
    const name = before + key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return typeof one === 'object' && one !== null && !Array.isArray(one)
      ? settingNames(one, `${name}.`)
      : [name];
  });
}

describe('the guide to reminder calls', () => {
  it('names every setting there is (VIO-01)', () => {
    const settings = resolveReminderSettings({
      wishes: {
        agentId: 'agent_1',
        fromNumber: '+4930123456',
        content: { instructions: 'x', location: 'x', callbackNumber: 'x' },
      },
      businessType: 'salon',
      businessName: 'Salon',
      country: 'DE',
    });
    expect(namesInTables()).toEqual(expect.arrayContaining(settingNames(settings)));
  });

  it('names every variable that the agent is given (VIO-53)', () => {
    expect(namesInTables()).toEqual(expect.arrayContaining(Object.keys(callVariables(callFacts('en')))));
  });
});

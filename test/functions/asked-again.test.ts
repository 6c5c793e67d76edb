import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGLISH_SALON } from '../support/english-salon.ts';
import { warmUp } from '../support/warm-up.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await warmUp(world);
});
afterAll(() => world.close());

const QUESTIONS: [string, Record<string, string>][] = [
  ['check_availability', { date: 'Dienstag' }],
  ['check_availability', { date: 'nächste Woche', time: 'nachmittags' }],
  ['get_alternatives', { date: 'Dienstag', time: 'um 10 Uhr' }],
  ['find_next_available', { date: 'Mittwoch' }],
];

describe('the same question again on a call', () => {
  it.each(QUESTIONS)(
    'gets the same offers in the same order, and the next step: %s %j (ASK-13)',
    async (name, args) => {
      const salon = await world.tenant();
      const first = await salon.ask(name, args);
      const again = await salon.ask(name, args);
      expect({ ...again, message: '' }).toEqual({ ...first, message: '' });
      expect(first.message).toMatch(/passt Ihnen\?$/);
      expect(again.message).toBe(
        first.message.replace(/Was (?:davon )?passt Ihnen\?$/, 'Soll ich einen davon buchen?'),
      );
    },
  );

  it('counts however it was said, and not on another call (ASK-13)', async () => {
    const salon = await world.tenant();
    const ask = async (date: string, callId?: string) =>
      (await salon.ask('check_availability', { date, time: '14:30' }, callId === undefined ? {} : { callId }))
        .message;
    expect(await ask('Dienstag')).toContain('Möchten Sie ihn buchen?');
    expect(await ask('24.11.')).toContain('Soll ich ihn jetzt buchen?');
    expect(await ask('Mittwoch')).toContain('Möchten Sie ihn buchen?');
    expect(await ask('Dienstag', 'call_another')).toContain('Möchten Sie ihn buchen?');
  });

  it('is none where the transport repeats the request: the repeat gets the first sentence (ASK-13)', async () => {
    const salon = await world.tenant();
    const ask = async (toolCallId: string) =>
      (await salon.ask('check_availability', { date: 'Dienstag' }, { toolCallId })).message;
    const first = await ask('tool_a');
    expect(await ask('tool_a')).toBe(first);
    expect(await ask('tool_b')).toMatch(/Soll ich einen davon buchen\?$/);
    expect(await ask('tool_a')).toBe(first);
  });

  it('is of its own tenant (ASK-74)', async () => {
    const [north, south] = [await world.tenant(), await world.tenant()];
    const once = { callId: 'call_of_both' };
    await north.ask('check_availability', { date: 'Dienstag' }, once);
    expect((await south.ask('check_availability', { date: 'Dienstag' }, once)).message).toMatch(
      /Was passt Ihnen\?$/,
    );
  });

  it('goes on in English too (ASK-96)', async () => {
    const salon = await world.tenant(ENGLISH_SALON);
    await salon.ask('check_availability', { date: 'Tuesday' });
    expect((await salon.ask('check_availability', { date: 'Tuesday' })).message).toMatch(
      /and more\. Shall I book one of them\?$/,
    );
  });
});

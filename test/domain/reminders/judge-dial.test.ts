import { describe, expect, it } from 'vitest';
import { judgeDial } from '../../../src/domain/reminders/judge-dial.ts';
import type { DialQuestion } from '../../../src/domain/reminders/judge-dial.ts';
import type { ReminderWishes } from '../../../src/domain/reminders/reminder-settings.ts';
import { resolveReminderSettings } from '../../../src/domain/reminders/resolve-reminder-settings.ts';

/** A Monday, 11:00 in Berlin. */
const NOW = new Date('2026-11-23T10:00:00Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const after = (ms: number): Date => new Date(NOW.getTime() + ms);
const ago = (ms: number): Date => after(-ms);

const settings = (wishes: ReminderWishes = {}) =>
  resolveReminderSettings({
    wishes: { enabled: true, agentId: 'agent_example', fromNumber: '+4930000000', ...wishes },
    businessType: 'salon',
    businessName: 'Salon Nord',
    country: 'DE',
  });
const appointmentAt = (startsAt: Date, status: 'scheduled' | 'cancelled' = 'scheduled') => ({
  id: 'apt_1',
  status,
  startsAt,
  endsAt: new Date(startsAt.getTime() + HOUR_MS),
  source: 'voice' as const,
  heardOfAt: NOW,
});
const usage = { quarterHour: 0, day: 0, atOnce: 0 };
const START = after(24 * HOUR_MS);

/** A reminder that may be dialled, but for what is said. */
const ask = (change: Partial<DialQuestion> = {}) =>
  judgeDial({
    now: NOW,
    purpose: 'reminder',
    settings: settings(),
    hasKey: true,
    isPaused: false,
    customer: { phone: '+491710000001' },
    zones: ['Europe/Berlin'],
    appointment: appointmentAt(START),
    plannedFor: START,
    isBeingChanged: false,
    forbiddenBy: undefined,
    lastDialAt: undefined,
    usage,
    ...change,
  });

/** Everything that ends a call for good, the first to be named first. */
const ENDS: [string, Partial<DialQuestion>][] = [
  ['switched_off', { settings: undefined }],
  ['no_customer', { customer: undefined }],
  ['no_number', { customer: {} }],
  ['globally_do_not_call', { forbiddenBy: 'global' }],
  ['appointment_gone', { appointment: appointmentAt(START, 'cancelled') }],
  ['not_configured', { hasKey: false }],
  ['too_close_to_appointment', { appointment: appointmentAt(after(59 * MINUTE_MS)), plannedFor: undefined }],
  ['no_common_hours', { zones: [] }],
];

/** What a later time makes right, in the same way, with how long it takes. */
const DELAYS: [string, number, Partial<DialQuestion>][] = [
  ['outside_hours', 9 * HOUR_MS, { zones: ['Pacific/Auckland'] }],
  ['paused', 15 * MINUTE_MS, { isPaused: true }],
  ['standing_unknown', 5 * MINUTE_MS, { isBeingChanged: true }],
  ['number_called_lately', 10 * MINUTE_MS, { lastDialAt: ago(50 * MINUTE_MS) }],
  [
    'quarter_hour_limit',
    5 * MINUTE_MS,
    { usage: { ...usage, quarterHour: 25, quarterHourSince: ago(10 * MINUTE_MS) } },
  ],
  ['day_limit', HOUR_MS, { usage: { ...usage, day: 300, daySince: ago(23 * HOUR_MS) } }],
  ['at_once_limit', MINUTE_MS / 2, { usage: { ...usage, atOnce: 5 } }],
];

describe('the judgement of a dial', () => {
  it('lets a call through where nothing is against it, and says what was counted (VIO-38)', () => {
    expect(ask()).toEqual({
      kind: 'allowed',
      facts: { quarterHour: 0, day: 0, atOnce: 0, quarterHourLimit: 25, dayLimit: 300, atOnceLimit: 5 },
    });
  });

  it.each(ENDS)('is %s for good (VIO-21, VIO-34, VIO-35, VIO-36)', (verdict, change) => {
    expect(ask(change)).toMatchObject({ kind: 'never', verdict });
  });

  it.each(ENDS.slice(1).map(([verdict, change], place) => ({ verdict, change, before: ENDS[place] })))(
    'names what comes before $verdict where both are true',
    ({ change, before }) => {
      // The place before: a settings-less tenant has no key either.
      expect(ask({ ...change, ...before?.[1] })).toMatchObject({ kind: 'never', verdict: before?.[0] });
    },
  );

  it.each(DELAYS)('is %s for now, until that is over (VIO-34, VIO-38)', (verdict, waitMs, change) => {
    expect(ask(change)).toMatchObject({ kind: 'later', verdict, retryAt: after(waitMs) });
  });

  it.each(DELAYS.slice(1).map(([verdict, , change], place) => ({ verdict, change, before: DELAYS[place] })))(
    'names what comes before $verdict where both are true for now',
    ({ change, before }) => {
      const both = { ...change, ...before?.[2] };
      const counted = { ...usage, ...change.usage, ...before?.[2].usage };
      expect(ask({ ...both, usage: counted })).toMatchObject({ kind: 'later', verdict: before?.[0] });
    },
  );

  it('ends a call for good rather than putting it off', () => {
    expect(ask({ isPaused: true, forbiddenBy: 'tenant' })).toMatchObject({ verdict: 'do_not_call' });
    expect(ask({ zones: ['Pacific/Auckland'], customer: undefined })).toMatchObject({
      verdict: 'no_customer',
    });
  });

  it('waits for Monday at the weekend and for the day after a holiday (VIO-34)', () => {
    const saturday = new Date('2026-11-21T10:00:00Z');
    const later = { appointment: appointmentAt(new Date('2027-01-10T10:00:00Z')), plannedFor: undefined };
    expect(ask({ ...later, now: saturday })).toMatchObject({
      kind: 'later',
      verdict: 'weekend',
      retryAt: new Date('2026-11-23T07:00:00Z'),
      movedBecause: 'weekend',
    });
    const newYear = new Date('2027-01-01T10:00:00Z');
    expect(ask({ ...later, now: newYear })).toMatchObject({
      kind: 'later',
      verdict: 'holiday',
      retryAt: new Date('2027-01-04T07:00:00Z'),
      movedBecause: 'holiday',
    });
  });

  it('says what of the called party has moved a call, and nothing where it was us (VIO-33)', () => {
    expect(ask({ zones: ['Pacific/Honolulu'] })).toMatchObject({ movedBecause: 'before_hours' });
    expect(ask({ zones: ['Pacific/Auckland'] })).toMatchObject({ movedBecause: 'after_hours' });
    expect(ask({ lastDialAt: ago(1) })).toMatchObject({ movedBecause: 'number_called_lately' });
    expect(ask({ isPaused: true })).not.toHaveProperty('movedBecause');
  });

  it('holds at the limit itself: an hour before the appointment is early enough, an hour after the call late enough (VIO-36, VIO-38)', () => {
    expect(ask({ appointment: appointmentAt(after(HOUR_MS)), plannedFor: undefined }).kind).toBe('allowed');
    expect(ask({ lastDialAt: ago(HOUR_MS) }).kind).toBe('allowed');
    expect(ask({ lastDialAt: ago(HOUR_MS - 1) }).kind).toBe('later');
    expect(ask({ usage: { ...usage, quarterHour: 24, day: 299, atOnce: 4 } }).kind).toBe('allowed');
  });

  it('is asked again a second later at the soonest, whatever the limits say', () => {
    const longAgo = { ...usage, quarterHour: 25, quarterHourSince: ago(HOUR_MS) };
    expect(ask({ usage: longAgo })).toMatchObject({ retryAt: after(1_000) });
  });

  it('lets calls through that are about no time (VIO-37)', () => {
    expect(ask({ appointment: undefined, plannedFor: undefined }).kind).toBe('allowed');
  });

  it('takes an appointment that was moved or has vanished for gone (VIO-12)', () => {
    expect(ask({ plannedFor: after(25 * HOUR_MS) })).toMatchObject({ verdict: 'appointment_gone' });
    expect(ask({ appointment: undefined })).toMatchObject({ verdict: 'appointment_gone' });
  });

  it('makes a call that was asked for now where reminders are switched off, and no other one', () => {
    const off = settings({ enabled: false });
    expect(ask({ settings: off })).toMatchObject({ verdict: 'switched_off' });
    expect(ask({ settings: off, purpose: 'retry' })).toMatchObject({ verdict: 'switched_off' });
    expect(ask({ settings: off, purpose: 'call_now' }).kind).toBe('allowed');
  });

  it('needs an agent, a number and a key (VIO-09)', () => {
    const { agentId: _agent, ...noAgent } = settings();
    const { fromNumber: _from, ...noNumber } = settings();
    expect(ask({ settings: noAgent })).toMatchObject({ verdict: 'not_configured' });
    expect(ask({ settings: noNumber })).toMatchObject({ verdict: 'not_configured' });
  });
});

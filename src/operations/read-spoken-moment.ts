import { readMoment } from '../domain/speech/read-moment.ts';
import type { MomentReading, Reading } from '../domain/speech/reading.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome, WallTimePart } from '../platform/outcome.ts';
import type { CallCtx } from './context.ts';

/** Understands a spoken day or time (ASK-32, ASK-33) and says back what it understood, or asks again. */
export function readSpokenMoment(ctx: CallCtx, text: string | undefined): Outcome<MomentReading> {
  if (text === undefined) return refused('argument_missing', { argument: 'text' });
  const { timezone: zone, locale } = ctx.tenant;
  const read = readMoment(text, { now: ctx.clock.now(), zone, locale });
  if (read.status === 'none') return done(read, say('moment_unclear', {}));
  if (read.status === 'ambiguous') {
    return done(read, say('moment_ambiguous', { candidates: read.candidates.map(startOf) }));
  }
  const { reading } = read;
  return done(
    read,
    say('moment_understood', { kind: reading.kind, from: startOf(reading), until: endOf(reading) }),
  );
}

function startOf(reading: Reading): WallTimePart {
  return part(reading.date, reading.time);
}

function endOf(reading: Reading): WallTimePart {
  return part(reading.untilDate, reading.untilTime);
}

function part(date: string | undefined, time: string | undefined): WallTimePart {
  return { ...(date === undefined ? {} : { date }), ...(time === undefined ? {} : { time }) };
}

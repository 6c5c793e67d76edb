import { readMoment } from '../domain/speech/read-moment.ts';
import type { MomentReading, Reading } from '../domain/speech/reading.ts';
import { comesTwice, toWallTime } from '../domain/wall-clock.ts';
import { done, refused, say } from '../platform/outcome.ts';
import type { Outcome, Refusal, Saying, SpokenReading, WallTimePart } from '../platform/outcome.ts';
import type { CallCtx } from './context.ts';
import { speechContext } from './speech-context.ts';
import { isTooFar, refuseNoSuchDay, refuseOutOfReach } from './understand-search.ts';

/**
 * Understands a spoken day or time (ASK-32, ASK-33) and says back what it understood, asks which of several was meant,
 * or says why it cannot be: no such day, no such time, past, skipped or doubled by the clock change.
 */
export function readSpokenMoment(ctx: CallCtx, text: string | undefined): Outcome<MomentReading> {
  if (text === undefined) return refused('argument_missing', { argument: 'text' });
  const read = readMoment(text, speechContext(ctx));
  return done(read, answerTo(ctx, text, read));
}

function answerTo(ctx: CallCtx, text: string, read: MomentReading): Saying | Refusal {
  if (read.status === 'resolved')
    return refuseOutOfReach(ctx, read.reading) ?? say('moment_understood', spoken(ctx, read.reading));
  if (read.status === 'ambiguous') {
    const { date: today } = toWallTime(ctx.clock.now(), ctx.tenant.timezone);
    const near = read.candidates.filter(({ date }) => date === undefined || !isTooFar(date, today));
    return say('moment_ambiguous', { candidates: near.map((candidate) => spoken(ctx, candidate)) });
  }
  switch (read.why) {
    case 'no_such_day':
      return refuseNoSuchDay(ctx, { date: text });
    case 'no_such_time':
      return refused('no_such_time', {});
    case 'unclear':
      return say('moment_unclear', {});
  }
}

function spoken(ctx: CallCtx, reading: Reading): SpokenReading {
  const { kind, date, time, untilDate, untilTime } = reading;
  const isTwice =
    kind === 'at' &&
    date !== undefined &&
    time !== undefined &&
    comesTwice({ date, time }, ctx.tenant.timezone);
  return {
    kind,
    from: part(date, time),
    until: part(untilDate, untilTime),
    ...(isTwice ? { beforeClockChange: true } : {}),
  };
}

function part(date: string | undefined, time: string | undefined): WallTimePart {
  return { ...(date === undefined ? {} : { date }), ...(time === undefined ? {} : { time }) };
}

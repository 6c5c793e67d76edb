import { isSaid } from '../domain/matching/said-words.ts';
import { takePerson } from '../domain/matching/take-person.ts';
import { resolveWish } from '../domain/speech/resolve-wish.ts';
import { bookablePeople } from './choose-service.ts';
import type { Ctx } from './context.ts';
import { speechContext } from './speech-context.ts';
import type { SaidMoment } from './understand-search.ts';

interface SaidOfPerson extends SaidMoment {
  staff?: string;
}

/**
 * A wish with whoever was named beside its day or time as the person wished for (ASK-12), so that "Dienstag bei der
 * Anna" is read as a day. A person who was named apart comes first.
 */
export function hearPerson<W extends SaidOfPerson>(
  ctx: Ctx,
  wish: W,
): Omit<W, keyof SaidOfPerson> & SaidOfPerson {
  const { date, time, staff, ...others } = wish;
  const [inDate, inTime] = [takenFrom(ctx, date), takenFrom(ctx, time)];
  const named = isSaid(staff) ? staff : (inDate.staff ?? inTime.staff ?? staff);
  return {
    ...others,
    ...(inDate.rest === undefined ? {} : { date: inDate.rest }),
    ...(inTime.rest === undefined ? {} : { time: inTime.rest }),
    ...(named === undefined ? {} : { staff: named }),
  };
}

function takenFrom(ctx: Ctx, text: string | undefined): { rest?: string; staff?: string } {
  if (text === undefined) return {};
  const isMoment = (word: string) => {
    const { date, time } = resolveWish({ date: word }, speechContext(ctx), 'moment');
    return date === 'given' || time === 'given';
  };
  const { rest, ...taken } = takePerson(text, bookablePeople(ctx.tenant), isMoment);
  return taken.staff !== undefined && rest === '' ? taken : { rest, ...taken };
}

import fc from 'fast-check';
import type { CalcomFault } from '../simulators/calcom/calcom-faults.ts';
import { isStanding, rootOf, viewCalendar } from './calendar-view.ts';
import { comeToRest } from './come-to-rest.ts';
import { pick } from './heard.ts';
import { expectSoundCalendar, judge } from './judge.ts';
import { modelCommand } from './model-command.ts';
import { WISHES } from './wishes.ts';

/** Each costs the calendar's circuit a failure; it opens at five in a row. */
const MOST_FAULTS = 4;
/** As many as one write makes at most, so that its end stays unknown. */
const LOOK_UPS = 3;
const FAULTS: Record<string, CalcomFault> = {
  lost: { kind: 'lose_answer' },
  reset: { kind: 'reset' },
  refused: { kind: 'status', status: 503 },
};

/** The calendar fails its next write, and perhaps the look-up that follows. */
const faults = fc.tuple(fc.constantFrom(...Object.keys(FAULTS)), fc.boolean()).map(([kind, isLookUpLost]) =>
  modelCommand(
    `fault ${kind}${isLookUpLost ? ' and the look-up' : ''}`,
    (heard, run) => {
      const plant = (method: string, fault: CalcomFault | undefined, times: number) => {
        if (fault === undefined) return;
        heard.faults += times;
        run.salon.calcom.faults.add({ method, path: '/v2/bookings*', fault, times });
      };
      plant('POST', FAULTS[kind], 1);
      if (isLookUpLost) plant('GET', FAULTS['refused'], LOOK_UPS);
      heard.isDisturbed = true;
      return Promise.resolve();
    },
    (heard) => heard.faults + (isLookUpLost ? 1 + LOOK_UPS : 1) <= MOST_FAULTS,
  ),
);

/** Somebody books on a page, where nobody's hold but the calendar's own reservations counts. */
const booksElsewhere = fc.nat(WISHES.length - 1).map((place) =>
  modelCommand(`elsewhere books wish ${place}`, (heard, run) => {
    const wish = pick(WISHES, place);
    if (!run.isFreeElsewhere(wish)) return Promise.resolve();
    heard.isDisturbed = true;
    run.salon.calcom.addBooking({ eventTypeId: wish.eventTypeId, start: new Date(wish.at) });
    return Promise.resolve();
  }),
);

const changesElsewhere = fc
  .tuple(fc.nat(9), fc.option(fc.nat(WISHES.length - 1), { nil: undefined }))
  .map(([place, target]) =>
    modelCommand(
      target === undefined ? `elsewhere cancels ${place}` : `elsewhere moves ${place} to wish ${target}`,
      (heard, run) => {
        const standing = run.bookings().filter(isStanding);
        if (standing.length === 0) return Promise.resolve();
        const booking = pick(standing, place);
        const { uid, eventTypeId, start } = booking;
        if (target === undefined) {
          run.salon.calcom.cancelElsewhere(uid);
        } else {
          const fitting = WISHES.filter(
            (one) => one.eventTypeId === eventTypeId && one.at !== start.getTime(),
          );
          const wish = pick(fitting, target);
          if (!run.isFreeElsewhere(wish, uid)) return Promise.resolve();
          run.salon.calcom.rescheduleElsewhere(uid, new Date(wish.at));
        }
        heard.isDisturbed = true;
        heard.mayHaveChanged.add(rootOf(run.bookings(), uid));
        return Promise.resolve();
      },
    ),
  );

/** One of the waiting webhooks arrives, whichever; or arrives twice; or is lost for good. */
const webhook = fc
  .tuple(fc.nat(9), fc.constantFrom('comes', 'comes', 'comes twice', 'is lost'))
  .map(([place, fate]) =>
    modelCommand(`webhook ${place} ${fate}`, async (heard, run) => {
      const posted = run.webhooks();
      if (posted.length === 0) return;
      const before = viewCalendar(run.bookings());
      const body = pick(posted, place);
      posted.splice(posted.indexOf(body), 1);
      if (fate === 'is lost') run.lost.push(body);
      if (fate !== 'is lost') await run.deliver(body);
      if (fate === 'comes twice') await run.deliver(anotherCopy(body));
      await judge(run, heard, before, []);
    }),
  );

const time = fc.constantFrom(1, 2, 5, 6).map((minutes) =>
  modelCommand(`wait ${minutes} minutes`, (_heard, run) => {
    run.world.clock.advance({ minutes });
    return Promise.resolve();
  }),
);

/** The minute's sweep, which may die under way. */
const sweep = fc.option(fc.nat(40), { nil: undefined }).map((steps) =>
  modelCommand(`sweep${steps === undefined ? '' : ` dying after ${steps} steps`}`, async (heard, run) => {
    const before = viewCalendar(run.bookings());
    if (steps !== undefined) heard.isDisturbed = true;
    await run.sweep(steps);
    await judge(run, heard, before, []);
  }),
);

/** Everything is let come to its end, and all promises are held against ledger and calendar. */
const rest = fc.constant(
  modelCommand('rest', async (heard, run) => {
    await comeToRest(run, heard);
    expectSoundCalendar(run, heard);
  }),
);

export const commandsOfTheWorld = [
  faults,
  faults,
  booksElsewhere,
  changesElsewhere,
  webhook,
  webhook,
  time,
  sweep,
  rest,
];

/** Two hooks post the same event with a moment of their own in it. */
function anotherCopy(body: unknown): unknown {
  return { ...Object(body), createdAt: '2026-11-20T09:30:00.000Z' };
}

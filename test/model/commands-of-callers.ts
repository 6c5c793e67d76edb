import fc from 'fast-check';
import { expect } from 'vitest';
import { viewCalendar } from './calendar-view.ts';
import { canSay, invocationOf, pick } from './heard.ts';
import type { Caller, Deed, Heard } from './heard.ts';
import { judge } from './judge.ts';
import type { Said } from './judge.ts';
import { modelCommand } from './model-command.ts';
import type { Invocation, SalonRun } from './salon-run.ts';
import { WISHES } from './wishes.ts';

const wish = fc.nat(WISHES.length - 1);
const which = fc.oneof(fc.nat(3), fc.nat(3), fc.constant('unnamed' as const));
const who = fc.nat(2);
const gateway = fc.nat(1);
/** As many as a booking takes, and some more. */
const steps = fc.nat(110);

/** For how long nobody takes over what a dead process had begun; until then a repeat waits out its whole budget. */
const LEASE_SECONDS = 11;

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('start' as const), wish }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('confirm' as const, 'confirm_last' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('search' as const, 'deny' as const, 'confirm_first' as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('cancel' as const), which }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('move' as const), which, wish }) },
);

/** One caller says something. */
const says = fc.tuple(who, gateway, deed).map(([one, at, said]) =>
  modelCommand(
    `say ${one} at ${at} ${inWords(said)}`,
    (heard, run) => sayAndJudge(heard, run, pick(heard.callers, one), at, said),
    (heard) => canSay(pick(heard.callers, one), said),
  ),
);

/** An offer and the yes to it, without which most of what else is said has nothing to be about. */
const books = fc.tuple(who, gateway, wish).map(([one, at, wished]) =>
  modelCommand(`book ${one} at ${at} wish ${wished}`, async (heard, run) => {
    const caller = pick(heard.callers, one);
    await sayAndJudge(heard, run, caller, at, { kind: 'start', wish: wished });
    await sayAndJudge(heard, run, caller, at + 1, { kind: 'confirm' });
  }),
);

/** The same invocation reaches both gateways at the same moment. */
const doubled = fc.tuple(who, deed).map(([one, said]) =>
  modelCommand(
    `double ${one} ${inWords(said)}`,
    async (heard, run) => {
      const caller = pick(heard.callers, one);
      const invocation = invocationOf(heard, caller, said);
      const before = viewCalendar(run.bookings());
      const answers = await run.sayAtOnce([0, 1].map((at) => ({ gateway: at, invocation })));
      const both = answers.map((answer): Said => ({ caller, deed: said, invocation, answer }));
      await judge(run, heard, before, both);
      // Where the calendar failed the one that came first, the other one did the deed.
      if (!answers.some((answer) => answer['reason'] === 'unavailable')) expectSameWhereDone(both);
    },
    (heard) => canSay(pick(heard.callers, one), said),
  ),
);

/** Two callers, or one of them twice, at the same moment. */
const race = fc.tuple(who, deed, who, deed).map(([one, said, other, otherSaid]) =>
  modelCommand(
    `race ${one} ${inWords(said)} against ${other} ${inWords(otherSaid)}`,
    async (heard, run) => {
      const callers = [pick(heard.callers, one), pick(heard.callers, other)];
      const saying = [said, otherSaid].map((next, place) => {
        const caller = pick(callers, place);
        return { caller, deed: next, invocation: invocationOf(heard, caller, next) };
      });
      // Where one caller says two things nobody knows which comes first.
      const forget = () => (one === other ? delete pick(callers, 0).live : false);
      forget();
      const before = viewCalendar(run.bookings());
      const answers = await run.sayAtOnce(
        saying.map(({ invocation }, place) => ({ gateway: place, invocation })),
      );
      await judge(
        run,
        heard,
        before,
        saying.map((next, place): Said => ({ ...next, answer: pick(answers, place) })),
      );
      forget();
    },
    (heard) => canSay(pick(heard.callers, one), said) && canSay(pick(heard.callers, other), otherSaid),
  ),
);

/** What a caller said before comes again: the very same invocation, or the same words once more. */
const repeated = fc.tuple(who, gateway, fc.boolean(), fc.nat(3)).map(([one, at, isTransport, back]) =>
  modelCommand(
    `repeat ${one} at ${at} ${isTransport ? 'invocation' : 'words'} ${back} back`,
    async (heard, run) => {
      const caller = pick(heard.callers, one);
      const first = pick(caller.said.toReversed(), back);
      const isNext = first === caller.said.at(-1) && first.invocation.callId === caller.callId;
      const invocation = isTransport ? first.invocation : sameWords(heard, caller, first.invocation);
      const before = viewCalendar(run.bookings());
      const answer = await run.say(at, invocation);
      const again: Said = { caller, deed: first.deed, invocation, answer };
      await judge(run, heard, before, [again]);
      const isSame = isTransport || (isNext && !heard.isDisturbed && first.deed.kind !== 'search');
      if (isSame) expectSameWhereDone([{ ...first, caller }, again]);
    },
    (heard) => pick(heard.callers, one).said.length > 0,
  ),
);

/** A process dies while it does the deed: nobody hears its answer, and its lease ends before anybody asks again. */
const crash = fc.tuple(who, deed, steps).map(([one, said, dies]) =>
  modelCommand(
    `crash ${one} ${inWords(said)} after ${dies} steps`,
    async (heard, run) => {
      heard.isDisturbed = true;
      const caller = pick(heard.callers, one);
      const invocation = invocationOf(heard, caller, said);
      const before = viewCalendar(run.bookings());
      await run.sayToDying(dies, invocation);
      run.world.clock.advance({ seconds: LEASE_SECONDS });
      await judge(run, heard, before, [{ caller, deed: said, invocation }]);
    },
    (heard) => canSay(pick(heard.callers, one), said),
  ),
);

/** The caller hangs up and rings again. */
const ringsAgain = who.map((one) =>
  modelCommand(`ring ${one} again`, (heard) => {
    const caller = pick(heard.callers, one);
    caller.calls += 1;
    caller.callId = caller.callId.replace(/_\d+$/, `_${caller.calls}`);
    delete caller.live;
    return Promise.resolve();
  }),
);

const often = <T>(times: number, one: T): T[] => Array.from({ length: times }, () => one);

export const commandsOfCallers = [
  ...often(4, says),
  ...often(5, books),
  ...often(2, doubled),
  ...often(2, race),
  ...often(2, repeated),
  ...often(2, crash),
  ringsAgain,
];

async function sayAndJudge(
  heard: Heard,
  run: SalonRun,
  caller: Caller,
  at: number,
  said: Deed,
): Promise<void> {
  const invocation = invocationOf(heard, caller, said);
  const before = viewCalendar(run.bookings());
  const answer = await run.say(at, invocation);
  await judge(run, heard, before, [{ caller, deed: said, invocation, answer }]);
}

function sameWords(heard: Heard, caller: Caller, { name, args }: Invocation): Invocation {
  return { ...invocationOf(heard, caller, { kind: 'search' }), name, args };
}

function expectSameWhereDone([first, second]: Pick<Said, 'answer' | 'invocation'>[]): void {
  if (first?.answer?.success !== true || second?.answer === undefined) return;
  if (first.invocation.name === 'check_availability' || second.answer['pending'] === true) return;
  expect(second.answer, `the answer to the repeat of ${first.invocation.name}`).toMatchObject({
    success: true,
    message: first.answer.message,
  });
}

function inWords(said: Deed): string {
  return Object.values(said).join(' ');
}

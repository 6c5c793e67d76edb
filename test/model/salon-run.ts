import { createSingleFlight } from '../../src/operations/single-flight.ts';
import { createTenantDirectory } from '../../src/operations/tenant-directory.ts';
import type { Deps } from '../../src/operations/context.ts';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { sweepTenant } from '../../src/operations/sweep.ts';
import { takeCalendarEvent } from '../../src/operations/take-calendar-event.ts';
import { createBackground } from '../../src/platform/background.ts';
import type { SimBooking } from '../simulators/calcom/calendar-book.ts';
import { openSalonWithHook } from '../support/calendar-hook.ts';
import { openTenant } from '../support/tenant-under-test.ts';
import type { Answered, TenantUnderTest } from '../support/tenant-under-test.ts';
import type { World } from '../support/world.ts';
import { dyingDeps, lifeOf } from './dying-deps.ts';
import { isStanding } from './calendar-view.ts';
import type { Wish } from './wishes.ts';

/** One function call with everything that makes it this one. */
export interface Invocation {
  name: string;
  args: Record<string, unknown>;
  callId: string;
  from: string;
  toolCallId: string;
}

interface Gateway {
  deps: Deps;
  door: TenantUnderTest;
}

/** One run of the model: a fresh salon behind two gateways, and everything that happens to it. */
export interface SalonRun {
  world: World;
  salon: TenantUnderTest;
  counts: Map<string, number>;
  /** Resolves when the deed has come to its end, also what of it goes on behind the answer. */
  say(gateway: number, invocation: Invocation): Promise<Answered>;
  /** Several at the same moment, each at its gateway. */
  sayAtOnce(asked: { gateway: number; invocation: Invocation }[]): Promise<Answered[]>;
  /** At a process that dies after so many steps; what it answers is never heard. */
  sayToDying(steps: number, invocation: Invocation): Promise<void>;
  /** Webhooks that the calendar has posted and nobody has got yet, oldest first. */
  webhooks(): unknown[];
  /** Those that will never arrive by themselves. */
  lost: unknown[];
  /** The calendar posts a webhook and it is worked off; what cannot be yet waits. */
  deliver(body: unknown): Promise<void>;
  sweep(steps?: number): Promise<void>;
  workOff(): Promise<void>;
  bookings(): SimBooking[];
  /** Whether somebody at a page could take this time; nobody's hold counts there. */
  isFreeElsewhere(wish: Wish, uid?: string): boolean;
  close(): Promise<void>;
}

/** What all runs of one world share: opening it costs more than a run. */
export interface ModelWorld {
  world: World;
  counts: Map<string, number>;
  second: Deps;
  secondApp: World['app'];
}

export function shareWorld(world: World, counts: Map<string, number>): ModelWorld {
  const second = anotherProcess(world.deps);
  return { world, counts, second, secondApp: world.openApp(second) };
}

/** The same database and cache with nothing of another process's memory. */
function anotherProcess(first: Deps): Deps {
  const background = createBackground(first.log);
  const { system, openStore, machine } = first;
  const directory = createTenantDirectory({ system, openStore, background, elapsedMs: machine.elapsedMs });
  return {
    ...first,
    background,
    directory,
    slotQuestions: createSingleFlight(),
    reservations: createSingleFlight(),
  };
}

export async function openSalonRun({ world, counts, second, secondApp }: ModelWorld): Promise<SalonRun> {
  const { salon, waiting } = await openSalonWithHook(world);
  const { id, definition, calcom } = salon;
  await second.directory.refresh();
  const openDoor = (deps: Deps, app: World['app']): Gateway => {
    const settle = () => settleProcess(deps);
    return { deps, door: openTenant({ deps, app, settle, id, definition, calcom }) };
  };
  const gateways = [openDoor(world.deps, world.app), openDoor(second, secondApp)];
  const posted: unknown[] = [];
  const webhooks = (): unknown[] => {
    posted.push(...waiting());
    return posted;
  };
  const settle = async (): Promise<void> => {
    for (const { deps } of gateways) await settleProcess(deps);
  };
  const ask = (number: number, { name, args, ...options }: Invocation): Promise<Answered> => {
    const gateway = gateways[number % gateways.length];
    if (gateway === undefined) throw new Error('no such gateway');
    return gateway.door.ask(name, args, options);
  };
  const openWork = (deps: Deps) => openCtx(deps, id, new AbortController().signal, 'system');
  const workOff = async (): Promise<void> => {
    const ctx = await openWork(world.deps);
    for (const entry of await salon.store.inbox.listWaiting()) {
      // What cannot be worked off yet is tried again, as its job would.
      await takeCalendarEvent(ctx, entry.id).catch(() => undefined);
    }
    await settle();
  };

  return {
    world,
    salon,
    counts,
    webhooks,
    lost: [],
    async say(gateway, invocation) {
      const answer = await ask(gateway, invocation);
      await settle();
      return answer;
    },
    async sayAtOnce(asked) {
      const answers = await Promise.all(asked.map((one) => ask(one.gateway, one.invocation)));
      await settle();
      return answers;
    },
    async sayToDying(steps, { name, args, ...options }) {
      const deps = dyingDeps(anotherProcess(world.deps), lifeOf(steps));
      await deps.directory.refresh();
      await openDoor(deps, world.openApp(deps)).door.ask(name, args, options);
      await settleProcess(deps);
      await settle();
    },
    async deliver(body) {
      const answer = await salon.postCalcom(body);
      if (answer.status !== 204) throw new Error('a webhook was not taken');
      await workOff();
    },
    async sweep(steps) {
      const deps = steps === undefined ? world.deps : dyingDeps(anotherProcess(world.deps), lifeOf(steps));
      if (steps !== undefined) await deps.directory.refresh();
      await sweepTenant(await openWork(deps));
      await settleProcess(deps);
      await settle();
    },
    workOff,
    bookings: () => calcom.bookings(),
    isFreeElsewhere(wish, uid) {
      const hosts = wish.minutes === 45 ? ['Anna'] : ['Anna', 'Ben'];
      const until = wish.at + wish.minutes * 60_000;
      const busy = calcom.bookings().flatMap((one) => {
        const isThen = one.start.getTime() < until && wish.at < one.end.getTime();
        return isStanding(one) && one.uid !== uid && isThen ? [one.host] : [];
      });
      const own = calcom.bookings().find((one) => one.uid === uid)?.host;
      return hosts.some((host) => !busy.includes(host) && (own === undefined || own === host));
    },
    close: () => calcom.close(),
  };
}

async function settleProcess(deps: Deps): Promise<void> {
  await deps.background.drain();
  await deps.callLog.drain();
}

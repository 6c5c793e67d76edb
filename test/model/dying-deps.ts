import type { Deps } from '../../src/operations/context.ts';

/** What kills a process at one of its steps: from then on nothing that it does reaches the outside. */
export interface Life {
  /** Counts one step; throws at the last one and ever after. */
  step(): void;
  isOver(): boolean;
}

export function lifeOf(steps: number): Life {
  let left = steps;
  return {
    step() {
      if (left <= 0) throw new Error('this process is dead');
      left -= 1;
    },
    isOver: () => left <= 0,
  };
}

/** The same parts in a process that dies: every statement, cache call and calendar call is two steps, before and behind. */
export function dyingDeps(deps: Deps, life: Life): Deps {
  return {
    ...deps,
    openStore: (tenantId) => mortal(deps.openStore(tenantId), life),
    cache: { ...deps.cache, open: (tenantId) => mortal(deps.cache.open(tenantId), life) },
    calendars: {
      ...deps.calendars,
      open: (tenantId, settings) => mortal(deps.calendars.open(tenantId, settings), life),
    },
  };
}

/** The object with the methods of all its parts counted; what a transaction hands to its work is counted too. */
function mortal<T extends object>(target: T, life: Life): T {
  return new Proxy(target, {
    get(inner, key) {
      const value: unknown = Reflect.get(inner, key);
      if (typeof value === 'object' && value !== null) return mortal(value, life);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]): Promise<unknown> => {
        life.step();
        const result: unknown = await Reflect.apply(
          value,
          inner,
          key === 'atomically' ? within(args, life) : args,
        );
        life.step();
        return result;
      };
    },
  });
}

function within([work, ...rest]: unknown[], life: Life): unknown[] {
  if (typeof work !== 'function') throw new Error('a transaction without work');
  return [(store: object): unknown => Reflect.apply(work, undefined, [mortal(store, life)]), ...rest];
}

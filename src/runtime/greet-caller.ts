import { speakMoment, speakToday, speakWeekday } from '../domain/speech/speak.ts';
import type { TenantDoor } from '../domain/tenant.ts';
import { toWallTime } from '../domain/wall-clock.ts';
import type { CallInfo, Deps } from '../operations/context.ts';
import { openCall } from '../operations/open-call.ts';
import { openCallCtx } from '../operations/open-ctx.ts';
import { waitUntil } from '../operations/wait-until.ts';
import { warmSlots } from '../operations/warm-slots.ts';
import { languageOf } from '../platform/language.ts';

/** What an agent's prompt can use before its first word. Every field is a text: an unset one would be read out. */
export interface Greeting {
  customerName: string;
  /** Service, day and time in words; empty where there is none. */
  nextAppointment: string;
  today: string;
  weekday: string;
  tenantName: string;
  timezone: string;
}

/** The caller hears it ring until we answer; what is not known by then stays empty. */
const BUDGET_MS = 800;

/**
 * Recognises the caller while the phone rings, makes the call's record where Retell has named the call already
 * (ASK-46), and warms the cache behind the answer. Never rejects.
 */
export async function greetCaller(
  deps: Deps,
  door: TenantDoor,
  call: CallInfo,
  isNamed: boolean,
): Promise<Greeting> {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), BUDGET_MS);
  const work = greet(deps, door, call, isNamed);
  deps.background.add('greet caller', work);
  try {
    return await waitUntil(ending.signal, work);
  } catch (error) {
    deps.log.warn({ err: error, tenant: door.slug }, 'caller not recognised in time');
    return nobody(deps, door);
  } finally {
    clearTimeout(timer);
  }
}

async function greet(deps: Deps, door: TenantDoor, call: CallInfo, isNamed: boolean): Promise<Greeting> {
  // Nothing here is cut short by the budget: what is found late still warms the cache.
  const ctx = await openCallCtx(deps, door.id, call, new AbortController().signal);
  deps.background.add('warm slots', warmSlots({ ...ctx, trace: { exchanges: [] } }));
  if (isNamed) deps.background.add('record call', ctx.store.calls.save(call.facts));
  const { timezone, language } = ctx.tenant;
  const opened = await openCall(ctx, isNamed);
  const today = toWallTime(ctx.clock.now(), timezone).date;
  const next = opened.kind === 'done' ? opened.data.next : undefined;
  const customer = opened.kind === 'done' ? opened.data.customer : undefined;
  return {
    customerName: customer?.name ?? '',
    nextAppointment: next === undefined ? '' : `${next.service}, ${speakMoment(next, language, today)}`,
    today: speakToday(today, language),
    weekday: speakWeekday(today, language),
    tenantName: ctx.tenant.name,
    timezone,
  };
}

/** What is known without asking anybody. */
function nobody(deps: Deps, door: TenantDoor): Greeting {
  const language = languageOf(door.locale);
  const today = toWallTime(deps.clock.now(), door.timezone).date;
  return {
    customerName: '',
    nextAppointment: '',
    today: speakToday(today, language),
    weekday: speakWeekday(today, language),
    tenantName: door.name,
    timezone: door.timezone,
  };
}

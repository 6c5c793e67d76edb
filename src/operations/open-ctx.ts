import type { Doer } from '../domain/audit.ts';
import type { TenantId } from '../domain/tenant.ts';
import type { Calendar } from '../upstream/calendar.ts';
import type { CallCtx, CallInfo, Ctx, Deps } from './context.ts';
import { missingCalendar } from './missing-calendar.ts';
import { openPhoneAccount } from './phone-account.ts';

/** Opens a piece of work for a proven tenant. */
export async function openCtx(deps: Deps, tenantId: TenantId, signal: AbortSignal, doer: Doer): Promise<Ctx> {
  const tenant = await deps.directory.profile(tenantId);
  const phone = openPhoneAccount(deps, tenantId);
  return {
    tenant,
    store: deps.openStore(tenantId),
    cache: deps.cache.open(tenantId),
    calendar: openTenantCalendar(deps, tenantId),
    ...(phone === undefined ? {} : { phone }),
    clock: deps.clock,
    ids: deps.ids,
    log: deps.log,
    metrics: deps.metrics,
    doer,
    background: deps.background,
    slotQuestions: deps.slotQuestions,
    reservations: deps.reservations,
    signal,
    trace: { exchanges: [] },
  };
}

/** The same on a call. */
export async function openCallCtx(
  deps: Deps,
  tenantId: TenantId,
  call: CallInfo,
  signal: AbortSignal,
): Promise<CallCtx> {
  return { ...(await openCtx(deps, tenantId, signal, 'caller')), call };
}

/** The tenant's calendar, with the process's settings where the tenant names none. */
export function openTenantCalendar(deps: Deps, tenantId: TenantId): Calendar {
  const settings = deps.directory.door(tenantId)?.calcom;
  if (settings === undefined) return missingCalendar;
  return deps.calendars.open(tenantId, {
    baseUrl: settings.baseUrl ?? deps.defaultCalendarUrl,
    apiKey: settings.apiKey,
    requestsPerMinute: settings.requestsPerMinute,
  });
}

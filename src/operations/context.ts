import type { Doer } from '../domain/audit.ts';
import type { FreeSlot } from '../domain/offer-times.ts';
import type { TenantId, TenantProfile } from '../domain/tenant.ts';
import type { Background } from '../platform/background.ts';
import type { Clock, MachineClock } from '../platform/clock.ts';
import type { Ids } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { CallFacts } from '../store/call-queries.ts';
import type { CallLog } from '../store/call-log.ts';
import type { LiveFeed } from '../store/live-feed.ts';
import type { SecretBox } from '../store/secret-box.ts';
import type { SlotCache, TenantCache } from '../store/slot-cache.ts';
import type { SystemStore } from '../store/system-store.ts';
import type { TenantStore } from '../store/tenant-store.ts';
import type { Calendar, Calendars, Exchange } from '../upstream/calendar.ts';
import type { Telephonies } from '../upstream/telephony.ts';
import type { PhoneAccount } from './phone-account.ts';
import type { SingleFlight } from './single-flight.ts';
import type { TenantDirectory } from './tenant-directory.ts';

/** What a process is made of. Built once, in `src/build-deps.ts`, and once per test. */
export interface Deps {
  clock: Clock;
  machine: MachineClock;
  ids: Ids;
  log: Log;
  metrics: Metrics;
  background: Background;
  calendars: Calendars;
  telephonies: Telephonies;
  cache: SlotCache;
  callLog: CallLog;
  live: LiveFeed;
  system: SystemStore;
  openStore(tenantId: TenantId): TenantStore;
  directory: TenantDirectory;
  /** For tenants that name no calendar address of their own. */
  defaultCalendarUrl: string;
  /** Log the shape of every webhook that comes in (ASK-89). */
  debugWebhooks: boolean;
  /** Seals what a browser keeps for us. */
  browserSeal: Pick<SecretBox, 'seal' | 'open'>;
  /** Questions to calendars that are under way, so that equal ones share one request. */
  slotQuestions: SingleFlight<FetchedDays>;
  /** Reservations that are being made, by claim. */
  reservations: SingleFlight<void>;
}

/** One piece of work, bound to one tenant. */
export interface Ctx {
  tenant: TenantProfile;
  store: TenantStore;
  cache: TenantCache;
  calendar: Calendar;
  /** Absent where there is no key to ask with. */
  phone?: PhoneAccount;
  clock: Clock;
  ids: Ids;
  log: Log;
  metrics: Metrics;
  background: Background;
  slotQuestions: SingleFlight<FetchedDays>;
  /** Reservations that are being made, by claim. */
  reservations: SingleFlight<void>;
  /** For whom the work is done: the audit names them. */
  doer: Doer;
  /** The access key an owner's request was proven with. */
  accessKeyId?: string;
  /** The call that asks; absent for work that no call asked for (webhooks, sweeps). */
  call?: CallInfo;
  /** Aborts when reading must be over because the answer is due. Writes do not listen to it. */
  signal: AbortSignal;
  trace: Trace;
}

/** A `Ctx` on a call: what voice functions get. */
export interface CallCtx extends Ctx {
  call: CallInfo;
  /** Retell's id of this invocation: the same one again is a repeat of the transport. */
  toolCallId?: string;
}

export interface CallInfo {
  id: string;
  /** The other party, E.164: who called us, or whom we called. Absent on web calls and withheld numbers. */
  callerNumber?: string;
  /** The call of ours that it says it is: nothing is believed of it before `sessionOfCall`. */
  sessionId?: string;
  facts: CallFacts;
}

/** What the call record keeps of one piece of work besides question and answer. */
export interface Trace {
  step?: LadderStep;
  exchanges: Exchange[];
}

/** Where availability came from; `none`: nowhere. */
export type LadderStep = 'live' | 'cache' | 'stale' | 'none';

/** What one question to the calendar came to, for everybody who shares it. */
export interface FetchedDays {
  /** Free slots per local date as the calendar and our ledger have them, or what was thrown. */
  found: { kind: 'days'; days: Map<string, FreeSlot[]> } | { kind: 'failed'; error: unknown };
  /** Part of the record of everybody who asked. */
  exchanges: Exchange[];
}

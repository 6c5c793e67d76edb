import type { TenantId } from '../domain/tenant.ts';
import { accessKeyQueries } from './access-key-queries.ts';
import { alertQueries } from './alert-queries.ts';
import { appointmentQueries } from './appointment-queries.ts';
import { auditQueries } from './audit-queries.ts';
import { calendarWriteQueries } from './calendar-write-queries.ts';
import { callQueries } from './call-queries.ts';
import { callChangeQueries } from './call-change-queries.ts';
import { callbackQueries } from './callback-queries.ts';
import { callHistoryQueries } from './call-history-queries.ts';
import { callSessionQueries } from './call-session-queries.ts';
import { claimQueries } from './claim-queries.ts';
import { comparisonQueries } from './comparison-queries.ts';
import { customerContactQueries } from './customer-contact-queries.ts';
import { customerQueries } from './customer-queries.ts';
import type { Db } from './database.ts';
import { dialGateQueries } from './dial-gate-queries.ts';
import { doNotCallQueries } from './do-not-call-queries.ts';
import { followUpTaskQueries } from './follow-up-task-queries.ts';
import { functionCallQueries } from './function-call-queries.ts';
import { identityQueries } from './identity-queries.ts';
import { inboxQueries } from './inbox-queries.ts';
import type { JobQueue } from './job-queue.ts';
import { offerQueries } from './offer-queries.ts';
import { onceQueries } from './once-queries.ts';
import { reminderPlanQueries } from './reminder-plan-queries.ts';
import { taskListQueries } from './task-list-queries.ts';
import { reminderFiguresQueries } from './reminder-figures-queries.ts';
import { reminderFlowQueries } from './reminder-flow-queries.ts';
import { reminderPauseQueries } from './reminder-pause-queries.ts';
import { reconcileQueries } from './reconcile-queries.ts';
import { openScope, scopeWithin } from './scope.ts';
import type { Scope } from './scope.ts';
import { leftoverQueries } from './leftover-queries.ts';
import { personalDataQueries } from './personal-data-queries.ts';
import { reminderRetentionQueries } from './reminder-retention-queries.ts';
import { retentionQueries } from './retention-queries.ts';
import { dailyRunQueries } from './daily-run-queries.ts';
import { serviceImportQueries } from './service-import-queries.ts';
import type { SecretBox } from './secret-box.ts';
import { tenantQueries } from './tenant-queries.ts';
import { waitlistOfferQueries } from './waitlist-offer-queries.ts';
import { waitlistQueries } from './waitlist-queries.ts';

export interface StoreParts {
  db: Db;
  secrets: SecretBox;
  jobs: JobQueue;
}

export type Queries = ReturnType<typeof queriesOf>;

export interface TenantStore extends Queries {
  /** All writes of `work` happen, or none. No network call inside. */
  atomically<T>(work: (store: Queries) => Promise<T>): Promise<T>;
}

/** Everything that can be asked of one tenant's rows. Another tenant's row is "not found". */
export function openTenantStore(parts: StoreParts, tenantId: TenantId): TenantStore {
  const scope = openScope(parts.db, tenantId);
  return {
    ...queriesOf(scope, parts),
    atomically: (work) =>
      scope.query((tx, atEnd) => work(queriesOf(scopeWithin(tx, tenantId, atEnd), parts))),
  };
}

function queriesOf(scope: Scope, parts: StoreParts) {
  return {
    tenant: tenantQueries(scope, parts.secrets),
    accessKeys: accessKeyQueries(scope),
    customers: customerQueries(scope),
    calls: callQueries(scope),
    functionCalls: functionCallQueries(scope),
    callbacks: callbackQueries(scope),
    audit: auditQueries(scope),
    alerts: alertQueries(scope),
    claims: claimQueries(scope),
    offers: offerQueries(scope),
    appointments: appointmentQueries(scope),
    calendarWrites: calendarWriteQueries(scope),
    once: onceQueries(scope),
    identity: identityQueries(scope),
    inbox: inboxQueries(scope, parts.jobs),
    reconciles: reconcileQueries(scope, parts.jobs),
    comparisons: comparisonQueries(scope, parts.jobs),
    serviceImport: serviceImportQueries(scope),
    dailyRuns: dailyRunQueries(scope),
    leftovers: leftoverQueries(scope),
    retention: retentionQueries(scope),
    reminderRetention: reminderRetentionQueries(scope),
    personalData: personalDataQueries(scope),
    followUpTasks: followUpTaskQueries(scope, parts.jobs),
    callSessions: callSessionQueries(scope),
    callChanges: callChangeQueries(scope),
    callHistory: callHistoryQueries(scope),
    customerContacts: customerContactQueries(scope),
    dialGate: dialGateQueries(scope),
    doNotCall: doNotCallQueries(scope),
    reminderPauses: reminderPauseQueries(scope),
    reminderFigures: reminderFiguresQueries(scope),
    reminderFlow: reminderFlowQueries(scope),
    reminderPlans: reminderPlanQueries(scope, parts.jobs),
    taskLists: taskListQueries(scope),
    waitlist: waitlistQueries(scope),
    waitlistOffers: waitlistOfferQueries(scope, parts.jobs),
  };
}

import type { TenantId } from '../domain/tenant.ts';
import { accessKeyQueries } from './access-key-queries.ts';
import { alertQueries } from './alert-queries.ts';
import { appointmentQueries } from './appointment-queries.ts';
import { auditQueries } from './audit-queries.ts';
import { calendarWriteQueries } from './calendar-write-queries.ts';
import { callQueries } from './call-queries.ts';
import { callbackQueries } from './callback-queries.ts';
import { claimQueries } from './claim-queries.ts';
import { comparisonQueries } from './comparison-queries.ts';
import { customerQueries } from './customer-queries.ts';
import type { Db } from './database.ts';
import { functionCallQueries } from './function-call-queries.ts';
import { identityQueries } from './identity-queries.ts';
import { inboxQueries } from './inbox-queries.ts';
import type { JobQueue } from './job-queue.ts';
import { offerQueries } from './offer-queries.ts';
import { onceQueries } from './once-queries.ts';
import { reconcileQueries } from './reconcile-queries.ts';
import { openScope, scopeWithin } from './scope.ts';
import type { Scope } from './scope.ts';
import { leftoverQueries } from './leftover-queries.ts';
import { personalDataQueries } from './personal-data-queries.ts';
import { retentionQueries } from './retention-queries.ts';
import { dailyRunQueries } from './daily-run-queries.ts';
import { serviceImportQueries } from './service-import-queries.ts';
import type { SecretBox } from './secret-box.ts';
import { tenantQueries } from './tenant-queries.ts';

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
    atomically: (work) => scope.query((tx) => work(queriesOf(scopeWithin(tx, tenantId), parts))),
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
    personalData: personalDataQueries(scope),
  };
}

import { and, eq, inArray, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { webhookInbox } from './schema/calls.ts';

/** What Retell told of these calls. The key names the call, so that no payload is looked into. */
export function webhooksOfCalls(tenantId: string, callIds: string[]): SQL | undefined {
  return and(
    eq(webhookInbox.tenantId, tenantId),
    // Written out: the index that finds the call is one of Retell's entries only.
    sql`${webhookInbox.source} = 'retell'`,
    inArray(sql`split_part(${webhookInbox.dedupeKey}, ' ', 2)`, callIds),
  );
}

const TENANT_TABLES =
  /"(access_keys|agents|alerts|appointments|audit_log|branches|calendar_bookings|calendar_writes|call_session_states|call_sessions|callbacks|calls|customer_contacts|customers|daily_runs|dial_decisions|do_not_call|follow_up_tasks|freed_times|function_calls|identity_tries|offers|once_records|phone_numbers|reconcile_runs|reminder_pauses|service_staff|service_synonyms|services|slot_claims|staff|tool_answers|waitlist_entries|waitlist_offers|webhook_inbox)"/;

/**
 * Rejects a statement of the application role that reads or changes rows of tenants without naming the tenant: the
 * second belt beside row security. Inserts name it in their values, which row security checks.
 */
export function inspectTenantStatement(statement: string): void {
  const isInsert = /^\s*insert\b/i.test(statement);
  if (isInsert || !TENANT_TABLES.test(statement)) return;
  if (!/"tenant_id" = /.test(statement)) {
    throw new Error(`a statement on a tenant table does not name the tenant: ${statement.slice(0, 200)}`);
  }
}

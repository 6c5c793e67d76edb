import { readEmail } from '../domain/email.ts';
import { countryOf } from '../domain/country.ts';
import { readPhone } from '../domain/phone.ts';
import type { SettingsProblem } from '../domain/reminders/check-reminder-settings.ts';
import { checkTenantReminders } from '../domain/reminders/check-tenant-reminders.ts';
import type { ReminderWishes } from '../domain/reminders/reminder-settings.ts';
import type { TenantDefinition, TenantDoor } from '../domain/tenant.ts';
import type { Clock } from '../platform/clock.ts';
import type { Ids } from '../platform/ids.ts';
import type { SystemStore } from '../store/system-store.ts';
import type { TenantStore } from '../store/tenant-store.ts';
import type { TenantId } from '../domain/tenant.ts';
import { settingsFrom } from './reminders/settings-from.ts';

export interface SetUpParts {
  system: SystemStore;
  openStore(tenantId: TenantId): TenantStore;
  clock: Clock;
  ids: Ids;
}

/** `problems`: what is wrong with the definition, one line each; nothing was changed. `warnings`: what may be. */
export type SetUp =
  | { kind: 'done'; tenantId: TenantId; warnings: string[] }
  | { kind: 'refused'; problems: string[] };

/** Makes a tenant what its definition says, or updates it; the same twice changes nothing. */
export async function setUpTenant(parts: SetUpParts, definition: TenantDefinition): Promise<SetUp> {
  const reminders = checkReminders(definition, definition.reminders);
  const problems = [
    ...reminders.errors,
    ...findClashes(await parts.system.listDoors(), definition),
    ...findUnreadable(definition),
    ...(await findForeignKeys(parts.system, definition)),
  ];
  if (problems.length > 0) return { kind: 'refused', problems };
  const now = parts.clock.now();
  const tenantId = await parts.system.ensureTenant({
    id: parts.ids.next('ten'),
    slug: definition.slug,
    name: definition.name,
    now,
  });
  const country = countryOf(definition.locale);
  const stored = await parts.openStore(tenantId).atomically(async (store) => {
    await store.tenant.apply(definition, parts.ids, now);
    for (const { role, key } of definition.accessKeys) {
      await store.accessKeys.save({ id: parts.ids.next('key'), role, key });
    }
    await store.accessKeys.keepOnly(definition.accessKeys.map(({ key }) => key));
    for (const customer of definition.customers) {
      const phone = customer.phone === undefined ? undefined : readPhone(customer.phone, country);
      await store.customers.save({
        id: parts.ids.next('cus'),
        name: customer.name,
        now,
        ...(phone?.kind === 'ok' ? { phone: phone.e164 } : {}),
        ...(customer.email === undefined ? {} : { email: customer.email }),
        contact: customer,
      });
    }
    // Whose calls were set up before gets them by what services and customers say now.
    const wishes = await store.tenant.loadReminders();
    if (wishes !== undefined) await store.reminderPlans.request();
    return wishes;
  });
  // What was set elsewhere stays, and may not go with what the definition says now.
  const left = definition.reminders === undefined ? checkReminders(definition, stored).errors : [];
  return { kind: 'done', tenantId, warnings: [...reminders.warnings, ...left] };
}

function checkReminders(
  definition: TenantDefinition,
  wishes: ReminderWishes | undefined,
): { errors: string[]; warnings: string[] } {
  if (wishes === undefined) return { errors: [], warnings: [] };
  const settings = settingsFrom({ ...definition, country: countryOf(definition.locale) }, wishes);
  const check = checkTenantReminders(settings, wishes, definition);
  const line = ({ field, problem }: SettingsProblem) => `reminders.${field}: ${problem}`;
  return { errors: check.errors.map(line), warnings: check.warnings.map(line) };
}

/** Numbers and agents lead to one tenant only. */
function findClashes(doors: TenantDoor[], definition: TenantDefinition): string[] {
  const others = doors.filter((door) => door.slug !== definition.slug);
  const numbers = new Set(others.flatMap((door) => door.phoneNumbers.map(({ number }) => number)));
  const agents = new Set(others.flatMap((door) => door.agents.map(({ id }) => id)));
  return [
    ...definition.phoneNumbers
      .filter((number) => numbers.has(number))
      .map((number) => `phone_numbers: ${number} belongs to another tenant`),
    ...definition.agents
      .filter((agent) => agents.has(agent))
      .map((agent) => `agents: ${agent} belongs to another tenant`),
  ];
}

/** An access key leads to one tenant only; which one it is stays unsaid. */
async function findForeignKeys(system: SystemStore, definition: TenantDefinition): Promise<string[]> {
  const problems: string[] = [];
  for (const [place, { key }] of definition.accessKeys.entries()) {
    const owner = await system.findAccessKeyOwner(key);
    if (owner !== undefined && owner.slug !== definition.slug) {
      problems.push(`access_keys[${place}].key: belongs to another tenant`);
    }
  }
  return problems;
}

function findUnreadable(definition: TenantDefinition): string[] {
  const country = countryOf(definition.locale);
  return definition.customers.flatMap(({ phone, email }, place) => [
    ...(phone !== undefined && readPhone(phone, country).kind === 'invalid'
      ? [`customers[${place}].phone: is no phone number`]
      : []),
    ...(email !== undefined && readEmail(email).kind === 'invalid'
      ? [`customers[${place}].email: is no e-mail address`]
      : []),
  ]);
}

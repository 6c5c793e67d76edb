import type { ReminderWishes } from '../../src/domain/reminders/reminder-settings.ts';
import { OWNER_ROLES } from './owner-door.ts';
import type { OwnerRole } from './owner-door.ts';
import { openReminderSalon } from './reminder-salon.ts';
import type { ReminderSalon } from './reminder-salon.ts';
import { MAX } from './tenant-under-test.ts';
import type { TenantChange, World } from './world.ts';

export interface DoorAnswer {
  status: number;
  json: Record<string, unknown>;
  headers: Headers;
}

/** The salon with reminder calls and the doors of its owners and their programs, with a key for each role. */
export interface ReminderDoor {
  salon: ReminderSalon;
  /** `path` from the root; a body that is no text is sent as JSON. */
  as(
    role: OwnerRole,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<DoorAnswer>;
  /** The id of Max Mustermann. */
  maxId(): Promise<string>;
  /** How many phones of this tenant's customers have rung. */
  rung(): number;
}

export async function openReminderDoor(
  world: World,
  wishes: ReminderWishes = {},
  change: TenantChange = {},
): Promise<ReminderDoor> {
  const mark = world.deps.ids.next('key');
  const accessKeys = OWNER_ROLES.map((role) => ({ role, key: `${role}-${mark}` }));
  const definition = { accessKeys, ...change.definition };
  const salon = await openReminderSalon(world, wishes, { ...change, definition });
  return {
    salon,
    as: async (role, method, path, body, headers = {}) => {
      const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
      const response = await world.app.request(path, {
        method,
        headers: { authorization: `Bearer ${role}-${mark}`, ...headers },
        ...(text === undefined ? {} : { body: text }),
      });
      return { status: response.status, json: Object(await response.json()), headers: response.headers };
    },
    maxId: async () => (await salon.store.customers.findByPhone(MAX))[0]?.id ?? '',
    rung: () => world.retellApi.dials().filter(({ metadata }) => metadata['tenant_id'] === salon.id).length,
  };
}

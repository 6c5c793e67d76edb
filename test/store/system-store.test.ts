import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TenantDoor } from '../../src/domain/tenant.ts';
import { Fault } from '../../src/platform/fault.ts';
import { createLog } from '../../src/platform/log.ts';
import { openDatabase } from '../../src/store/database.ts';
import type { Database } from '../../src/store/database.ts';
import type { SecretBox } from '../../src/store/secret-box.ts';
import { createSystemStore } from '../../src/store/system-store.ts';
import { ownerRows } from '../support/owner-rows.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let across: Database;
let hurt: TenantUnderTest;
let well: TenantUnderTest;
const lines: string[] = [];
beforeAll(async () => {
  world = await createWorld();
  across = openDatabase(world.databaseUrl, { role: 'slotline_system', connections: 1 });
  hurt = await world.tenant();
  well = await world.tenant();
});
afterAll(async () => {
  await across.close();
  await world.close();
});

const COLUMNS = [
  'retell_api_key_sealed',
  'retell_previous_api_key_sealed',
  'calcom_api_key_sealed',
  'calcom_webhook_secret_sealed',
];

/** A box that holds every secret in the open, but for the ones that say they are broken. */
const box: SecretBox = {
  seal: (secret) => secret,
  open: (sealed) => {
    if (sealed === 'broken') throw new Fault('internal', 'a sealed secret cannot be opened');
    return sealed;
  },
};

/** The doors after all secrets of `hurt` were put in the open and one of them broken. */
async function doorsWithBroken(column: string): Promise<{ hurt?: TenantDoor; well?: TenantDoor }> {
  for (const name of COLUMNS) {
    const value = name === column ? 'broken' : `open ${name}`;
    await ownerRows(world.databaseUrl, `update tenants set ${name} = '${value}' where id = '${hurt.id}'`);
  }
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const store = createSystemStore(across.db, box, log);
  await store.listDoors();
  const doors = await store.listDoors();
  const [one, other] = [hurt, well].map(({ id }) => doors.find((door) => door.id === id));
  return { ...(one === undefined ? {} : { hurt: one }), ...(other === undefined ? {} : { well: other }) };
}

function secretsOf({ retellKeys, calcom }: TenantDoor): string[] {
  return [...retellKeys, calcom?.apiKey, calcom?.webhookSecret].filter((secret) => secret !== undefined);
}

describe('the doors of all tenants, when a secret of one cannot be opened', () => {
  const keys = {
    now: 'open retell_api_key_sealed',
    before: 'open retell_previous_api_key_sealed',
    calendar: 'open calcom_api_key_sealed',
    hook: 'open calcom_webhook_secret_sealed',
  };

  it.each([
    // Without its key the shared one would prove its requests.
    { column: 'retell_api_key_sealed', left: undefined },
    { column: 'retell_previous_api_key_sealed', left: [keys.now, keys.calendar, keys.hook] },
    { column: 'calcom_api_key_sealed', left: [keys.now, keys.before] },
    { column: 'calcom_webhook_secret_sealed', left: [keys.now, keys.before, keys.calendar] },
  ])(
    'are all there but for what $column locks, and that is logged once (ASK-50)',
    async ({ column, left }) => {
      lines.length = 0;
      const doors = await doorsWithBroken(column);
      expect(doors.well).toMatchObject({
        slug: well.definition.slug,
        phoneNumbers: well.definition.phoneNumbers.map((number) => ({ number })),
        agents: well.definition.agents.map((id) => ({ id })),
      });
      expect(doors.hurt && secretsOf(doors.hurt)).toEqual(left);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(hurt.definition.slug);
      expect(lines[0]).not.toContain('broken');
    },
  );

  it('are not open to the system role beyond what it asks: writes and events stay with their tenants', async () => {
    for (const table of ['calendar_writes', 'webhook_inbox']) {
      const policies = await ownerRows(
        world.databaseUrl,
        `select policyname from pg_policies where tablename = '${table}'`,
      );
      expect(policies).toEqual([{ policyname: 'own_tenant' }]);
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Service, TenantDefinition } from '../../src/domain/tenant.ts';
import { importEventTypes } from '../../src/operations/import-event-types.ts';
import { openCtx } from '../../src/operations/open-ctx.ts';
import { setUpTenant } from '../../src/operations/set-up-tenant.ts';
import type { CalcomEventType } from '../simulators/calcom/calcom-accounts.ts';
import { ownerRows } from '../support/owner-rows.ts';
import { BEARD_TRIM, COLOURING, HAIRCUT, salonAccount } from '../support/salon.ts';
import type { TenantUnderTest } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

const EXTRA = 2563199;
const { eventTypes: USUAL } = salonAccount('x');

function eventType(change: Partial<CalcomEventType> = {}): CalcomEventType {
  return {
    id: EXTRA,
    slug: 'beratung',
    title: 'Beratung',
    minutes: 20,
    hosts: ['Anna'],
    openingHours: {},
    emailRequired: false,
    ...change,
  };
}

/** A tenant whose calendar has these event types, which a test may change afterwards. */
async function tenantWith(eventTypes: CalcomEventType[], definition: Partial<TenantDefinition> = {}) {
  return world.tenant({ definition, account: { eventTypes } });
}

async function runImport(tenant: TenantUnderTest): Promise<boolean> {
  return importEventTypes(await openCtx(world.deps, tenant.id, new AbortController().signal, 'system'));
}

async function services(tenant: TenantUnderTest): Promise<Service[]> {
  return (await tenant.store.tenant.load())?.services ?? [];
}

async function named(tenant: TenantUnderTest, name: string): Promise<Service | undefined> {
  return (await services(tenant)).find((service) => service.name === name);
}

function setUp(definition: TenantDefinition) {
  const { system, openStore, clock, ids } = world.deps;
  return setUpTenant({ system, openStore, clock, ids }, definition);
}

/** What the calendar answers from now on to the question for all event types. */
function planList(tenant: TenantUnderTest, list: CalcomEventType[]): void {
  tenant.calcom.faults.clear();
  const data = list.map(({ id, slug, title, minutes, hosts, hidden }) => ({
    id,
    slug,
    title,
    lengthInMinutes: minutes,
    hidden: hidden ?? false,
    users: hosts.map((name) => ({ name })),
  }));
  tenant.calcom.faults.add({
    method: 'GET',
    path: '/v2/event-types',
    fault: { kind: 'status', status: 200, body: { status: 'success', data } },
  });
  for (const { id } of USUAL.concat(eventType())) {
    if (list.some((one) => one.id === id)) continue;
    const body = { status: 'error', error: { code: 'NotFoundException', message: 'Event type not found' } };
    tenant.calcom.faults.add({
      method: 'GET',
      path: `/v2/event-types/${id}`,
      fault: { kind: 'status', status: 404, body },
    });
  }
}

describe('the import of event types (ASK-59)', () => {
  it('makes services of a tenant who has set up none, and callers can book them at once', async () => {
    const salon = await tenantWith(USUAL, { services: [] });
    expect(await runImport(salon)).toBe(true);
    await world.deps.directory.refresh();
    expect(
      (await services(salon)).map(({ name, minutes, eventTypeId, active, staff }) => ({
        name,
        minutes,
        eventTypeId,
        active,
        staff: staff.map((person) => person.name),
      })),
    ).toEqual([
      { name: 'Herrenhaarschnitt', minutes: 45, eventTypeId: HAIRCUT, active: true, staff: ['Anna'] },
      { name: 'Färben', minutes: 90, eventTypeId: COLOURING, active: true, staff: ['Anna', 'Ben'] },
      { name: 'Bartpflege', minutes: 30, eventTypeId: BEARD_TRIM, active: true, staff: ['Ben'] },
    ]);
    const offer = await salon.ask('start_booking', {
      service: 'Herrenhaarschnitt',
      date: '2026-11-24',
      time: '14:30',
    });
    expect(offer).toMatchObject({ success: true });
  });

  it('lets a new event type wait for an owner who has services, and leaves theirs alone', async () => {
    const salon = await tenantWith([...USUAL, eventType()]);
    const before = await services(salon);
    expect(await runImport(salon)).toBe(true);
    expect(await named(salon, 'Beratung')).toMatchObject({ active: false, eventTypeId: EXTRA, minutes: 20 });
    const after = (await services(salon)).filter((service) => service.name !== 'Beratung');
    expect(after.map(({ phoneOnly: _fact, ...service }) => service)).toEqual(before);
  });

  it('changes nothing the second time, also when two processes import at once', async () => {
    const salon = await tenantWith([...USUAL, eventType(), eventType({ id: 77, slug: 'b2' })]);
    await Promise.all([runImport(salon), runImport(salon), runImport(salon)]);
    const first = await services(salon);
    expect(first.map(({ name }) => name)).toEqual([
      'Herrenhaarschnitt',
      'Färben',
      'Bartpflege',
      'Beratung',
      'Beratung 20',
    ]);
    expect(await runImport(salon)).toBe(false);
    expect(await services(salon)).toEqual(first);
  });

  it('never takes a name, hidden types or the event type of a single person for a new service', async () => {
    const usual = world.tenant();
    const { services: own } = (await usual).definition;
    const withBen = own.map((service) =>
      service.eventTypeId === HAIRCUT
        ? { ...service, staff: [{ name: 'Anna' }, { name: 'Ben', eventTypeId: EXTRA }] }
        : service,
    );
    const salon = await tenantWith(
      [
        ...USUAL,
        eventType(),
        eventType({ id: 78, slug: 'geheim', title: 'Geheim', hidden: true }),
        eventType({ id: 79, slug: 'coloration', title: ' coloration ' }),
      ],
      { services: withBen },
    );
    await runImport(salon);
    const names = (await services(salon)).map(({ name }) => name);
    expect(names).toEqual(['Herrenhaarschnitt', 'Färben', 'Bartpflege', 'coloration 20']);
  });

  it('lets imported services follow the calendar, except in what the owner has set', async () => {
    const salon = await tenantWith(USUAL, { services: [] });
    await runImport(salon);
    await ownerRows(
      world.databaseUrl,
      `update services set minutes = 50, owner_fields = '{minutes}' where tenant_id = '${salon.id}' and event_type_id = ${HAIRCUT}`,
    );
    planList(
      salon,
      USUAL.map((type) =>
        type.id === HAIRCUT
          ? { ...type, title: 'Haarschnitt', minutes: 60 }
          : type.id === COLOURING
            ? { ...type, minutes: 120, hosts: ['Ben', 'Clara'] }
            : type,
      ),
    );
    expect(await runImport(salon)).toBe(true);
    expect(await named(salon, 'Haarschnitt')).toMatchObject({ minutes: 50 });
    expect(await named(salon, 'Färben')).toMatchObject({
      minutes: 120,
      staff: [{ name: 'Ben' }, { name: 'Clara' }],
    });
  });

  it('takes an imported service out of use while the calendar has dropped it', async () => {
    const salon = await tenantWith(USUAL, { services: [] });
    await runImport(salon);
    planList(
      salon,
      USUAL.filter((type) => type.id !== COLOURING),
    );
    expect(await runImport(salon)).toBe(true);
    expect(await named(salon, 'Färben')).toMatchObject({ active: false });
    expect(await runImport(salon)).toBe(false);
    expect(await salon.store.alerts.listUnseen()).toEqual([]);
    planList(salon, USUAL);
    expect(await runImport(salon)).toBe(true);
    expect(await named(salon, 'Färben')).toMatchObject({ active: true });
  });

  it('does not offer a service whose event type is gone, changes nothing the owner has set, and says so once', async () => {
    const salon = await tenantWith(USUAL);
    await runImport(salon);
    planList(
      salon,
      USUAL.filter((type) => type.id !== HAIRCUT),
    );
    await runImport(salon);
    await runImport(salon);
    expect(await named(salon, 'Herrenhaarschnitt')).toMatchObject({ active: false, minutes: 45 });
    const alerts = await salon.store.alerts.listUnseen();
    expect(alerts).toMatchObject([{ kind: 'event_type_gone', facts: { eventTypeId: HAIRCUT } }]);
    const gone = `select gone_at from services where tenant_id = '${salon.id}' and event_type_id = ${HAIRCUT}`;
    expect((await ownerRows(world.databaseUrl, gone))[0]?.['gone_at']).toEqual(world.clock.now());
    planList(salon, USUAL);
    await runImport(salon);
    expect((await ownerRows(world.databaseUrl, gone))[0]?.['gone_at']).toBeNull();
    expect(await named(salon, 'Herrenhaarschnitt')).toMatchObject({ active: true });
  });

  it("does not take a team's event type for gone because the list of one's own lacks it", async () => {
    const salon = await tenantWith(USUAL);
    planList(
      salon,
      USUAL.filter((type) => type.id !== HAIRCUT),
    );
    salon.calcom.faults.clear();
    salon.calcom.faults.add({
      method: 'GET',
      path: '/v2/event-types',
      fault: { kind: 'status', status: 200, body: { status: 'success', data: [] } },
    });
    await runImport(salon);
    expect(await salon.store.alerts.listUnseen()).toEqual([]);
    expect(await named(salon, 'Bartpflege')).toMatchObject({ phoneOnly: false });
  });

  it('changes nothing while the calendar fails', async () => {
    const salon = await tenantWith([...USUAL, eventType()]);
    for (const path of ['/v2/event-types', '/v2/event-types/*']) {
      salon.calcom.faults.clear();
      salon.calcom.faults.add({ method: 'GET', path, fault: { kind: 'status', status: 503 } });
      if (path.endsWith('*')) {
        salon.calcom.faults.add({
          method: 'GET',
          path: '/v2/event-types',
          fault: { kind: 'status', status: 200, body: { status: 'success', data: [] } },
        });
      }
      const before = await services(salon);
      await expect(runImport(salon)).rejects.toMatchObject({ code: 'upstream_unavailable' });
      expect(await services(salon)).toEqual(before);
    }
  });

  it('touches no other tenant', async () => {
    const [salon, other] = [await tenantWith([...USUAL, eventType()]), await tenantWith(USUAL)];
    const before = await services(other);
    await runImport(salon);
    expect(await services(other)).toEqual(before);
  });
});

describe('an imported service and the seed file', () => {
  it('goes on as the service that the file makes of its event type, and a second run changes nothing', async () => {
    const salon = await tenantWith([...USUAL, eventType()], { services: [] });
    await runImport(salon);
    const imported = await named(salon, 'Färben');
    const services0 = salon.definition;
    const mine = {
      name: 'Farbe und Glanz',
      eventTypeId: COLOURING,
      minutes: 100,
      synonyms: [],
      isDefault: false,
      staff: [{ name: 'Ben' }],
      seats: 1,
    };
    await setUp({ ...services0, services: [mine] });
    const first = await services(salon);
    expect(await named(salon, 'Farbe und Glanz')).toMatchObject({ id: imported?.id, minutes: 100 });
    // Those the file does not name stay as the import left them.
    expect(await named(salon, 'Beratung')).toMatchObject({ active: true });
    await setUp({ ...services0, services: [mine] });
    expect(await services(salon)).toEqual(first);
    await runImport(salon);
    expect(await named(salon, 'Farbe und Glanz')).toMatchObject({ minutes: 100, active: true });
    await setUp({ ...services0, services: [] });
    expect(await named(salon, 'Farbe und Glanz')).toMatchObject({ active: false });
    expect(await named(salon, 'Beratung')).toMatchObject({ active: true });
  });

  it('ends where the file has its event type under the name of another service', async () => {
    const salon = await tenantWith([...USUAL, eventType()]);
    await runImport(salon);
    const [haircut, ...others] = salon.definition.services;
    if (haircut === undefined) throw new Error('no service');
    await setUp({ ...salon.definition, services: [{ ...haircut, eventTypeId: EXTRA }, ...others] });
    expect(await named(salon, 'Beratung')).toMatchObject({ active: false });
    const herren = await named(salon, 'Herrenhaarschnitt');
    expect(herren).toMatchObject({ eventTypeId: EXTRA, active: true });
    expect(herren?.phoneOnly).toBeUndefined();
  });
});

describe('a service whose event type demands an e-mail', () => {
  const WISH = { service: 'Bartpflege', date: '2026-11-24', time: '14:30', name: 'Mia Muster' };

  it('has start_booking ask for it before anything is held (ASK-17)', async () => {
    const salon = await tenantWith(USUAL);
    await runImport(salon);
    await world.deps.directory.refresh();
    const asked = await salon.ask('start_booking', WISH, { from: '+4917100000031' });
    expect(asked).toMatchObject({ success: false, reason: 'contact_missing' });
    expect(await salon.store.offers.ofCall(salon.callId, ['live'])).toEqual([]);
    const offer = await salon.ask(
      'start_booking',
      { ...WISH, email: 'mia@example.com' },
      { from: '+4917100000031' },
    );
    expect(offer).toMatchObject({ success: true });
  });

  it('is booked as before while the calendar has not said so', async () => {
    const salon = await tenantWith(USUAL);
    expect(await salon.ask('start_booking', WISH, { from: '+4917100000031' })).toMatchObject({
      success: true,
    });
  });
});

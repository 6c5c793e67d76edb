import type { World } from './world.ts';

/** Has a world connect and compile what the first answers need, which on a busy machine can cost a short budget. */
export async function warmUp(world: World): Promise<void> {
  const tenant = await world.tenant();
  for (const name of ['initialize_call', 'check_customer', 'get_customer_appointments'])
    await tenant.ask(name);
  await tenant.ask('check_availability', { date: 'Dienstag' });
  await world.settle();
}

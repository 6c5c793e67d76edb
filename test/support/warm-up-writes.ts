import type { World } from './world.ts';

/** Books, moves and cancels once, so that no test pays for connecting and compiling out of a short budget. */
export async function warmUpWrites(world: World): Promise<void> {
  const tenant = await world.tenant();
  await tenant.ask('start_booking', { date: '2026-11-24', time: '14:30' });
  await tenant.ask('confirm_booking');
  await tenant.ask('reschedule_appointment', { new_time: '16:00' });
  await tenant.ask('cancel_appointment');
  await tenant.ask('check_availability', { date: '2026-11-24' });
  await world.settle();
}

import { z } from 'zod';
import { listServices } from '../src/operations/list-services.ts';
import { defineFunction } from '../src/runtime/define-function.ts';

export default defineFunction({
  name: 'get_available_services',
  description: 'List the services that can be booked, with their length in minutes and who does them.',
  input: z.object({}),
  effect: 'read',
  budgetMs: 300,
  run: (ctx) => listServices(ctx),
  answer: ({ services }) => ({ services }),
});

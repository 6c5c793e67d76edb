import { z } from 'zod';

/** Of a request that has nothing to say in its query. */
export const noQuery = z.strictObject({});

/** Of one that has nothing to say in its body. */
export const noBody = z.strictObject({});

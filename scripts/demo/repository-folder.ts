import { fileURLToPath } from 'node:url';

/** The folder that holds `src` and `scripts`, with a slash at its end. */
export const REPOSITORY_FOLDER = fileURLToPath(new URL('../../', import.meta.url));

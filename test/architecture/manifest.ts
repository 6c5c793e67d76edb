import { z } from 'zod';
import { readText } from './source-file.ts';

const packages = z.record(z.string(), z.string());
const manifestSchema = z.object({ dependencies: packages, devDependencies: packages });

/** What `package.json` says of dependencies: name to version. */
export type Manifest = z.infer<typeof manifestSchema>;

export function readManifest(): Manifest {
  return manifestSchema.parse(JSON.parse(readText('package.json')));
}

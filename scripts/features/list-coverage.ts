import { glob, readFile } from 'node:fs/promises';
import { FEATURES } from './feature-ids.ts';
import type { Feature } from './feature-ids.ts';
import { titledFeatures } from './titled-features.ts';

export interface Coverage {
  covered: (Feature & { titles: number })[];
  missing: Feature[];
  /** Named by a title, and no feature at all. */
  unknown: string[];
}

/** Which features the tests under `folder` name in their titles. */
export async function listCoverage(folder: string): Promise<Coverage> {
  const titles = new Map<string, number>();
  for await (const file of glob(`${folder}/**/*.ts`)) {
    for (const id of titledFeatures(await readFile(file, 'utf8'))) titles.set(id, (titles.get(id) ?? 0) + 1);
  }
  const known = new Set(FEATURES.map(({ id }) => id));
  return {
    covered: FEATURES.filter(({ id }) => titles.has(id)).map((one) => ({
      ...one,
      titles: titles.get(one.id) ?? 0,
    })),
    missing: FEATURES.filter(({ id }) => !titles.has(id)),
    unknown: [...titles.keys()].filter((id) => !known.has(id)).toSorted(),
  };
}

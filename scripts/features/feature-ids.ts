export type FeatureTag = 'core' | 'supporting' | 'nice';

export interface Feature {
  /** Such as `VIO-07`. */
  id: string;
  tag: FeatureTag;
}

/** The ids of everything the product must be able to do, by part and importance; their rows say what each is. */
const IDS: Record<string, Record<FeatureTag, string>> = {
  ASK: {
    core: '1-2 4-10 13-34 37-46 48-50 53-58 64-65 67-69 72-74 76-83 88 91 96-97',
    supporting: '3 11-12 47 51-52 59-63 66 70-71 75 84-87 89-90 92-95 98 101-102',
    nice: '35-36 99-100',
  },
  VIO: {
    core: '1 4-24 26-28 33-36 38 41 43-47 50-51 53-56 58 62 65-67 72 74-75 77 81-86 88 90-92 96 99-101 103 108',
    supporting: '2 25 30-32 37 39-40 48-49 52 57 59-61 63-64 68-71 73 76 78 87 89 93-94 97-98 102 104-107',
    nice: '3 29 42 79-80 95',
  },
  VET: { core: '1-7 9-18 20 22', supporting: '8 19 21 23-27 29-30', nice: '28' },
  LKO: {
    core: '1-3 5-9 12-13 15 18 22 25',
    supporting: '4 10-11 14 17 19-21 23-24 26-30 32-33',
    nice: '16 31',
  },
};

/** Every feature, in the order of its id. */
export const FEATURES: readonly Feature[] = Object.entries(IDS).flatMap(([part, tags]) =>
  (['core', 'supporting', 'nice'] as const)
    .flatMap((tag) => numbersOf(tags[tag]).map((number) => ({ number, tag })))
    .toSorted((a, b) => a.number - b.number)
    .map(({ number, tag }) => ({ id: featureId(part, number), tag })),
);

export function featureId(part: string, number: number): string {
  return `${part}-${String(number).padStart(2, '0')}`;
}

function numbersOf(ranges: string): number[] {
  return ranges.split(' ').flatMap((range) => {
    const [from = 0, until = from] = range.split('-').map(Number);
    return Array.from({ length: until - from + 1 }, (_, n) => from + n);
  });
}

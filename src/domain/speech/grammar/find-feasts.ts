import { addDays } from '../../wall-clock.ts';
import { applyDayRules, late } from './day-rule.ts';
import type { DayRule, DaysRead } from './day-rule.ts';
import { around, FEAST, feastOfYear, lastFeast, nextFeast } from './feasts.ts';
import { phrase } from './scene.ts';
import type { DaySpan, Groups, Scene } from './scene.ts';

const YEAR = '(?: (?:in |of |year )*(?<year>(?:19|20)\\d\\d)(?! (?:oclock|unit)))?';
const WHICH = '(?:the )?(?<which>next|coming|this|last)';
// People are called Summer and Winter: a season is one where it stands like one.
const SEASON = '(?<feast>S[1-4])';
const BEFORE_SEASON =
  '(?<= (?:in|until|to|-|from|of|before|after|between|and|or|during|over|start|end)(?: the)?)';
const AROUND_FEAST = phrase(`over (?:the )?${FEAST}${YEAR}`);
const FEASTS = [
  phrase(`(?:${WHICH} )?${FEAST}${YEAR}`),
  phrase(`${WHICH} ${SEASON}${YEAR}`),
  late(`${BEFORE_SEASON} ${SEASON}${YEAR}`),
  late(`(?<=^(?: (?:the|_))?) ${SEASON}${YEAR}(?= (?:$|;))`),
];

/** Replaces holidays, feasts and seasons. */
export function findFeasts(scene: Scene): void {
  // Some are looked up in other calendars, which takes a moment: each only once.
  const known = new Map<string, DaysRead>();
  const read = (groups: Groups): DaysRead => {
    const key = [groups['feast'], groups['year'], groups['which']].join(' ');
    const days = known.has(key) ? known.get(key) : feastDays(groups, scene);
    known.set(key, days);
    return days;
  };
  applyDayRules(scene, [
    [AROUND_FEAST, ({ feast = '', ...rest }) => read({ ...rest, feast: around(feast) })],
    ...FEASTS.map((pattern): DayRule => [pattern, read]),
  ]);
}

function feastDays({ feast = '', year, which }: Groups, scene: Scene): DaysRead {
  const found = feast
    .split('|')
    .map((name) => feastDay(name, year, which, scene))
    .filter((days) => days !== undefined);
  if (found.length > 0) return found;
  return feast.startsWith('E') ? 'impossible' : undefined;
}

function feastDay(
  feast: string,
  year: string | undefined,
  which: string | undefined,
  { today, zone }: Scene,
): DaySpan | undefined {
  if (year !== undefined) return feastOfYear(feast, Number(year), zone);
  if (which === 'last') return lastFeast(feast, today, zone);
  const found = nextFeast(feast, today, zone);
  // The "next" one is not the one under way.
  return which === 'next' && found?.date === today
    ? nextFeast(feast, addDays(found.untilDate ?? found.date, 1), zone)
    : found;
}

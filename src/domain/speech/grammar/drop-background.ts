import type { DayFound, Scene } from './scene.ts';

/**
 * Takes out what was told only as the reason of a wish: what stands before the word that begins the wish ("tomorrow I
 * am away, so Tuesday").
 */
export function dropBackground(scene: Scene): void {
  const [first = '', ...others] = scene.line.split(' so ');
  scene.line = others.reduce((said, wish) => wishAfter(said, wish, scene), first);
}

/** A wish with a day of its own leaves nothing of another day; one with a time only leaves the day. */
function wishAfter(said: string, wish: string, scene: Scene): string {
  const [saidDays, days] = [daysOf(said), daysOf(wish)];
  const isOtherDay = days.length > 0 && saidDays.length > 0 && !shareADay(saidDays, days, scene);
  if (isOtherDay) return ` ${wish}`;
  return days.length > 0 || / [tp]\d+ /.test(` ${wish} `) ? `${said} rather ${wish}` : `${said} _ ${wish}`;
}

/** "Dienstag, also der 24." */
function shareADay(names: string[], others: string[], { days }: Scene): boolean {
  const options = (list: string[]): DayFound['options'] =>
    list.flatMap((name) => days[Number(name.slice(1))]?.options ?? []);
  return options(names).some((one) =>
    options(others).some(
      (other) => one.date <= (other.untilDate ?? other.date) && other.date <= (one.untilDate ?? one.date),
    ),
  );
}

function daysOf(line: string): string[] {
  return line.match(/(?<= |^)d\d+(?= |$)/g) ?? [];
}

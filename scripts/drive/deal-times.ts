import { clockTimeOf, minutesOf } from '../../src/domain/wall-clock.ts';

/** Deals out the times of days so that nobody gets one twice. */
export interface TimeDealer {
  /** The nearest time of that day which nobody has, rather a later one. */
  near(date: string, time: string): string;
}

/** Times are `HH:MM`, `everyMinutes` apart, and end within the hours. */
export function createTimeDealer(everyMinutes: number, hours: [string, string]): TimeDealer {
  const opens = minutesOf(hours[0]);
  const closes = minutesOf(hours[1]);
  const dealt = new Set<string>();
  return {
    near(date, time) {
      const wished = minutesOf(time);
      for (let far = 0; far < closes - opens; far += everyMinutes) {
        for (const minutes of [wished + far, wished - far]) {
          if (minutes < opens || minutes + everyMinutes > closes) continue;
          const found = clockTimeOf(minutes);
          if (dealt.has(`${date} ${found}`)) continue;
          dealt.add(`${date} ${found}`);
          return found;
        }
      }
      throw new Error(`there are more wishes for ${date} than the day has times`);
    },
  };
}

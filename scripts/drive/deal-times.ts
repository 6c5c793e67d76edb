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
          const found = timeOf(minutes);
          if (dealt.has(`${date} ${found}`)) continue;
          dealt.add(`${date} ${found}`);
          return found;
        }
      }
      throw new Error(`there are more wishes for ${date} than the day has times`);
    },
  };
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function timeOf(minutes: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

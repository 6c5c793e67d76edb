/** How one language says moments and amounts. */
export interface SpokenForms {
  /** `weekday` 1 Monday to 7 Sunday, `month` 1 to 12. */
  day(parts: { weekday: number; day: number; month: number; year?: number }): string;
  /** The same behind a word such as "from". */
  dayBehindFrom(parts: { weekday: number; day: number; month: number; year?: number }): string;
  monthDay(day: number, month: number): string;
  /** A day with its year, to be put behind "Today is". */
  today(parts: { weekday: number; day: number; month: number; year: number }): string;
  /** 1 Monday to 7 Sunday. */
  weekday(weekday: number): string;
  time(hour: number, minute: number): string;
  /** A spoken day and a spoken time together. */
  moment(day: string, time: string): string;
  minutes(count: number): string;
  hours(count: number): string;
  links: { and: string; or: string };
  /** The signs of an e-mail address; `other` for the rare ones. */
  signs: { at: string; dot: string; hyphen: string; underscore: string; plus: string; other: string };
}

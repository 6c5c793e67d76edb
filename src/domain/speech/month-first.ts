/** Whether 3/4 is the fourth of March where this locale (BCP 47) is spoken. */
export function isMonthFirst(locale: string): boolean {
  return /^en-us\b/i.test(locale);
}

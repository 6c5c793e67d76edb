import { refuseOptions } from './read-options.ts';

/** The number that an option says; ends the process where it says none within the bounds. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  return refuseOptions(`--${option} needs a whole number from ${least} to ${most}`);
}

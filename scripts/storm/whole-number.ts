/** The number that an option says; ends the process where it says none within the bounds. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  process.stderr.write(`--${option} needs a whole number from ${least} to ${most}\n`);
  return process.exit(2);
}

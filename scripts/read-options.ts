import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';

/** The options a command was started with. Prints its help where that is asked for; ends the process then, and where
 * an option is none of its own. */
export function readOptions<T extends ParseArgsConfig>(
  help: string,
  wanted: T,
): ReturnType<typeof parseArgs<T>> {
  if (process.argv.slice(2).includes('--help')) {
    process.stdout.write(help);
    return process.exit(0);
  }
  try {
    return parseArgs(wanted);
  } catch (error) {
    return refuseOptions(error instanceof Error ? error.message : 'the options cannot be read');
  }
}

/** Ends the process of a command that was started with options it cannot use. */
export function refuseOptions(problem: string): never {
  process.stderr.write(`${problem}\n--help tells what there is\n`);
  return process.exit(1);
}

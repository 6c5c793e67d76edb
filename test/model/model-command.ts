import type fc from 'fast-check';
import type { Heard } from './heard.ts';
import { tally } from './judge.ts';
import type { SalonRun } from './salon-run.ts';

export type ModelCommand = fc.AsyncCommand<Heard, SalonRun>;

/** A command by the text it is shown as; its first word is what it is counted by. */
export function modelCommand(
  text: string,
  perform: (heard: Heard, run: SalonRun) => Promise<void>,
  check: (heard: Heard) => boolean = () => true,
): ModelCommand {
  return {
    check,
    run: async (heard, run) => {
      tally(run, text.split(' ')[0] ?? text);
      await perform(heard, run);
    },
    toString: () => text,
  };
}

import type { JsonObject } from '../../test/simulators/retell/json-object.ts';
import type { Slot } from './plan-drives.ts';

/** One answer of the gateway that was read. */
export interface Exchange {
  name: string;
  /** Of the question; an exchange with the same number is a repeat of it. */
  question: number;
  /** The time it was about. */
  slot?: Slot;
  /** Whether the calendar has that time. */
  isFree: boolean;
  /** HTTP status; 0 where no answer came. */
  status: number;
  isObject: boolean;
  answer: JsonObject;
  ms: number;
}

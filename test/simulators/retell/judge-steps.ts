import type { FunctionStep, PlayedStep } from './play-call.ts';

/** What went wrong on the wire, one line each: functions not answered with 200 and an object, events not with 2xx. */
export function wireProblems(steps: PlayedStep[]): string[] {
  return steps.flatMap((step) => {
    if (step.kind === 'event') {
      const isTaken = step.status >= 200 && step.status < 300;
      return isTaken ? [] : [`${step.event}: ${httpStatus(step.status)} instead of 2xx`];
    }
    if (step.kind === 'spoken' || (step.status === 200 && step.isObject)) return [];
    return [`${step.name}: ${httpStatus(step.status)}, ${step.isObject ? 'JSON object' : 'no JSON object'}`];
  });
}

/** Answers of functions that came out otherwise than recorded, one line each: done or not, and the reason why not. */
export function unexpectedAnswers(steps: PlayedStep[]): string[] {
  return steps
    .filter((step) => step.kind === 'function')
    .filter((step) => outcomeOf(step.answer) !== outcomeOf(step.recorded))
    .map(
      ({ name, answer, recorded }) => `${name}: recorded ${outcomeOf(recorded)}, now ${outcomeOf(answer)}`,
    );
}

/** "ok", "still running", "refused: slot_taken". */
export function outcomeOf(answer: FunctionStep['answer']): string {
  if (answer['success'] === true) return 'ok';
  if (answer['pending'] === true) return 'still running';
  return typeof answer['reason'] === 'string' ? `refused: ${answer['reason']}` : 'refused';
}

function httpStatus(status: number): string {
  return status === 0 ? 'no answer' : `status ${status}`;
}

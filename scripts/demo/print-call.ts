import { styleText } from 'node:util';
import { toWallTime } from '../../src/domain/wall-clock.ts';
import { outcomeOf } from '../../test/simulators/retell/judge-steps.ts';
import type { FunctionStep, PlayedStep } from '../../test/simulators/retell/play-call.ts';
import type { LedgerRow, Standing } from './compare-ledger.ts';

type Style = Parameters<typeof styleText>[0];

const COLUMNS = 100;
const MARGIN = 10;
const NAME = 34;
const SIDE = 27;

/** The conversation with the functions called in it; `sources` says by tool call id where each answer came from. */
export function conversationLines(steps: PlayedStep[], sources?: ReadonlyMap<string, string>): string[] {
  const lines = steps.flatMap((step) => {
    if (step.kind === 'event') return [];
    if (step.kind === 'function') return functionLines(step, sources?.get(step.toolCallId));
    const speaker = step.role === 'agent' ? 'Agent' : 'Caller';
    const [first = '', ...rest] = wrap(step.content.split(' '), COLUMNS - MARGIN);
    return [
      `  ${styled(step.role === 'agent' ? 'cyan' : 'yellow', speaker.padEnd(MARGIN - 2))}${first}`,
      ...rest.map((line) => ' '.repeat(MARGIN) + line),
    ];
  });
  const events = steps.filter((step) => step.kind === 'event');
  return [
    ...lines,
    styled('dim', `  Events  ${events.map(({ event, ms }) => `${event} ${speakMs(ms)}`).join(', ')}`),
  ];
}

function functionLines(step: FunctionStep, source: string | undefined): string[] {
  const given = Object.entries(step.arguments).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  const end = [outcomeOf(step.answer), speakMs(step.ms), ...(source === undefined ? [] : [source])].join(
    ', ',
  );
  const called = wrap([step.name, ...given], COLUMNS - MARGIN - 5, '  ');
  return [
    ...called.map((line, place) => styled('dim', ' '.repeat(MARGIN + (place === 0 ? 2 : 5)) + line)),
    styled('dim', `${' '.repeat(MARGIN + 2)}-> ${end}`),
  ];
}

/** Plain text as a paragraph, `margin` columns from the left. */
export function paragraph(text: string, margin = 2): string[] {
  return wrap(text.split(' '), COLUMNS - margin).map((line) => ' '.repeat(margin) + line);
}

/** Both sides of each appointment in columns; times are of `zone`. */
export function ledgerLines(rows: LedgerRow[], zone: string): string[] {
  if (rows.length === 0) return [];
  return [
    styled('dim', `  ${'Appointment after the call'.padEnd(NAME)}${'our database'.padEnd(SIDE)}calendar`),
    ...rows.flatMap((row) => {
      const name = `${row.service}, ${row.person}`.slice(0, NAME - 1).padEnd(NAME);
      const sides = [row.ours, row.calendar].map((side) => standing(side, zone).padEnd(SIDE)).join('');
      const agrees = row.differences.length === 0;
      const verdict = agrees ? styled('green', 'same') : styled('red', 'DIFFERENT');
      return [`  ${name}${sides}${verdict}`, ...row.differences.map((line) => `      ${line}`)];
    }),
  ];
}

export function headline(text: string): string {
  return styled('bold', text);
}

function standing(side: Standing | undefined, zone: string): string {
  if (side === undefined) return 'nothing';
  const { date, time } = toWallTime(side.startsAt, zone);
  return `${side.status} ${date} ${time}`;
}

function speakMs(ms: number): string {
  return `${Math.round(ms)} ms`;
}

/** Colours only where a person watches: `styleText` leaves the text alone where stdout is no terminal. */
function styled(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

/** Pieces put into lines of at most `width`; none is broken. */
function wrap(pieces: string[], width: number, gap = ' '): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && line.length + gap.length + piece.length > width) {
      lines.push(line);
      line = piece;
    } else {
      line = line === '' ? piece : line + gap + piece;
    }
  }
  return [...lines, line];
}

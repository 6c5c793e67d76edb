import type { FunctionTimes } from './judge-answers.ts';
import type { Finding } from './judge-books.ts';

const EXAMPLES = 5;

export function timeLines(times: FunctionTimes[]): string[] {
  const rows = times.map((one) => [
    one.function,
    one.answers,
    one.done,
    one.refused,
    one.pending,
    one.failed,
    `${one.p50} ms`,
    `${one.p99} ms`,
    `${one.max} ms`,
    one.late,
  ]);
  return table([
    ['function', 'answers', 'done', 'refused', 'pending', 'failed', 'p50', 'p99', 'max', 'late'],
    ...rows,
  ]);
}

/** Each rule with how often it was broken, and some of where. */
export function findingLines(findings: Finding[]): string[] {
  return findings.flatMap(({ rule, broken }) => [
    `${String(broken.length).padStart(6)}  ${rule}`,
    ...broken.slice(0, EXAMPLES).map((one) => `          ${one}`),
  ]);
}

export function countLines(title: string, counts: Record<string, number>): string[] {
  const rows = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
  return [title, ...rows.map(([name, count]) => `${String(count).padStart(6)}  ${name}`)];
}

/** Columns as wide as their widest cell, the first one flush left. */
export function table(rows: (string | number)[][]): string[] {
  const cells = rows.map((row) => row.map(String));
  const widths = cells[0]?.map((_cell, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths?.[0] ?? 0) : cell.padStart(widths?.[column] ?? 0),
      )
      .join('  '),
  );
}

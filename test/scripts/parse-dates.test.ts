import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const COLUMNS = { locale: 'de-DE', timezone: 'Europe/Berlin', now: '2026-11-20T10:00:00+01:00' };

function parseDates(input: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/parse-dates.ts', ...args], {
    input,
    encoding: 'utf8',
  });
  return { status, answers: stdout.split('\n').filter((line) => line !== ''), stderr };
}

const row = (fields: Record<string, unknown>) => JSON.stringify({ ...COLUMNS, ...fields });

describe('parse-dates', () => {
  it('answers every case with its reading, its candidates or none (ASK-32)', () => {
    const cases = [
      row({ id: 'a', text: 'nächsten Dienstag um halb drei' }),
      row({ id: 'b', text: 'Dienstag oder Mittwoch' }),
      row({ id: 'c', text: 'blabla' }),
      row({ id: 4, text: 'tomorrow at 3 p.m.', locale: 'en-US', timezone: 'America/New_York' }),
    ];
    const { status, answers, stderr } = parseDates(cases.join('\n'));
    expect(answers.map((line): unknown => JSON.parse(line))).toEqual([
      { id: 'a', status: 'resolved', reading: { kind: 'at', date: '2026-11-24', time: '14:30' } },
      {
        id: 'b',
        status: 'ambiguous',
        candidates: [
          { kind: 'at', date: '2026-11-24' },
          { kind: 'at', date: '2026-11-25' },
        ],
      },
      { id: 'c', status: 'none', why: 'unclear' },
      { id: 4, status: 'resolved', reading: { kind: 'at', date: '2026-11-21', time: '15:00' } },
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('names the lines that are no cases, answers the others and fails', () => {
    const { status, answers, stderr } = parseDates(
      [
        'nonsense',
        '',
        row({ id: 1 }),
        row({ id: 2, text: 'heute', now: 'soon' }),
        row({ id: 3, text: 'heute' }),
      ].join('\r\n'),
    );
    expect(answers.map((line): unknown => JSON.parse(line))).toEqual([
      { id: 3, status: 'resolved', reading: { kind: 'at', date: '2026-11-20' } },
    ]);
    expect(stderr.match(/Line \d+/g)).toEqual(['Line 1', 'Line 3', 'Line 4']);
    expect(status).toBe(1);
  });

  it('fails with a word about it where the file cannot be read', () => {
    const { status, stderr } = parseDates('', 'test/no-such-file.jsonl');
    expect(stderr).toContain('Cannot read test/no-such-file.jsonl');
    expect(status).toBe(1);
  });

  it('says with --help what goes in and what comes out', () => {
    const { status, answers } = parseDates('', '--help');
    expect(answers.join('\n')).toContain('CASES.jsonl');
    expect(status).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { countTests } from '../../scripts/test-count.ts';

function report(statuses: string[][], changes: Record<string, unknown> = {}): unknown {
  const tests = statuses.flat();
  const count = (status: string) => tests.filter((one) => one === status).length;
  return {
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('pending'),
    numTodoTests: count('todo'),
    success: !tests.includes('failed'),
    testResults: statuses.map((file) => ({
      status: file.includes('failed') ? 'failed' : 'passed',
      assertionResults: file.map((status) => ({ status })),
    })),
    ...changes,
  };
}

describe('the count of tests', () => {
  it('is what the report says', () => {
    expect(countTests(report([['passed', 'passed'], ['passed']]))).toEqual({ passed: 3, failed: 0 });
    expect(countTests(report([['passed', 'failed', 'failed']]))).toEqual({ passed: 1, failed: 2 });
  });

  it('takes a test that was left out as failed', () => {
    expect(countTests(report([['passed', 'pending', 'todo']]))).toEqual({ passed: 1, failed: 2 });
  });

  it('takes a file that could not be loaded as one failure', () => {
    const testResults = [
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
      { status: 'failed', assertionResults: [] },
    ];
    const run = report([['passed']], { success: false, testResults });
    expect(countTests(run)).toEqual({ passed: 1, failed: 1 });
  });

  it('never takes a failed run as passed', () => {
    expect(countTests(report([['passed']], { success: false }))).toEqual({ passed: 1, failed: 1 });
  });

  it('refuses a report it cannot read', () => {
    expect(() => countTests({ numPassedTests: 1 })).toThrow(/numFailedTests/);
  });
});

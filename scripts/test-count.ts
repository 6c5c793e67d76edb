import { z } from 'zod';

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  success: z.boolean(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

export interface Count {
  passed: number;
  failed: number;
}

/**
 * Counts from the JSON report of a test run. A file that failed without a failed test (it could not be loaded, or its
 * set-up broke) counts as one failure, as does a test that was left out, and a run that failed for no counted reason.
 */
export function countTests(report: unknown): Count {
  const run = reportSchema.parse(report);
  const brokenFiles = run.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  const failed = run.numFailedTests + run.numPendingTests + run.numTodoTests + brokenFiles.length;
  return { passed: run.numPassedTests, failed: run.success ? failed : Math.max(failed, 1) };
}

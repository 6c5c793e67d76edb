import type { StructuredAnalysis } from './read-analysis.ts';

/** What a private call came to, without anything in somebody's words (VIO-56, VIO-83). */
export function analysisWithoutWords({
  summary: _summary,
  ...analysis
}: StructuredAnalysis): StructuredAnalysis {
  return { ...analysis, questions: [], concerns: [] };
}

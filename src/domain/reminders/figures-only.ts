/** Retell's analysis without anything in somebody's words: numbers, yes and no, and the mood by its one word. */
export function figuresOnly(analysis: unknown): Record<string, unknown> {
  if (typeof analysis !== 'object' || analysis === null) return {};
  return Object.fromEntries(
    Object.entries(analysis).flatMap(([field, value]: [string, unknown]) => {
      if (field === 'custom_analysis_data') return [[field, figuresOnly(value)]];
      const isFigure = typeof value === 'number' || typeof value === 'boolean';
      return isFigure || field === 'user_sentiment' ? [[field, value]] : [];
    }),
  );
}

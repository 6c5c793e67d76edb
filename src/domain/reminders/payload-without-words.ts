import { figuresOnly } from './figures-only.ts';

/**
 * Fields of the provider's call that hold what was said, or lead to it, or let somebody listen in (VIO-81), and what was
 * put into the agent's mouth, with the customer's name.
 */
const WORDS =
  /^(?:scrubbed_)?(?:transcript(?:_\w+)?|recording\w*url|recording_multi_channel_url)$|^(?:public_log_url|knowledge_base_retrieved_contents_url|access_token|retell_llm_dynamic_variables|collected_dynamic_variables)$/;

/**
 * The provider's call as it is kept with ours (VIO-90): everything but its words and recordings. Of a private one the
 * analysis is kept in figures alone (VIO-56).
 */
export function payloadWithoutWords(
  call: Record<string, unknown>,
  { isPrivate }: { isPrivate: boolean },
): Record<string, unknown> {
  const kept = Object.fromEntries(Object.entries(call).filter(([field]) => !WORDS.test(field)));
  const { call_analysis: analysis, ...others } = kept;
  return isPrivate && analysis !== undefined ? { ...others, call_analysis: figuresOnly(analysis) } : kept;
}

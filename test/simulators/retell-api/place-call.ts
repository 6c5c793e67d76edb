import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { failure } from './json-answer.ts';
import type { SimCall, Workspace } from './workspace.ts';

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a number in E.164 format');
const texts = z.record(z.string(), z.string());
const anything = z.unknown().optional();

/** What may be overridden for one call: the settings in use with their limits, the others by name (retell.md 5.1). */
const agentSettings = z
  .strictObject({
    max_call_duration_ms: z.number().int().min(60_000).max(7_200_000),
    ring_duration_ms: z.number().int().min(5_000).max(300_000),
    end_call_after_silence_ms: z.number().int().min(10_000),
    data_storage_setting: z.enum(['everything', 'everything_except_pii', 'basic_attributes_only']),
    data_storage_retention_days: z.number().int().min(1).max(730).nullable(),
    timezone: z.string().refine(isZone, 'must be an IANA zone').nullable(),
    voicemail_option: z
      .strictObject({
        action: z.discriminatedUnion('type', [
          z.strictObject({ type: z.literal('prompt'), text: z.string() }),
          z.strictObject({ type: z.literal('static_text'), text: z.string() }),
          z.strictObject({ type: z.literal('hangup') }),
          z.strictObject({ type: z.literal('bridge_transfer') }),
        ]),
        detection_prompt: z.string().nullable().optional(),
      })
      .nullable(),
    webhook_url: z.string().nullable(),
    webhook_events: z.array(z.string()).nullable(),
    webhook_timeout_ms: z.number().int(),
    ivr_option: anything,
    language: anything,
    voice_id: anything,
    voice_speed: z.number().min(0.5).max(2),
    voice_temperature: z.number(),
    voice_emotion: anything,
    volume: z.number(),
    agent_name: z.string().nullable(),
    post_call_analysis_data: anything,
    opt_in_signed_url: z.boolean(),
    signed_url_expiration_ms: z.number().nullable(),
    reminder_trigger_ms: z.number(),
    reminder_max_count: z.number(),
  })
  .partial();

const requestSchema = z.strictObject({
  from_number: z.string(),
  to_number: e164,
  override_agent_id: z.string().min(1).optional(),
  override_agent_version: z.union([z.number(), z.string()]).optional(),
  agent_override: z
    .strictObject({ agent: agentSettings, retell_llm: anything, conversation_flow: anything })
    .partial()
    .optional(),
  retell_llm_dynamic_variables: texts.optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  custom_sip_headers: texts.optional(),
  ignore_e164_validation: z.boolean().optional(),
});

export type CallRequest = z.infer<typeof requestSchema>;

/** What `POST /v2/create-phone-call` makes of a request: the call, waiting, or the answer that refuses it. */
export function placeCall(
  { agents }: Workspace,
  body: unknown,
): { call: SimCall; request: CallRequest } | { refusal: Response } {
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) return { refusal: failure(400, complaint(parsed.error)) };
  const request = parsed.data;
  if (request.ignore_e164_validation !== true && !e164.safeParse(request.from_number).success) {
    return { refusal: failure(400, 'request/body/from_number must be a number in E.164 format') };
  }
  const agentId = request.override_agent_id;
  if (agentId === undefined) return { refusal: failure(422, 'The number has no outbound agent.') };
  const agent = agents.get(agentId);
  if (agent === undefined && agents.size > 0) {
    return {
      refusal: failure(422, 'No agent with this id exists in the workspace that owns the API key.'),
    };
  }
  const version = request.override_agent_version ?? agent?.['version'];
  const call: SimCall = {
    call_type: 'phone_call',
    from_number: request.from_number,
    to_number: request.to_number,
    direction: 'outbound',
    call_id: `call_${randomBytes(14).toString('hex').slice(1)}`,
    agent_id: agentId,
    agent_version: typeof version === 'number' ? version : 0,
    ...(typeof agent?.['agent_name'] === 'string' ? { agent_name: agent['agent_name'] } : {}),
    ...(request.metadata === undefined ? {} : { metadata: request.metadata }),
    ...(request.retell_llm_dynamic_variables === undefined
      ? {}
      : { retell_llm_dynamic_variables: request.retell_llm_dynamic_variables }),
    data_storage_setting: request.agent_override?.agent?.data_storage_setting ?? 'everything',
    opt_in_signed_url: false,
    call_status: 'registered',
  };
  return { call, request };
}

function complaint(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'request/body is invalid';
  return `${['request/body', ...issue.path.map(String)].join('/')} ${issue.message}`;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

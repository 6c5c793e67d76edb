import { asObject } from '../../test/simulators/retell/json-object.ts';
import { unexpectedAnswers, wireProblems } from '../../test/simulators/retell/judge-steps.ts';
import type { LiveValues } from '../../test/simulators/retell/live-values.ts';
import { playCall } from '../../test/simulators/retell/play-call.ts';
import type { PlayedStep } from '../../test/simulators/retell/play-call.ts';
import type { RecordedCall } from '../../test/simulators/retell/recorded-call.ts';
import { answerSource } from './answer-source.ts';
import { compareAppointments } from './compare-ledger.ts';
import type { LedgerRow } from './compare-ledger.ts';
import type { DemoTenant } from './demo-tenants.ts';
import type { Demo } from './start-demo.ts';
import { waitFor } from './wait-for.ts';

export interface DemoCall {
  tenant: DemoTenant;
  steps: PlayedStep[];
  /** By tool call id, where each answer came from. */
  sources: Map<string, string>;
  /** The appointments the call was about, as they stand after it. */
  ledger: LedgerRow[];
  /** What is not as it should be, one line each. */
  problems: string[];
}

const RECORD_LIMIT_MS = 5_000;

/** Plays one recording, lets the calendar's webhooks be worked off and looks at what has become of it. */
export async function playDemoCall(demo: Demo, call: RecordedCall, values: LiveValues): Promise<DemoCall> {
  const tenant = demo.tenants.find(({ phone_numbers: numbers }) => numbers.includes(call.to_number));
  const store = tenant === undefined ? undefined : demo.stores.get(tenant.slug);
  if (tenant === undefined || store === undefined) throw new Error(`nobody here has ${call.to_number}`);

  const { callId, steps } = await playCall({
    gatewayUrl: demo.gatewayUrl,
    apiKey: tenant.retell.api_key,
    call,
    startAt: demo.clock.now(),
    values,
  });
  const asked = steps.filter((step) => step.kind === 'function');
  const isSettled = await demo.settle();
  // Written behind the answers, in batches.
  const isRecorded = await waitFor(
    async () => (await store.functionCalls.ofCall(callId)).length >= asked.length,
    RECORD_LIMIT_MS,
  );
  const records = await store.functionCalls.ofCall(callId);
  const sources = new Map(
    asked.map(({ toolCallId }) => [
      toolCallId,
      answerSource(records.find((record) => record.toolCallId === toolCallId)),
    ]),
  );
  const ids = [...new Set(asked.flatMap(({ answer }) => appointmentIds(answer)))];
  const ledger = await compareAppointments(store, demo.calendar.bookings(), ids);
  return {
    tenant,
    steps,
    sources,
    ledger,
    problems: [
      ...wireProblems(steps),
      ...unexpectedAnswers(steps),
      ...(isSettled ? [] : ['webhooks of the calendar were not worked off in time']),
      ...(isRecorded ? [] : ['the call record lacks function calls']),
      ...ledger.flatMap(({ service, person, differences }) =>
        differences.map((difference) => `${service}, ${person}: ${difference}`),
      ),
    ],
  };
}

/** Wherever an answer names appointments. */
function appointmentIds(answer: Record<string, unknown>): string[] {
  const listed: unknown[] = Array.isArray(answer['appointments']) ? answer['appointments'] : [];
  const ids = [answer['appointment_id'], ...listed.map((one) => asObject(one)['id'])];
  return [...ids, asObject(answer['next_appointment'])['id']].filter((id) => typeof id === 'string');
}

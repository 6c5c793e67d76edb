import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metadataIn } from '../../src/domain/call-report.ts';
import { grantDialPermit } from '../../src/domain/reminders/dial-permit.ts';
import { callSchema } from '../../src/http/retell-body.ts';
import { reportOf } from '../../src/http/retell-call.ts';
import { answerDials } from '../support/answer-dials.ts';
import { MAX } from '../support/tenant-under-test.ts';
import { unhurried } from '../support/unhurried.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const CALM = { signal: new AbortController().signal };

let world: World;
beforeAll(async () => {
  world = await createWorld({ budgetMs: unhurried });
});
afterAll(() => world.close());

describe('a call that goes out', () => {
  it('reaches its tenant by our own number: events and functions alike (VIO-81, VIO-82)', async () => {
    const salon = await world.tenant();
    const { retell, agents, phoneNumbers } = salon.definition;
    const answerer = answerDials(world, () => ({
      kind: 'answered',
      durationMs: 67_000,
      functions: [{ name: 'get_available_services', args: {} }],
    }));
    const placed = await world.deps.telephonies.open(retell?.apiKey ?? '').placeCall(
      grantDialPermit('sess_1'),
      {
        fromNumber: phoneNumbers[0] ?? '',
        toNumber: MAX,
        agentId: agents[0] ?? '',
        variables: {},
        metadata: { session_id: 'sess_1' },
      },
      CALM,
    );
    const [played] = await answerer.playOut();
    expect(placed).toEqual({ kind: 'placed', callId: played?.dial.callId });
    expect(played?.steps).toMatchObject([
      { what: 'call_started', status: 204 },
      { what: 'get_available_services', status: 200, answer: { success: true } },
      { what: 'call_ended', status: 204 },
      { what: 'call_analyzed', status: 204 },
    ]);
  });

  it('brings its metadata back, as far as it is text (VIO-82)', () => {
    const call = callSchema.parse({ metadata: { session_id: 'sess_1', attempt: 1, note: null } });
    expect(reportOf('call_1', call)).toMatchObject({ metadata: { session_id: 'sess_1' } });
  });

  it.each([undefined, null, 'sess_1', ['sess_1'], {}, { attempt: 1 }])(
    'brings none back where it is %o',
    (metadata) => {
      expect(metadataIn(metadata)).toBeUndefined();
      expect(reportOf('call_1', callSchema.parse({ metadata }))).not.toHaveProperty('metadata');
    },
  );
});

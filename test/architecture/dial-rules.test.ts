import { describe, expect, it } from 'vitest';
import { dialViolations } from './dial-rules.ts';
import { readSources } from './source-file.ts';

const GATE = 'src/operations/reminders/dialling/dial-gate.ts';
const TASK = 'src/operations/reminders/dialling/dial-task.ts';

describe('the way to the dialler', () => {
  it('leads through the dial gate alone', () => {
    expect(dialViolations(readSources())).toEqual([]);
  });

  it.each([
    ['src/operations/reminders/dialling/call-now.ts', "const permit = grantDialPermit('sess_1');"],
    [TASK, "import { grantDialPermit } from '../../domain/reminders/dial-permit.ts';"],
    ['src/domain/reminders/next-step.ts', 'const grant = grantDialPermit;'],
    ['scripts/demo.ts', 'grantDialPermit(id);'],
    [TASK, 'const permit = id as DialPermit;'],
    [GATE, 'const permit = 7 as unknown as DialPermit;'],
    [GATE, 'const placed = await telephony.placeCall(permit, request, options);'],
    ['src/scheduler/start-workers.ts', "telephony['placeCall'](permit, request, options);"],
    ['src/http/owner.ts', 'const { placeCall } = telephony;'],
    ['scripts/drive.ts', 'await telephony.placeCall(permit, request, options);'],
    ['src/upstream/calcom.ts', 'await dialRetell(client, request, 1, signal);'],
    ['src/upstream/retell.ts', 'await client.call.createPhoneCall(body);'],
    [TASK, 'await post(`${base}/v2/create-phone-call`, body);'],
    ['src/upstream/retell-wire.ts', 'await client.batchCall.createBatchCall(body);'],
  ])('is reported where %s goes around it: %s', (path, text) => {
    expect(dialViolations([{ path, text: `\n${text}\n` }])).toEqual([expect.stringContaining(`${path}:2 `)]);
  });

  it('is open to the gate, the task and the wire, and to what only speaks of it', () => {
    const files = [
      { path: GATE, text: 'return { kind: "yes", permit: grantDialPermit(sessionId) };' },
      { path: TASK, text: 'await telephony.placeCall(permit, request, { signal });' },
      { path: 'src/domain/reminders/dial-permit.ts', text: 'return sessionId as DialPermit;' },
      { path: 'src/upstream/retell.ts', text: 'placeCall: () => dialRetell(client, request, 1, signal),' },
      { path: 'src/upstream/retell-dial.ts', text: 'client.call.createPhoneCall(body, { maxRetries: 0 });' },
      { path: 'src/operations/context.ts', text: '// placeCall is for the task alone' },
      { path: 'src/operations/open-ctx.ts', text: 'function misplaceCalls(permit: DialPermit) {}' },
      { path: 'test/upstream/retell-dial.test.ts', text: "workspace.placeCall(grantDialPermit('sess_1'))" },
    ];
    expect(dialViolations(files)).toEqual([]);
  });
});

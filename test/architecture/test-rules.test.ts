import { describe, expect, it } from 'vitest';
import { readSources } from './source-file.ts';
import { leftOutTests, moduleMocks, sleepingTests } from './test-rules.ts';

const sources = readSources();

function inTest(text: string, path = 'test/http/x.test.ts'): { path: string; text: string }[] {
  return [{ path, text }];
}

describe('tests', () => {
  it('are all run', () => {
    expect(leftOutTests(sources)).toEqual([]);
  });

  it.each([
    "it.only('x', run);",
    "it.skip('x', run);",
    "it.todo('x');",
    "it.concurrent.skip('x', run);",
    "describe.skip('x', run);",
    "describe.only('x', run);",
    "test.skipIf(slow)('x', run);",
    "it.runIf(fast)('x', run);",
    "it.fails('x', run);",
    "xit('x', run);",
    'task.skip();',
  ])('left out are reported: %s', (text) => {
    expect(leftOutTests(inTest(text))).toHaveLength(1);
  });

  it('mock no modules', () => {
    expect(moduleMocks(sources)).toEqual([]);
    expect(moduleMocks(inTest("vi.mock('../../src/store/calls.ts');"))).toHaveLength(1);
    expect(moduleMocks(inTest('vi.doMock(path); vi.hoisted(make);'))).toHaveLength(2);
    expect(moduleMocks(inTest('const log = vi.fn(); vi.useFakeTimers();'))).toEqual([]);
  });

  it('do not sleep', () => {
    expect(sleepingTests(sources)).toEqual([]);
  });

  it.each([
    'await new Promise((resolve) => setTimeout(resolve, 50));',
    'await new Promise((done) => { setTimeout(done, 50); });',
    'await sleep(50);',
    'await delay(50);',
    "import { setTimeout as wait } from 'node:timers/promises';",
  ])('that sleep are reported: %s', (text) => {
    expect(sleepingTests(inTest(text))).toHaveLength(1);
    expect(sleepingTests(inTest(text, 'test/simulators/calcom/server.ts'))).toEqual([]);
  });
});

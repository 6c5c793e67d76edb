import { describe, expect, it } from 'vitest';
import { createBackground } from '../../src/platform/background.ts';
import { createLog } from '../../src/platform/log.ts';

function create() {
  const lines: string[] = [];
  const background = createBackground(createLog('debug', { write: (line) => void lines.push(line) }));
  return { background, lines };
}

describe('background work', () => {
  it('is waited for, with what it adds meanwhile', async () => {
    const { background } = create();
    const first = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    const ended: string[] = [];
    background.add(
      'first',
      first.promise.then(() => {
        ended.push('first');
        background.add(
          'second',
          second.promise.then(() => ended.push('second')),
        );
      }),
    );
    const drained = background.drain().then((left) => {
      ended.push('drained');
      return left;
    });
    first.resolve();
    await first.promise;
    second.resolve();
    expect(await drained).toBe(0);
    expect(ended).toEqual(['first', 'second', 'drained']);
  });

  it('is logged when it fails, under its name, and stops nobody', async () => {
    const { background, lines } = create();
    background.add('broken', Promise.reject(new Error('of max@example.com')));
    background.add('whole', Promise.resolve());
    expect(await background.drain()).toBe(0);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"work":"broken"');
    expect(lines[0]).not.toContain('max@example.com');
  });

  it('is given up after the limit, and counted', async () => {
    const { background } = create();
    const never = Promise.withResolvers<void>();
    background.add('endless', never.promise);
    background.add('short', Promise.resolve());
    expect(await background.drain(20)).toBe(1);
    never.resolve();
    expect(await background.drain(1_000)).toBe(0);
  });

  it('is nothing to wait for where none was added', async () => {
    const { background } = create();
    expect(await background.drain()).toBe(0);
    expect(await background.drain(1_000)).toBe(0);
  });
});

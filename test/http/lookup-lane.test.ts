import { expect, it } from 'vitest';
import { createLookupLane } from '../../src/http/lookup-lane.ts';

it('works one after the other, goes on after a failure, and begins nothing that finds it full', async () => {
  const lane = createLookupLane(2);
  const first = Promise.withResolvers<string>();
  const begun: string[] = [];
  const begin = (name: string, work: Promise<string>) =>
    lane.run(() => {
      begun.push(name);
      return work;
    });
  const failing = begin('first', first.promise);
  const second = begin('second', Promise.resolve('found'));
  expect(begin('third', Promise.resolve('found'))).toBeUndefined();
  await Promise.resolve();
  expect(begun).toEqual(['first']);
  first.reject(new Error('away'));
  await expect(failing).rejects.toThrow('away');
  expect(await second).toBe('found');
  expect(await begin('fourth', Promise.resolve('found again'))).toBe('found again');
  expect(begun).toEqual(['first', 'second', 'fourth']);
});

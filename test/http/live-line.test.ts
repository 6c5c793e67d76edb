import { expect, it } from 'vitest';
import { isDoneWithin } from '../../src/http/live-line.ts';

const LONG_MS = 60_000;
const staying = () => new AbortController().signal;

it('is done with what came to a good end, and with nothing else (VIO-43)', async () => {
  expect(await isDoneWithin(LONG_MS, staying(), Promise.resolve(true))).toBe(true);
  expect(await isDoneWithin(LONG_MS, staying(), Promise.resolve(false))).toBe(false);
  expect(await isDoneWithin(LONG_MS, AbortSignal.abort(), new Promise(() => undefined))).toBe(false);
  expect(await isDoneWithin(1, staying(), new Promise(() => undefined))).toBe(false);
});

it('takes what breaks for not done, at once and whoever listens by then (VIO-43)', async () => {
  const broken = () => Promise.reject(new Error('the connection is gone'));
  expect(await isDoneWithin(LONG_MS, staying(), broken())).toBe(false);
  expect(await isDoneWithin(LONG_MS, AbortSignal.abort(), broken())).toBe(false);
});

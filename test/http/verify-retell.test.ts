import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyRetell } from '../../src/http/verify-retell.ts';

const KEY = 'key_example_0123456789abcdef';
const SIGNED_AT = 1_795_166_100_000;
const BODY =
  '{"name":"check_availability","args":{"date":"2026-11-24"},"call":{"call_id":"call_0123456789abcdef0123456789a"}}';
const DIGEST = 'd72cf3aebb8d582803e519e31076e0e10aea40c8036f7741a47674627ca17284';
const HEADER = `v=${SIGNED_AT},d=${DIGEST}`;
const FIVE_MINUTES = 300_000;

function verify(body: string, header: string | undefined, nowMs = SIGNED_AT, keys = [KEY]) {
  return verifyRetell(body, header, keys, nowMs);
}

function sign(body: string, key: string): string {
  const digest = createHmac('sha256', key).update(`${body}${SIGNED_AT}`).digest('hex');
  return `v=${SIGNED_AT},d=${digest}`;
}

describe('verifyRetell', () => {
  it.each([
    { what: 'a function request', body: BODY, digest: DIGEST },
    {
      what: 'an empty body',
      body: '',
      digest: '341a91ef8e5c4a3a75cbf9ddd1a091a4aa66661cf999ff56719675561382e269',
    },
    {
      what: 'text beyond ASCII',
      body: '{"t":"Señor Muñoz — 10 €"}',
      digest: 'c243f16804e6fd9ba133e68b876c58676ad1e7fc25bf7f2d8fc2082fde3fc058',
    },
  ])('accepts the known signature of $what and answers its key (ASK-50)', async ({ body, digest }) => {
    expect(await verify(body, `v=${SIGNED_AT},d=${digest}`)).toBe(KEY);
  });

  it('rejects a digest that leaves the timestamp out (ASK-50)', async () => {
    const bare = '7770f10b5f4e7f3b9795994780a707215ee5bba779de9591ea813e2954c29334';
    expect(createHmac('sha256', KEY).update(BODY).digest('hex')).toBe(bare);
    expect(await verify(BODY, `v=${SIGNED_AT},d=${bare}`)).toBeUndefined();
  });

  it.each([
    { when: 'exactly five minutes old', nowMs: SIGNED_AT + FIVE_MINUTES, isFresh: true },
    { when: 'one millisecond older', nowMs: SIGNED_AT + FIVE_MINUTES + 1, isFresh: false },
    { when: 'exactly five minutes ahead', nowMs: SIGNED_AT - FIVE_MINUTES, isFresh: true },
    { when: 'one millisecond further ahead', nowMs: SIGNED_AT - FIVE_MINUTES - 1, isFresh: false },
  ])('takes a signature that is $when for fresh: $isFresh (ASK-50)', async ({ nowMs, isFresh }) => {
    expect(await verify(BODY, HEADER, nowMs)).toBe(isFresh ? KEY : undefined);
  });

  it('finds the one of several keys that signed, the previous one while keys rotate too (ASK-50)', async () => {
    const keys = ['key_new', KEY, 'key_other'];
    expect(await verify(BODY, HEADER, SIGNED_AT, keys)).toBe(KEY);
    expect(await verify(BODY, sign(BODY, 'key_new'), SIGNED_AT, keys)).toBe('key_new');
    expect(await verify(BODY, HEADER, SIGNED_AT, ['key_new', 'key_other'])).toBeUndefined();
    expect(await verify(BODY, HEADER, SIGNED_AT, [])).toBeUndefined();
  });

  it('rejects the same JSON written in another way (ASK-50)', async () => {
    const spaced = JSON.stringify(JSON.parse(BODY), undefined, 1);
    const reordered = BODY.replace('{"name":"check_availability",', '{').replace(
      /\}$/,
      ',"name":"check_availability"}',
    );
    expect(JSON.parse(reordered)).toEqual(JSON.parse(BODY));
    for (const body of [spaced, reordered, `${BODY} `, BODY.replace('24', '25')]) {
      expect(await verify(body, HEADER)).toBeUndefined();
    }
  });

  it.each([
    undefined,
    '',
    'garbage',
    DIGEST,
    `d=${DIGEST}`,
    `v=${SIGNED_AT}`,
    `v=${SIGNED_AT},d=`,
    `v=${SIGNED_AT}, d=${DIGEST}`,
    `v=${SIGNED_AT},d=${DIGEST.slice(1)}`,
    `v=${SIGNED_AT},d=${DIGEST}00`,
    `v=${SIGNED_AT},d=${DIGEST},x=1`,
    ` v=${SIGNED_AT},d=${DIGEST}`,
    `v=${SIGNED_AT}.0,d=${DIGEST}`,
    `v=-${SIGNED_AT},d=${DIGEST}`,
    `v=NaN,d=${DIGEST}`,
    `v=${'9'.repeat(400)},d=${DIGEST}`,
    `v=${SIGNED_AT},d=${'z'.repeat(64)}`,
    `v=${SIGNED_AT},d=${DIGEST}\nv=${SIGNED_AT},d=${DIGEST}`,
  ])('rejects the header %j (ASK-50)', async (header) => {
    expect(await verify(BODY, header)).toBeUndefined();
  });
});

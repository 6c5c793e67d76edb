import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/platform/fault.ts';
import { createSecretBox, hashAccessKey } from '../../src/store/secret-box.ts';

const KEY = '0123456789abcdef'.repeat(4);
const box = createSecretBox(KEY);

describe('a secret box', () => {
  it('shows nothing of what it has sealed', () => {
    expect(Buffer.from(box.seal('cal_live_0123456789').slice(3), 'base64url').toString()).not.toContain(
      'cal',
    );
  });

  it.each(['cal_live_0123456789', '', 'Schlüssel — 钥匙 \u0000', 'x'.repeat(10_000)])(
    'opens what it has sealed',
    (secret) => {
      const sealed = box.seal(secret);
      expect(sealed).toMatch(/^v1\.[\w-]+$/);
      expect(box.open(sealed)).toBe(secret);
      expect(createSecretBox(KEY.toUpperCase()).open(sealed)).toBe(secret);
    },
  );

  it('seals the same secret in another way each time', () => {
    const sealed = Array.from({ length: 100 }, () => box.seal('cal_live_1'));
    expect(new Set(sealed).size).toBe(100);
  });

  it('opens nothing that another key has sealed', () => {
    const other = createSecretBox('f'.repeat(64));
    expect(() => other.open(box.seal('cal_live_1'))).toThrow(Fault);
  });

  it('opens nothing with a single bit changed', () => {
    const bytes = Buffer.from(box.seal('cal_live_1').slice(3), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => box.open(`v1.${changed.toString('base64url')}`)).toThrow(Fault);
    }
    expect(box.open(`v1.${bytes.toString('base64url')}`)).toBe('cal_live_1');
  });

  it('opens nothing that is cut short or no sealed text at all', () => {
    const sealed = box.seal('cal_live_1');
    for (let length = 0; length < sealed.length - 1; length += 1) {
      expect(() => box.open(sealed.slice(0, length))).toThrow(Fault);
    }
    for (const text of ['v1.', 'plain text', `${sealed}AAAA`]) expect(() => box.open(text)).toThrow(Fault);
  });

  it('says nothing of what was to be opened when it fails', () => {
    let thrown: unknown;
    try {
      createSecretBox('f'.repeat(64)).open(box.seal('cal_live_1'));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: 'internal' });
    expect(thrown).not.toHaveProperty('cause');
  });
});

describe('hashAccessKey', () => {
  it('is SHA-256 in hex', () => {
    expect(hashAccessKey('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(hashAccessKey('abd')).not.toBe(hashAccessKey('abc'));
  });
});

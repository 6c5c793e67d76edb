import { describe, expect, it } from 'vitest';
import { createLog, redactText } from '../../src/platform/log.ts';
import { Fault } from '../../src/platform/fault.ts';

function write(fields: Record<string, unknown>): { text: string; line: Record<string, unknown> } {
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => void lines.push(line) });
  log.warn(fields, 'something happened');
  const [text = '{}'] = lines;
  const line: unknown = JSON.parse(text);
  return { text, line: { ...(typeof line === 'object' ? line : {}) } };
}

describe('redactText', () => {
  it.each([
    '+491711234567',
    '+49 171 1234567',
    '+49 (0) 171 / 123 45 67',
    '0171 1234567',
    '0171-1234567',
    '0171/123 45 67',
    '0171 - 123 45 67',
    '0171.123.45.67',
    '0171\u00a01234567',
    '0171\u20131234567',
    '(030) 123 456 78',
    '004917112345678',
    '+1 (415) 555-0100',
    '4155550100',
    '123456789012345',
  ])('replaces the phone number %s, in the middle of a text too (ASK-91)', (number) => {
    expect(redactText(number)).not.toMatch(/\d/);
    expect(redactText(`Tel.:${number}, bitte`)).toMatch(/^Tel\.:\(?\[redacted\], bitte$/);
    expect(redactText(`tel-${number}`)).not.toMatch(/\d/);
  });

  it.each([
    'max@example.com',
    'max.mustermann+termin@mail.example.com',
    'MAX_M%1@EXAMPLE.COM',
    'müller@bäckerei.example',
  ])('replaces the e-mail address %s (ASK-91)', (address) => {
    expect(redactText(`an <${address}>!`)).toBe('an <[redacted]>!');
  });

  it.each([
    'store_unavailable',
    'postgres 23505 on slot_claims_no_overlap',
    'call_0123456789abcdef0123456789a',
    'ten_01k9z0123456789abcdefghjkm',
    '14:30 on 2026-11-24',
    'at file:///srv/slotline/src/main.ts:120:15',
    '123456789',
    'HTTP 503 after 1500 ms',
  ])('leaves %j as it is', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it('replaces every one of several (ASK-91)', () => {
    expect(redactText('max@example.com oder eva@example.com, 0171 1234567 oder 0172 7654321')).toBe(
      '[redacted] oder [redacted], [redacted] oder [redacted]',
    );
  });

  it('is quick on a long text, whatever it is made of (ASK-91)', () => {
    for (const piece of ['a.', 'a@', 'a@a.', '1 ', '1-', '+1', '((', '12345678 x']) {
      expect(redactText(piece.repeat(100_000)).length).toBeLessThanOrEqual(piece.length * 100_000);
    }
  });
});

describe('the log', () => {
  it('removes what stands under pii, at any depth (ASK-91)', () => {
    const { text, line } = write({
      pii: { name: 'Max Mustermann' },
      call: { pii: 'Max Mustermann', parts: [{ deeper: { pii: ['Max Mustermann'] } }] },
    });
    expect(text).not.toContain('Mustermann');
    expect(line).toMatchObject({ pii: '[redacted]', call: { pii: '[redacted]' } });
  });

  it('redacts every text of a line (ASK-91)', () => {
    const { line } = write({
      host: 'db.example.com',
      said: ['call 0171 1234567', { to: 'max@example.com' }],
    });
    expect(line).toMatchObject({
      host: 'db.example.com',
      said: ['call [redacted]', { to: '[redacted]' }],
      msg: 'something happened',
    });
  });

  it('keeps numbers, flags and what is absent', () => {
    const { line } = write({ ms: 12, ok: true, none: null, upstreamMs: [3, 4], missing: undefined });
    expect(line).toMatchObject({ ms: 12, ok: true, none: null, upstreamMs: [3, 4] });
    expect(line).not.toHaveProperty('missing');
  });

  it('redacts an error, its stack and all its causes, and keeps the code (ASK-91)', () => {
    const cause = new Error('insert of max@example.com', { cause: '+491711234567' });
    const { text, line } = write({ err: new Fault('store_unavailable', 'for 0171 1234567', { cause }) });
    expect(text).not.toMatch(/max@|1711234567|1234567/);
    expect(line['err']).toMatchObject({
      type: 'Fault',
      code: 'store_unavailable',
      message: 'for [redacted]',
      cause: { message: 'insert of [redacted]', cause: '[redacted]' },
    });
  });

  it('writes an error that is its own cause', () => {
    const error = new Error('round and round');
    error.cause = error;
    expect(write({ err: error }).line['err']).toMatchObject({ message: 'round and round' });
  });

  it('writes nothing of a thrown value that is no error (ASK-91)', () => {
    const { text } = write({ err: { name: 'Max Mustermann' } });
    expect(text).not.toContain('Mustermann');
  });

  it('writes only from its level on', () => {
    const lines: string[] = [];
    const log = createLog('warn', { write: (line) => void lines.push(line) });
    log.info('not this');
    log.error('but this');
    expect(lines).toHaveLength(1);
  });
});

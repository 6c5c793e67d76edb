import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Fault } from '../platform/fault.ts';

/** Seals secrets of tenants for keeping at rest: AES-256-GCM, a fresh nonce each, bound to nothing but the key. */
export interface SecretBox {
  /** Answers `v1.<base64url of nonce, tag and ciphertext>`. */
  seal(secret: string): string;
  /** Throws a `Fault` when the key is another one or the text was tampered with. */
  open(sealed: string): string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `secretKey`: 32 bytes as 64 hex digits. */
export function createSecretBox(secretKey: string): SecretBox {
  const key = Buffer.from(secretKey, 'hex');
  return {
    seal(secret) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')}`;
    },
    open(sealed) {
      const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const text = Buffer.concat([
          decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
          decipher.final(),
        ]);
        return text.toString('utf8');
      } catch {
        // The cause is dropped on purpose: it can hold pieces of what was to be opened.
        throw new Fault('internal', 'a sealed secret cannot be opened with this SECRET_KEY');
      }
    },
  };
}

/** SHA-256 in hex: how access keys are kept. */
export function hashAccessKey(key: string): string {
  return createHash('sha256').update(key, 'utf8').digest('hex');
}

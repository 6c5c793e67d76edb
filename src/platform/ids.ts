import { randomBytes, randomInt } from 'node:crypto';

/** What an id names; it stands in front of the id, so a stray one in a log says what it is. */
export type IdKind =
  | 'alr'
  | 'apt'
  | 'aud'
  | 'bkg'
  | 'cbk'
  | 'clm'
  | 'cus'
  | 'dec'
  | 'evt'
  | 'fnc'
  | 'frd'
  | 'key'
  | 'pau'
  | 'rec'
  | 'ses'
  | 'stf'
  | 'svc'
  | 'ten'
  | 'tsk'
  | 'wof'
  | 'wtl'
  | 'wrt';

export interface Ids {
  /** A new id such as `bkg_0k3v...`: 26 characters behind the kind, sorted by making time, not guessable. */
  next(kind: IdKind): string;
  /** Eight random digits to be spoken and heard on a phone line; unique only once the store has accepted it. */
  bookingCode(): string;
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;

/** Ids in the form of a ULID (lower case): 48 bits of time, 80 bits of chance. `epochMs` is machine time. */
export function createRandomIds(epochMs: () => number): Ids {
  return {
    next: (kind) => `${kind}_${encodeTime(epochMs())}${encodeChance()}`,
    bookingCode: () => String(randomInt(10_000_000, 100_000_000)),
  };
}

function encodeTime(epochMs: number): string {
  let rest = epochMs;
  let text = '';
  for (let place = 0; place < TIME_LENGTH; place += 1) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function encodeChance(): string {
  let text = '';
  for (const byte of randomBytes(RANDOM_LENGTH)) text += ALPHABET.charAt(byte % 32);
  return text;
}

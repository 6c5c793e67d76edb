import type { KeyDeed, ReminderWords } from '../../languages/reminder-words.ts';
import type { CallPurpose } from '../call-session.ts';
import type { CallContent } from '../reminder-settings.ts';

/**
 * What the keys 1 to 3 do, a sentence each (VIO-60): confirm, move and, in the medical script, cancel, as far as the
 * owner allows it (VIO-61). A key keeps its meaning when another has none.
 */
export function keySentences(
  purpose: CallPurpose,
  content: CallContent,
  words: ReminderWords,
): { key_1: string; key_2: string; key_3: string } {
  const [one, two, three] = purpose === 'waitlist' ? offerKeys() : reminderKeys(content);
  return { key_1: words.key(1, one), key_2: words.key(2, two), key_3: words.key(3, three) };
}

type Keys = (KeyDeed | undefined)[];

function offerKeys(): Keys {
  return ['take_offer', 'keep'];
}

function reminderKeys({ script, confirmation, rescheduling, cancelling }: CallContent): Keys {
  return [
    confirmation ? 'confirm' : undefined,
    rescheduling ? 'reschedule' : undefined,
    script === 'medical' && cancelling ? 'cancel' : undefined,
  ];
}

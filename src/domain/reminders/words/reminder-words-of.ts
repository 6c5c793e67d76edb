import type { Language } from '../../../platform/language.ts';
import { germanReminders } from '../../languages/de/reminder-words.ts';
import { englishReminders } from '../../languages/en/reminder-words.ts';
import type { ReminderWords } from '../../languages/reminder-words.ts';

const WORDS: Record<Language, ReminderWords> = { de: germanReminders, en: englishReminders };

export function reminderWordsOf(language: Language): ReminderWords {
  return WORDS[language];
}

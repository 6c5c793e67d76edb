import { at } from '../../../../support/phrase-table.ts';
import { readByBoth } from './callers.ts';

// Said at 10:00 on Friday, November 20th 2026.
readByBoth('times counted from now', [
  ['in two hours', at('2026-11-20', '12:00')],
  ['in an hour', at('2026-11-20', '11:00')],
  ['in half an hour', at('2026-11-20', '10:30')],
  ['in 45 minutes', at('2026-11-20', '10:45')],
  ['in an hour and a half', at('2026-11-20', '11:30')],
  ['two hours from now', at('2026-11-20', '12:00')],
  ['in 24 hours', at('2026-11-21', '10:00')],
  ['this time tomorrow', at('2026-11-21', '10:00')],
]);

import { openReminderSalon } from './reminder-salon.ts';
import type { ReminderSalon } from './reminder-salon.ts';
import type { World } from './world.ts';

const ORIGIN = 'http://localhost';

export interface Shown {
  status: number;
  text: string;
  location: string;
}

/** The salon with reminder calls, and a browser at its pages. */
export interface PageDoor {
  salon: ReminderSalon;
  keys: { owner: string; reader: string };
  /** Looks at a page or, with a form, sends that. */
  browse(path: string, cookie: string, form?: [string, string][]): Promise<Shown>;
  /** The cookie of a session, by default of the owner. */
  signIn(key?: string): Promise<string>;
  /** The form as the settings page shows it, with other values where they are given. */
  settingsForm(change?: Record<string, string | string[]>): [string, string][];
}

export async function openPageDoor(world: World): Promise<PageDoor> {
  const mark = world.deps.ids.next('key');
  const keys = { owner: `owner-${mark}`, reader: `reader-${mark}` };
  const accessKeys = [
    { role: 'owner' as const, key: keys.owner },
    { role: 'reader' as const, key: keys.reader },
  ];
  const salon = await openReminderSalon(world, {}, { definition: { accessKeys } });
  return {
    salon,
    keys,
    browse: async (path, cookie, form) => {
      const response = await world.app.request(path, {
        headers: {
          cookie,
          ...(form === undefined
            ? {}
            : { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form).toString() }),
      });
      return {
        status: response.status,
        text: await response.text(),
        location: response.headers.get('location') ?? '',
      };
    },
    signIn: async (key = keys.owner) => {
      const response = await world.app.request('/sign-in', {
        method: 'POST',
        headers: { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ key }).toString(),
      });
      return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    },
    settingsForm: (change = {}) => {
      const usual: Record<string, string | string[]> = {
        enabled: 'on',
        agent_id: salon.agentId,
        from_number: salon.fromNumber,
        personality: 'friendly',
        confirmation: 'on',
        hours_before: ['24', '2'],
        other_hours: '72',
        from: '09:00',
        until: '18:00',
        weekdays: ['1', '2', '3', '4', '5'],
        holidays: 'DE-BE',
        preset: 'standard',
        most_retries: '3',
        delay_no_answer: '240',
        delay_voicemail: '720',
        delay_busy: '60',
        delay_failed: '240',
      };
      return Object.entries({ ...usual, ...change }).flatMap(([name, value]) =>
        [value].flat().map((one): [string, string] => [name, one]),
      );
    },
  };
}

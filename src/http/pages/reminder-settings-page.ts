import { html } from 'hono/html';
import type { SettingsProblem } from '../../domain/reminders/check-reminder-settings.ts';
import { MOST_RETRIES } from '../../domain/reminders/reminder-settings.ts';
import type { ReminderSettings } from '../../domain/reminders/reminder-settings.ts';
import type { ReminderSetUp } from '../../operations/reminders/read-reminder-settings.ts';
import { layout } from './layout.ts';
import type { Markup } from './layout.ts';

/** Hours before an appointment that can be ticked (VIO-13); others go into the field beside them. */
const HOUR_PRESETS = [1, 2, 6, 24, 48, 168];
/** Hours between a call in vain and the next one (VIO-66). */
const DELAYS = { no_answer: [1, 2, 4, 8], voicemail: [4, 8, 12, 24], busy: [1, 2, 4], failed: [1, 4, 8] };
const DELAY_NAMES = {
  no_answer: 'Nobody picked up',
  voicemail: 'Voicemail',
  busy: 'Busy',
  failed: 'Technical failure',
};
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const CLOCK_TIME = '([01][0-9]|2[0-3]):[0-5][0-9]';
const HOUR_MINUTES = 60;

export interface SettingsView {
  tenant: string;
  setUp: ReminderSetUp;
  /** What is wrong with what was just sent; nothing of it was saved. */
  errors: SettingsProblem[];
  /** What is wrong stays to be mended: the settings as they would have been, and the hours as they were typed. */
  sent?: { settings: ReminderSettings; otherHours: string };
  isSaved: boolean;
  mayChange: boolean;
}

/** The three sections of VIO-66: the voice, the timing, the retries. */
export function reminderSettingsPage(view: SettingsView): Markup {
  const { setUp, errors } = view;
  const settings = view.sent?.settings ?? setUp.settings;
  const warnings = [...setUp.check.errors, ...setUp.check.warnings];
  return layout(
    { title: 'Reminder settings', tenant: view.tenant },
    html`${view.isSaved ? html`<p class="good" role="status">Saved.</p>` : ''}
      ${errors.map(({ field, problem }) => html`<p class="bad" role="alert">${field}: ${problem}</p>`)}
      ${
        errors.length > 0
          ? ''
          : warnings.map(({ field, problem }) => html`<p class="note">${field}: ${problem}</p>`)
      }
      <form method="post" action="/reminders/settings">
        ${voiceSection(settings, setUp.key)} ${timingSection(settings, view.sent?.otherHours)}
        ${retrySection(settings)} ${view.mayChange ? html`<button>Save</button>` : ''}
      </form>`,
  );
}

function voiceSection({ content, ...settings }: ReminderSettings, key: ReminderSetUp['key']): Markup {
  const shown = key.isSet
    ? `is set${key.endsWith === undefined ? '' : `, ends with ${key.endsWith}`}`
    : 'is missing';
  return html`<fieldset>
    <legend>Voice AI</legend>
    <label
      ><input type="checkbox" name="enabled" ${settings.enabled ? 'checked' : ''} /> Make reminder
      calls</label
    >
    <label
      >Agent id <input name="agent_id" value="${settings.agentId ?? ''}" placeholder="agent_..."
    /></label>
    <label
      >Our number <input name="from_number" value="${settings.fromNumber ?? ''}" placeholder="+49..."
    /></label>
    <p>Retell key: ${shown}.</p>
    <label>
      Personality ${choice('personality', content.personality, ['professional', 'friendly', 'medical'])}
    </label>
    <label>
      <input type="checkbox" name="confirmation" ${content.confirmation ? 'checked' : ''} /> Ask for a
      confirmation
    </label>
    <label>
      <input type="checkbox" name="special_instructions" ${content.specialInstructions ? 'checked' : ''} />
      Read these instructions out
      <textarea name="instructions" rows="3" cols="60" maxlength="2000">
${content.instructions ?? ''}</textarea>
    </label>
  </fieldset>`;
}

function timingSection({ callingHours, hoursBefore }: ReminderSettings, typed: string | undefined): Markup {
  const others = hoursBefore.filter((hours) => !HOUR_PRESETS.includes(hours)).join(', ');
  return html`<fieldset>
    <legend>Timing</legend>
    <p>Hours before the appointment</p>
    <div class="row">
      ${HOUR_PRESETS.map(
        (hours) =>
          html`<label>
            <input
              type="checkbox"
              name="hours_before"
              value="${hours}"
              ${hoursBefore.includes(hours) ? 'checked' : ''}
            />
            ${hours}
          </label>`,
      )}
      <label
        >others <input name="other_hours" value="${typed ?? others}" placeholder="3, 72" size="12"
      /></label>
    </div>
    <label>
      Calls are made from <input type="time" name="from" value="${callingHours.from}" required /> until
      <input name="until" value="${callingHours.until}" pattern="${CLOCK_TIME}|24:00" size="5" required />
      <small>of the called party's clock</small>
    </label>
    <div class="row">
      ${WEEKDAYS.map(
        (name, place) =>
          html`<label>
            <input
              type="checkbox"
              name="weekdays"
              value="${place + 1}"
              ${callingHours.weekdays.includes(place + 1) ? 'checked' : ''}
            />
            ${name}
          </label>`,
      )}
    </div>
    <label>
      Public holidays of
      <input name="holidays" value="${callingHours.holidays.join(', ')}" placeholder="GB, DE-BY" />
    </label>
  </fieldset>`;
}

function retrySection({ preset, retries }: ReminderSettings): Markup {
  const minutes = {
    no_answer: retries.delayMinutes.no_answer,
    voicemail: retries.delayMinutes.voicemail,
    busy: retries.delayMinutes.busy,
    failed: retries.delayMinutes.failed,
  };
  const names = ['no_answer', 'voicemail', 'busy', 'failed'] as const;
  return html`<fieldset>
    <legend>Retries</legend>
    <label> Rule set ${choice('preset', preset, ['standard', 'office'])} </label>
    <label>
      Retries at most
      ${choice(
        'most_retries',
        String(retries.mostRetries),
        Array.from({ length: MOST_RETRIES + 1 }, (_, n) => String(n)),
      )}
    </label>
    ${names.map(
      (name) =>
        html`<label
          >${DELAY_NAMES[name]}: again after ${delayChoice(name, minutes[name], DELAYS[name])}</label
        >`,
    )}
  </fieldset>`;
}

function choice(name: string, chosen: string, options: string[]): Markup {
  return html`<select name="${name}">
    ${options.map(
      (option) => html`<option value="${option}" ${option === chosen ? 'selected' : ''}>${option}</option>`,
    )}
  </select>`;
}

/** What is set stays to be chosen, also where it is none of the usual ones. */
function delayChoice(name: string, minutes: number, hours: number[]): Markup {
  const options = [...new Set([...hours.map((one) => one * HOUR_MINUTES), minutes])].toSorted(
    (a, b) => a - b,
  );
  return html`<select name="delay_${name}">
    ${options.map(
      (option) =>
        html`<option value="${option}" ${option === minutes ? 'selected' : ''}>
          ${speakDelay(option)}
        </option>`,
    )}
  </select>`;
}

function speakDelay(minutes: number): string {
  if (minutes === 0) return 'never';
  return minutes % HOUR_MINUTES === 0 ? `${minutes / HOUR_MINUTES} h` : `${minutes} min`;
}

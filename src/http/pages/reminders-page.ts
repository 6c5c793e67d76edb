import { html } from 'hono/html';
import type { Appointment } from '../../domain/appointment.ts';
import type { CallButton } from '../../domain/reminders/call-button.ts';
import type { FollowUpTask } from '../../domain/reminders/follow-up-task.ts';
import { toWallTime } from '../../domain/wall-clock.ts';
import type { RemindersOverview } from '../../operations/reminders/read-overview.ts';
import { layout } from './layout.ts';
import type { Markup } from './layout.ts';

export interface RemindersView extends RemindersOverview {
  tenant: string;
  /** IANA; every time on the page is of it. */
  zone: string;
  /** Why a call that was asked for was not made. */
  problem?: string;
  /** Whether who looks may have somebody rung. */
  mayCall: boolean;
}

const BUTTON_TEXT: Record<CallButton, string> = {
  idle: 'Call now',
  validating: 'Checking ...',
  initiating: 'Dialling ...',
  ringing: 'Ringing ...',
  answered: 'In a call',
  completed: 'Called',
  failed: 'Failed',
};

/** What is planned, what waits for a person, and whom to ring now (VIO-72). */
export function remindersPage(view: RemindersView): Markup {
  const at = (instant: Date) => {
    const { date, time } = toWallTime(instant, view.zone);
    return `${date} ${time}`;
  };
  return layout(
    { title: 'Reminders', tenant: view.tenant },
    html`${view.problem === undefined ? '' : html`<p class="bad" role="alert">${view.problem}</p>`}
      ${view.isPaused ? html`<p class="note">All calls are paused.</p>` : ''}
      <h2>Appointments of the next seven days</h2>
      <table>
        <tr>
          <th>When</th>
          <th>Who</th>
          <th>What</th>
          <th></th>
        </tr>
        ${view.upcoming.map(
          ({ appointment, call }) =>
            html`<tr>
              <td>${at(appointment.startsAt)}</td>
              <td>${appointment.customer?.name ?? ''}</td>
              <td>
                ${appointment.service?.name ?? ''}
                ${appointment.confirmedAt === undefined ? '' : html`<span class="good">confirmed</span>`}
              </td>
              <td>${callCell(view, appointment, call)}</td>
            </tr>`,
        )}
      </table>
      <h2>Calls planned for the next 24 hours</h2>
      ${taskTable(view.due, view.names, at)}
      <h2>Waiting for you</h2>
      ${taskTable(view.reviews, view.names, at)}`,
  );
}

function callCell(
  { mayCall }: RemindersView,
  { id, customer }: Appointment,
  call: { sessionId: string; button: CallButton } | undefined,
): Markup | string {
  if (customer?.phone === undefined || !mayCall) return '';
  const button = call?.button ?? 'idle';
  const isRunning = ['validating', 'initiating', 'ringing', 'answered'].includes(button);
  return html`<form method="post" action="/reminders/call/${customer.id}">
    <input type="hidden" name="appointment" value="${id}" />
    <button data-state="${button}" ${isRunning ? 'disabled' : ''}>${BUTTON_TEXT[button]}</button>
    ${call === undefined ? '' : html`<a href="/reminders/calls/${call.sessionId}">Progress</a>`}
  </form>`;
}

function taskTable(
  tasks: FollowUpTask[],
  names: RemindersView['names'],
  at: (instant: Date) => string,
): Markup {
  if (tasks.length === 0) return html`<p>Nothing.</p>`;
  return html`<table>
    <tr>
      <th>When</th>
      <th>Who</th>
      <th>What</th>
      <th>Why</th>
    </tr>
    ${tasks.map(
      (task) =>
        html`<tr>
          <td>${at(task.scheduledAt)}</td>
          <td>${names.get(task.customerId ?? '') ?? ''}</td>
          <td>${task.kind === 'call' ? task.purpose : task.kind} ${task.urgency ?? ''}</td>
          <td>${task.why ?? task.retryOf ?? ''} ${task.movedBecause ?? ''}</td>
        </tr>`,
    )}
  </table>`;
}

import { html } from 'hono/html';
import { callButton, goesOn, RING_BAR_SECONDS } from '../../domain/reminders/call-button.ts';
import { toWallTime } from '../../domain/wall-clock.ts';
import type { CallStatus } from '../../operations/reminders/read-call-status.ts';
import { layout } from './layout.ts';
import type { Markup } from './layout.ts';

const REFRESH_SECONDS = 2;

/** One call as it goes on: asked for anew every two seconds until it is over (VIO-73). */
export function callProgressPage(
  { session, states, secondsInState, isOverdue }: CallStatus,
  { tenant, zone }: { tenant: string; zone: string },
): Markup {
  const button = callButton(session);
  return layout(
    {
      title: 'Call',
      tenant,
      ...(goesOn(session.state) ? { refreshSeconds: REFRESH_SECONDS } : {}),
    },
    html`<p class="note" data-state="${button}">
        <strong>${button}</strong>
        ${session.outcome ?? session.placementError ?? ''}
        ${isOverdue ? html`<span class="bad">longer than usual</span>` : ''}
      </p>
      ${
        button === 'ringing'
          ? html`<progress
              max="${RING_BAR_SECONDS}"
              value="${Math.min(secondsInState, RING_BAR_SECONDS)}"
              aria-label="ringing"
            ></progress>`
          : ''
      }
      <ol>
        ${states.map(({ state, at }) => html`<li>${toWallTime(at, zone).time} ${state}</li>`)}
      </ol>
      <p><a href="/reminders">Back</a></p>`,
  );
}

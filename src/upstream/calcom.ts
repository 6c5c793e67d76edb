import { createHash } from 'node:crypto';
import { openCalcomCalendar } from './calcom-calendar.ts';
import type { CalcomLine, CalcomPolicy } from './calcom-call.ts';
import { createCalcomLine } from './calcom-call.ts';
import type { CalcomTarget } from './calcom-http.ts';
import type { Calendar, Calendars } from './calendar.ts';
import type { RateBudget } from './rate-budget.ts';
import { createRateBudget } from './rate-budget.ts';

interface OpenedCalendar {
  target: CalcomTarget;
  limits: { requestsPerMinute: number };
  budget: RateBudget;
  line: CalcomLine;
  calendar: Calendar;
}

/**
 * Cal.com v2 calendars, one circuit breaker per tenant and one rate budget per key (ASK-67, ASK-70, ASK-88).
 * `open` is cheap and may be called for every piece of work; another address or key starts afresh.
 */
export function createCalcomCalendars(policy: CalcomPolicy): Calendars {
  const opened = new Map<string, OpenedCalendar>();

  /** That of a tenant who uses the same key, else a new one. */
  function budgetFor(target: CalcomTarget): RateBudget {
    const shared = [...opened.values()].find((other) => isSame(other.target, target));
    return shared?.budget ?? createRateBudget(markOf(target), policy.rateWindow, policy.elapsedMs);
  }

  return {
    open(tenantId, settings) {
      const known = opened.get(tenantId);
      if (known !== undefined && isSame(known.target, settings)) {
        known.limits.requestsPerMinute = settings.requestsPerMinute;
        return known.calendar;
      }
      const limits = { requestsPerMinute: settings.requestsPerMinute };
      const target = { baseUrl: settings.baseUrl, apiKey: settings.apiKey };
      const budget = budgetFor(target);
      const line = createCalcomLine(tenantId, target, limits, budget, policy);
      const calendar = openCalcomCalendar(line);
      opened.set(tenantId, { target, limits, budget, line, calendar });
      return calendar;
    },

    health: (tenantId) => opened.get(tenantId)?.line.health() ?? { circuit: 'closed' },
  };
}

function isSame(a: CalcomTarget, b: CalcomTarget): boolean {
  return a.baseUrl === b.baseUrl && a.apiKey === b.apiKey;
}

/** Stands for the key where others may see it. */
function markOf({ baseUrl, apiKey }: CalcomTarget): string {
  return createHash('sha256').update(`${baseUrl}\n${apiKey}`).digest('base64url');
}

import { openCalcomCalendar } from './calcom-calendar.ts';
import type { CalcomLine, CalcomPolicy } from './calcom-call.ts';
import { createCalcomLine } from './calcom-call.ts';
import type { CalcomTarget } from './calcom-http.ts';
import type { Calendar, Calendars } from './calendar.ts';

interface OpenedCalendar {
  target: CalcomTarget;
  limits: { requestsPerMinute: number };
  line: CalcomLine;
  calendar: Calendar;
}

/**
 * Cal.com v2 calendars, one circuit breaker and one rate budget per tenant and key (ASK-67, ASK-70, ASK-88).
 * `open` is cheap and may be called for every piece of work; another address or key starts afresh.
 */
export function createCalcomCalendars(policy: CalcomPolicy): Calendars {
  const opened = new Map<string, OpenedCalendar>();

  return {
    open(tenantId, settings) {
      const known = opened.get(tenantId);
      if (
        known !== undefined &&
        known.target.baseUrl === settings.baseUrl &&
        known.target.apiKey === settings.apiKey
      ) {
        known.limits.requestsPerMinute = settings.requestsPerMinute;
        return known.calendar;
      }
      const limits = { requestsPerMinute: settings.requestsPerMinute };
      const target = { baseUrl: settings.baseUrl, apiKey: settings.apiKey };
      const line = createCalcomLine(tenantId, target, limits, policy);
      const calendar = openCalcomCalendar(line);
      opened.set(tenantId, { target, limits, line, calendar });
      return calendar;
    },

    health: (tenantId) => opened.get(tenantId)?.line.health() ?? { circuit: 'closed' },
  };
}

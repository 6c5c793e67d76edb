import { createLog } from '../../src/platform/log.ts';
import { createCalcomCalendars } from '../../src/upstream/calcom.ts';
import type { Calendar, Calendars, CalendarSettings, Exchange } from '../../src/upstream/calendar.ts';
import type { ScriptedServer } from './scripted-server.ts';
import { startScriptedServer } from './scripted-server.ts';

export const CALCOM_KEY = 'cal_test_0000000000000000000000000000';

export interface ScriptedCalcom {
  server: ScriptedServer;
  calendars: Calendars;
  /** Of the tenant `tenant-1`. */
  calendar: Calendar;
  settings: CalendarSettings;
  /** Elapsed machine time; the tests move it. */
  machine: { ms: number };
  /** Everything that `options` was told, in order. */
  exchanges: Exchange[];
  options: { onExchange: (exchange: Exchange) => void };
  /** The tenants whose calendar answered again after its circuit was open. */
  recovered: string[];
  /** Log lines as written. */
  logged: string[];
}

/** Cal.com's client in front of a scripted server, with the timeouts a test asks for. */
export async function startScriptedCalcom(
  timeouts: { readTimeoutMs: number; writeTimeoutMs: number } = {
    readTimeoutMs: 10_000,
    writeTimeoutMs: 30_000,
  },
): Promise<ScriptedCalcom> {
  const server = await startScriptedServer();
  const machine = { ms: 0 };
  const logged: string[] = [];
  const recovered: string[] = [];
  const exchanges: Exchange[] = [];
  const calendars = createCalcomCalendars({
    ...timeouts,
    breaker: { failures: 5, openMs: 60_000, successesToClose: 2 },
    elapsedMs: () => machine.ms,
    log: createLog('trace', { write: (line) => void logged.push(line) }),
    rateWindow: undefined,
    onRecovered: (tenantId) => void recovered.push(tenantId),
  });
  const settings = { baseUrl: `${server.origin}/v2`, apiKey: CALCOM_KEY, requestsPerMinute: 120 };
  return {
    server,
    calendars,
    calendar: calendars.open('tenant-1', settings),
    settings,
    machine,
    exchanges,
    recovered,
    options: { onExchange: (exchange) => void exchanges.push(exchange) },
    logged,
  };
}

/** The schema in which pg-boss keeps its tables. */
export const JOB_SCHEMA = 'pgboss';

/** The alarms of this system. A job carries ids only; the row it names is the truth. */
export const JOB_QUEUES = [
  {
    name: 'calendar-event',
    options: { retryLimit: 5, retryDelay: 2, retryBackoff: true, expireInSeconds: 90, notify: true },
  },
  {
    // Of one tenant one waits and one runs at most.
    name: 'reconcile',
    options: {
      policy: 'stately',
      retryLimit: 4,
      retryDelay: 60,
      retryBackoff: true,
      expireInSeconds: 3_000,
      notify: true,
    },
  },
  { name: 'compare-call', options: { retryLimit: 2, retryDelay: 10, expireInSeconds: 60, notify: true } },
  {
    name: 'dial',
    options: { retryLimit: 5, retryDelay: 2, retryBackoff: true, expireInSeconds: 90, notify: true },
  },
  {
    name: 'outcome',
    options: { retryLimit: 5, retryDelay: 2, retryBackoff: true, expireInSeconds: 90, notify: true },
  },
  {
    // Of one tenant one waits and one runs at most.
    name: 'plan',
    options: {
      policy: 'stately',
      retryLimit: 4,
      retryDelay: 30,
      retryBackoff: true,
      expireInSeconds: 1_800,
      notify: true,
    },
  },
  { name: 'freed', options: { retryLimit: 3, retryDelay: 30, expireInSeconds: 120, notify: true } },
  { name: 'sweep', options: { retryLimit: 0, expireInSeconds: 90 } },
  { name: 'import', options: { retryLimit: 0, expireInSeconds: 3_000 } },
  { name: 'night', options: { retryLimit: 0, expireInSeconds: 3_000 } },
] as const;

export type JobName = (typeof JOB_QUEUES)[number]['name'];

/** The schema in which pg-boss keeps its tables. */
export const JOB_SCHEMA = 'pgboss';

/** The alarms of this system. A job carries ids only; the row it names is the truth. */
export const JOB_QUEUES = [
  {
    name: 'calendar-event',
    options: { retryLimit: 5, retryDelay: 2, retryBackoff: true, expireInSeconds: 90, notify: true },
  },
  { name: 'sweep', options: { retryLimit: 0, expireInSeconds: 90 } },
] as const;

export type JobName = (typeof JOB_QUEUES)[number]['name'];

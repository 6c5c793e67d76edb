import type { ReconcileReport } from '../../src/operations/reconcile/run-reconcile.ts';

const NAMES = { calcom: 'Cal.com', retell: 'Retell' } as const;

/** Whether everything was looked at, and everything found is mended. */
export function isWhole({ run, broken }: ReconcileReport): boolean {
  return broken === undefined && run.drift.every(({ repaired }) => repaired);
}

/** What a run looked at, found and mended, for a person. */
export function describeReport({ run, broken }: ReconcileReport): string[] {
  const things = run.source === 'calcom' ? 'bookings and appointments' : 'calls';
  const repaired = run.drift.filter((drift) => drift.repaired).length;
  const found =
    run.drift.length === 0 ? 'no drift' : `${run.drift.length} differ, ${repaired} of them repaired`;
  return [
    `${NAMES[run.source]}: ${run.looked} ${things} compared, changed since ${run.since.toISOString()}: ${found}`,
    ...run.drift.map(
      ({ what, appointmentId, callId, repaired: isRepaired }) =>
        `  ${what.padEnd(16)}${appointmentId ?? callId ?? '-'}  ${isRepaired ? 'repaired' : 'NOT repaired'}`,
    ),
    ...(broken === undefined
      ? []
      : [
          `  broke off (${broken}): run it again, it ${run.next === undefined ? 'looks at the same' : 'goes on there'}`,
        ]),
  ];
}

/** The same for a program. */
export function reportAsJson({ run, broken }: ReconcileReport): Record<string, unknown> {
  return {
    source: run.source,
    since: run.since.toISOString(),
    looked: run.looked,
    finished: broken === undefined,
    ...(broken === undefined ? {} : { broken }),
    drift: run.drift.map(({ what, appointmentId, callId, repaired }) => ({
      what,
      ...(appointmentId === undefined ? {} : { appointment_id: appointmentId }),
      ...(callId === undefined ? {} : { call_id: callId }),
      repaired,
    })),
  };
}

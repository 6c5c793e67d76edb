import type { SpokenProof } from '../platform/outcome.ts';
import type { Appointment } from './appointment.ts';
import type { Proof } from './audit.ts';

/** What is done with an appointment that has to be proven to be the caller's. */
export type ProvenDeed = 'read' | 'move' | 'cancel';

/** What a tenant may accept as proof. That an appointment was made on this very call always suffices. */
export type AcceptableProof = Exclude<Proof, 'this_call'>;

export const ACCEPTABLE_PROOFS = ['caller_id', 'name_and_date', 'booking_code'] as const;

/** Each of the proofs named for a deed suffices for it. */
export type ProofPolicy = Record<ProvenDeed, AcceptableProof[]>;

/** For tenants that have set none. */
export const USUAL_PROOF: ProofPolicy = {
  read: [...ACCEPTABLE_PROOFS],
  move: [...ACCEPTABLE_PROOFS],
  cancel: [...ACCEPTABLE_PROOFS],
};

/** So many tries to prove something may fail on one call; after them nothing that is said proves anything. */
export const MOST_FAILED_TRIES = 3;

/** An appointment, and what proves it to be the caller's. */
export interface ProvenAppointment {
  appointment: Appointment;
  by: Proof;
}

export function suffices(policy: ProofPolicy, deed: ProvenDeed, by: Proof): boolean {
  return by === 'this_call' || policy[deed].includes(by);
}

/** What a caller can say to prove it for the deed; nothing where the number they call from is all that counts. */
export function spokenProofs(policy: ProofPolicy, deed: ProvenDeed): SpokenProof[] {
  return policy[deed].filter((proof) => proof !== 'caller_id');
}

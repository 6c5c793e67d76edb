declare const permitBrand: unique symbol;

/** Leave to ring somebody once, for one session. Without it the dialler takes no request. */
export type DialPermit = string & { readonly [permitBrand]: true };

/** Called by the dial gate alone, after it has written down that it allows this session's call. */
export function grantDialPermit(sessionId: string): DialPermit {
  // The brand exists in types only; this is the one place that puts it on.
  return sessionId as DialPermit;
}

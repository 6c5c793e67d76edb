/** The channel on which PostgreSQL tells all processes that calls of a tenant have changed; says whose, never what. */
export const LIVE_CHANNEL = 'slotline_calls';

/** Under this number and the tenant's, advisory locks let one transaction after the other tell its changes. */
export const LIVE_LOCK = 1_886_745_203;

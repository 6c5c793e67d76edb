/** Why a tenant's calls are stopped. `key`: the provider does not take our key; `payment`: it wants to be paid first. */
export type PauseCause = 'owner' | 'key' | 'payment' | 'account' | 'reputation' | 'quality';

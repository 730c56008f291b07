/** Kinds of ecosystem: `LOCAL` for an ecosystem of organizations, `NETWORK` for a network of ecosystems. */
export const ecosystemKinds = ['LOCAL', 'NETWORK'] as const;

/** One of {@link ecosystemKinds}. */
export type EcosystemKind = (typeof ecosystemKinds)[number];

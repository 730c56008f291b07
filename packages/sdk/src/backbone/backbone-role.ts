/** How an organization serves as a backbone. */
export const backboneRoles = ['LEAD', 'SUPPORT'] as const;
/** One of {@link backboneRoles}. */
export type BackboneRole = (typeof backboneRoles)[number];

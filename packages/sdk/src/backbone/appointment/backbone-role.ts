/** Roles of a backbone organization. */
export const backboneRoles = ['LEAD', 'SUPPORT'] as const;
/** One of {@link backboneRoles}. */
export type BackboneRole = (typeof backboneRoles)[number];

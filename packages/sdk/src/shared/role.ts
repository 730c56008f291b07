/**
 * The roles of principals in an ecosystem, from the fewest to the most rights. Each has the rights of those before it.
 *
 * `OBSERVER`: reads what members may see. `CONTRIBUTOR`: also writes what belongs to the organizations that its grant names.
 * `STEWARD`: reads everything and manages measurement. `BACKBONE`: does everything in the ecosystem, grants included.
 */
export const roles = ['OBSERVER', 'CONTRIBUTOR', 'STEWARD', 'BACKBONE'] as const;

/** One of {@link roles}. */
export type Role = (typeof roles)[number];

/** Whether a role has the rights of another one. */
export function includesRole(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}

/** Whether a role changes records: a CONTRIBUTOR those that belong to its organizations, a STEWARD and a BACKBONE also others. */
export function changesRecords(role: Role): boolean {
  return includesRole(role, 'CONTRIBUTOR');
}

/** Whether a role reads every record of the ecosystem: a STEWARD and a BACKBONE. */
export function readsEverything(role: Role): boolean {
  return includesRole(role, 'STEWARD');
}

/** Whether a role acts for every organization of the ecosystem, so that its grants name none: a STEWARD and a BACKBONE. */
export function actsForEveryOrganization(role: Role): boolean {
  return includesRole(role, 'STEWARD');
}

/** Whether a role changes every record of the ecosystem, grants included: a BACKBONE. */
export function changesEverything(role: Role): boolean {
  return includesRole(role, 'BACKBONE');
}

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

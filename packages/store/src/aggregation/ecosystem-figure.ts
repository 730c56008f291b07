import { sql } from 'kysely';

/** The condition that a released cell `t` is the figure of the ecosystem: not one of an organization's or of a place. */
export const isEcosystemFigure = sql<boolean>`"t"."organization_id" is null and "t"."place" is null`;

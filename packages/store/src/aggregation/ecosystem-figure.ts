import { sql } from 'kysely';

/** The condition that a released cell `t` is a figure of the whole ecosystem: it has no organization and no place. */
export const isEcosystemFigure = sql<boolean>`"t"."organization_id" is null and "t"."place" is null`;

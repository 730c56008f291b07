/** `organizationId` → `organization_id`: the naming strategy of the entities. */
export function columnName(property: string): string {
  return property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

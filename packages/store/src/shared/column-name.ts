/** `legalName` → `legal_name`: the naming strategy of the entities. */
export function columnName(property: string): string {
  return property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `legal_name` → `legalName`: the reverse of {@link columnName}. */
export function propertyName(column: string): string {
  return column.replaceAll(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** `CommonAgenda` → `common agenda`. */
export function nounOf(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase();
}

const uncountable = ['evidence', 'funding'];

/** `study` → `studies`, `working group` → `working groups`; `funding` stays. */
export function pluralOf(noun: string): string {
  if (uncountable.includes(noun)) return noun;
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** `CommonAgenda` → `common_agenda`: the prefix of its ids. */
export function prefixOf(name: string): string {
  return nounOf(name).replaceAll(' ', '_');
}

/** `CommonAgenda` → `commonAgenda`. */
export function camelOf(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/** `createGoal` → `CreateGoal`. */
export function pascalOf(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

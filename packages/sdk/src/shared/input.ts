import { parseDay } from './dates/calendar-date.ts';
import type { Issue } from './outcome.ts';
import { shown } from './shown.ts';

/*
 * Checks for the input of analyses and rules, which callers without types can get wrong. They are plain functions, so
 * that an analysis does not need a schema library.
 */

/** Returns the issues of one value, none if the value is valid. `path` is the position of the value in the input; an issue copies it. */
export type Check = (value: unknown, path: readonly string[]) => Issue[];

/**
 * Returns the issues of the parameters of a function. Each path begins with the name of the parameter.
 */
export function judgeInput<Parameters extends object>(
  parameters: Parameters,
  checks: { readonly [Name in keyof Parameters]-?: Check },
): Issue[] {
  return fields(checks)(parameters, []);
}

/** Requires a string. */
export const text = expecting('a text', (value) => typeof value === 'string');

/** Requires a calendar date, `YYYY-MM-DD`. */
export const day = expecting(
  'a date such as 2025-08-31',
  (value) => typeof value === 'string' && parseDay(value) !== undefined,
);

/** Requires `true` or `false`. */
export const flag = expecting('true or false', (value) => typeof value === 'boolean');

/** Requires a whole number that is not negative. */
export const count = expecting(
  'a whole number of at least 0',
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
);

/** Requires a finite number. */
export const number = expecting('a number', (value) => Number.isFinite(value));

/** Requires one of the listed values. */
export function oneOf(values: readonly string[]): Check {
  return expecting(`one of ${values.join(', ')}`, (value) => values.some((each) => each === value));
}

/** Requires a value for which `isValid` returns true; `expected` names such a value in messages. */
export function expecting(expected: string, isValid: (value: unknown) => boolean): Check {
  return (value, path) => {
    if (isValid(value)) return [];
    if (value === undefined || value === null) return required(path, expected);
    return [{ code: 'INVALID', path: [...path], message: `Expected ${expected}, not ${shown(value)}.` }];
  };
}

/** Requires a list whose entries all pass the check. An empty list passes. */
export function list(entry: Check): Check {
  const check = expecting('a list', Array.isArray);
  return (value, path) => {
    if (!Array.isArray(value)) return check(value, path);
    const issues: Issue[] = [];
    // One array for all entries, because an issue copies its path.
    const position = [...path, ''];
    for (let at = 0; at < value.length; at++) {
      position[path.length] = String(at);
      for (const issue of entry(value[at], position)) issues.push(issue);
    }
    return issues;
  };
}

/** Requires an object whose fields pass their checks. Other fields of the object are ignored. */
export function fields<T extends object>(checks: { readonly [Name in keyof T]-?: Check }): Check {
  const entries = Object.entries<Check>(checks);
  const check = expecting('an object', isObject);
  return (value, path) => {
    if (!isObject(value)) return check(value, path);
    const issues: Issue[] = [];
    const position = [...path, ''];
    for (const [name, each] of entries) {
      position[path.length] = name;
      for (const issue of each(value[name], position)) issues.push(issue);
    }
    return issues;
  };
}

/** Accepts null beside what the check accepts. */
export function nullable(check: Check): Check {
  return (value, path) => (value === null ? [] : check(value, path));
}

/** Accepts a missing value or null beside what the check accepts. */
export function optional(check: Check): Check {
  return (value, path) => (value === undefined || value === null ? [] : check(value, path));
}

/** Accepts a missing value beside what the check accepts, but not null: for fields whose default replaces only a missing value. */
export function omissible(check: Check): Check {
  return (value, path) => {
    if (value === undefined) return [];
    return value === null ? [{ code: 'INVALID', path: [...path], message: omitted }] : check(value, path);
  };
}

const omitted = 'Expected a value other than null. Omit the field if it has no value.';

/** Requires a term of a code list, by its scheme and its code. */
export const coded = fields<{ scheme: string; code: string }>({ scheme: text, code: text });

/** Requires a term of a code list with its label. */
export const labeledCode = fields<{ scheme: string; code: string; label: string; uri: string | null }>({
  scheme: text,
  code: text,
  label: text,
  uri: optional(text),
});

/** Requires the day of an event and the current day. See `EventDay`. */
export const eventDay = fields<{ on: string; today: string }>({ on: day, today: day });

function required(path: readonly string[], expected: string): Issue[] {
  return [{ code: 'REQUIRED', path: [...path], message: `This value is required. Expected ${expected}.` }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

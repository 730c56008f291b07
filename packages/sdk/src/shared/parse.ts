import * as z from 'zod';
import { namedField, sentValue } from './named-field.ts';
import { accepted, type Issue, type IssueCode, issueCodes, type Outcome, refused } from './outcome.ts';
import { judgeTexts } from './storable-text.ts';

/** The schema of a command's values. */
export type CommandSchema<Values extends object = object> = z.ZodType<Values>;

/** The schema of a command without values. */
export const noValues: CommandSchema = z.strictObject({});

/** The types of values, for messages. */
const typeNames: Partial<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/** Parses the values of a command with its schema. Returns the parsed values, or an issue for each invalid value. */
export function parseCommand<T>(schema: z.ZodType<T>, input: unknown): Outcome<T> {
  const unstorable = judgeTexts(input);
  if (unstorable.length > 0) return refused(...unstorable);
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return accepted(result.data);
  return { ok: false, issues: result.error.issues.flatMap(toIssues) };
}

function toIssues(issue: z.core.$ZodIssue): Issue[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      code: 'INVALID',
      path: [...path, key],
      message: `${namedField([...path, key])} is not a field that can be set here. Remove it.`,
    }));
  }
  return [{ code: issueCode(issue), path, message: message(issue) }];
}

function issueCode(issue: z.core.$ZodIssue): IssueCode {
  switch (issue.code) {
    case 'too_small':
      return isEmptyText(issue) ? 'REQUIRED' : 'OUT_OF_RANGE';
    case 'too_big':
      if (issue.origin === 'string') return 'TOO_LONG';
      return issue.origin === 'array' ? 'TOO_MANY' : 'OUT_OF_RANGE';
    case 'invalid_type':
    case 'invalid_value':
      return isAbsent(issue) ? 'REQUIRED' : 'INVALID';
    case 'custom': {
      const named = issueCodes.find((code) => code === issue.params?.issue);
      return named ?? 'INVALID';
    }
    default:
      return 'INVALID';
  }
}

function message(issue: z.core.$ZodIssue): string {
  const field = namedField(issue.path);
  switch (issue.code) {
    case 'too_small':
      if (isEmptyText(issue)) return `${field} must not be empty.`;
      return `${field} must ${limit(issue.origin, { bound: 'at least', count: issue.minimum })}.${sentSize(issue.input)}`;
    case 'too_big':
      return `${field} must ${limit(issue.origin, { bound: 'at most', count: issue.maximum })}.${sentSize(issue.input)}`;
    case 'invalid_type': {
      const expected = typeNames[issue.expected] ?? issue.expected;
      if (isAbsent(issue)) return `${field} is required. Expected ${expected}.`;
      return `${field} must be ${expected}.${sentValue(issue.input)}`;
    }
    case 'invalid_value':
      if (isAbsent(issue)) return `${field} is required. Use one of ${issue.values.join(', ')}.`;
      return `${field} must be one of ${issue.values.join(', ')}.${sentValue(issue.input)}`;
    default:
      return issue.message;
  }
}

function isEmptyText(issue: z.core.$ZodIssueTooSmall): boolean {
  return issue.origin === 'string' && Number(issue.minimum) === 1;
}

function isAbsent(issue: z.core.$ZodIssue): boolean {
  return issue.input === undefined || issue.input === null;
}

function limit(origin: string, { bound, count }: { bound: string; count: number | bigint }): string {
  const isOne = Number(count) === 1;
  if (origin === 'string') return `have ${bound} ${count} ${isOne ? 'character' : 'characters'}`;
  if (origin === 'array') return `have ${bound} ${count} ${isOne ? 'entry' : 'entries'}`;
  return `be ${bound} ${count}`;
}

/** The size of the value that was sent: its length, or the number itself. */
function sentSize(value: unknown): string {
  if (typeof value === 'string' || Array.isArray(value)) return ` You sent ${value.length}.`;
  return sentValue(value);
}

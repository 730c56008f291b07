import * as z from 'zod';
import { accepted, type Issue, type IssueCode, issueCodes, type Outcome, refused } from './outcome.ts';
import { judgeTexts } from './storable-text.ts';

/** The schema of a command's values. */
export type CommandSchema<Values extends object = object> = z.ZodType<Values>;

/** The schema of a command that has no values of its own. */
export const noValues: CommandSchema = z.strictObject({});

/** Reads a command with its schema; everything that is wrong with it is answered at once, as issues. */
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
      message: 'this field is unknown or cannot be set',
    }));
  }
  return [{ code: issueCode(issue), path, message: message(issue) }];
}

function issueCode(issue: z.core.$ZodIssue): IssueCode {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' && Number(issue.minimum) === 1 ? 'REQUIRED' : 'OUT_OF_RANGE';
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
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return 'this must not be empty';
      return `at least ${issue.minimum}${unit(issue.origin, issue.minimum)} expected`;
    case 'too_big':
      return `at most ${issue.maximum}${unit(issue.origin, issue.maximum)} allowed`;
    case 'invalid_type':
      return isAbsent(issue) ? 'this is required' : `${issue.expected} is expected`;
    case 'invalid_value':
      return `${isAbsent(issue) ? 'this is required: ' : ''}one of ${issue.values.join(', ')} is expected`;
    default:
      return issue.message;
  }
}

function isAbsent(issue: z.core.$ZodIssue): boolean {
  return issue.input === undefined || issue.input === null;
}

function unit(origin: string, count: number | bigint): string {
  if (origin === 'string') return Number(count) === 1 ? ' character is' : ' characters are';
  if (origin !== 'array') return ' is';
  return Number(count) === 1 ? ' entry is' : ' entries are';
}

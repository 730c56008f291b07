import type { Issue } from '@collective-impact/sdk';
import { violatedConstraint } from '../database/database-error.ts';
import type { AnyRecordDefinition } from '../record-definition.ts';

/** A row that a unique constraint rejected: the prefix of its type, the name of the constraint, and its values. */
export interface UniqueConflict {
  readonly prefix: string;
  readonly constraint: string;
  readonly values: object;
}

/** Thrown inside a transaction to undo it; the writer returns its issues to the caller. */
export class RejectedCommand extends Error {
  readonly issues: Issue[];
  readonly conflict: UniqueConflict | undefined;

  constructor(issues: Issue[], options?: { cause: unknown; conflict?: UniqueConflict | undefined }) {
    super(`The command was rejected. ${issues.map((issue) => issue.message).join(' ')}`, options);
    this.issues = issues;
    this.conflict = options?.conflict;
  }
}

/** The record that a write adds or changes. */
type RejectedRow = Pick<AnyRecordDefinition, 'type'> & { values: object };

/** Runs a write. If a unique constraint rejects a row, throws what this means to the caller as a {@link RejectedCommand}. */
export async function explainConstraints<T>(
  { constraints, type, values }: Pick<AnyRecordDefinition, 'constraints'> & Partial<RejectedRow>,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const constraint = violatedConstraint(error) ?? '';
    const meaning = constraints[constraint];
    if (!meaning) throw error;
    const { code = 'DUPLICATE', path, message } = meaning;
    const conflict = type && values && { prefix: type.prefix, constraint, values };
    throw new RejectedCommand([{ code, path, message }], { cause: error, conflict });
  }
}

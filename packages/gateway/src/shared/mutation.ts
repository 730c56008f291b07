import type { AnyRecordType, Issue, Outcome } from '@collective-impact/sdk';
import type { Command, Transition, Writing } from '@collective-impact/store';
import type { GatewayContext } from './context.ts';

/** What stands behind a user error. */
export type UserErrorParent = Issue;

/**
 * The resolver of any mutation. Its payload follows from the type of record: the record under its own name, and the user
 * errors. The types of the contract are not those of the model to a compiler, so that it is told nothing of it here;
 * `test/parity.test.ts` compares the two.
 */
type MutationResolver = (parent: unknown, args: { input: object }, context: GatewayContext) => Promise<never>;

/** The resolver of a mutation that creates a record. */
export function creates(writing: Writing): MutationResolver {
  return carriesOut(writing.type, ({ writer }, input) => writer.create(writing, input));
}

/** The resolver of a mutation that changes fields of a record. */
export function updates(writing: Writing): MutationResolver {
  return carriesOut(writing.type, ({ writer }, input) => writer.update(writing, input));
}

/** The resolver of a mutation that takes a record to another state of its life. */
export function does(transition: Transition): MutationResolver {
  return carriesOut(transition.writing.type, ({ writer }, input) => writer.transition(transition, input));
}

/** The resolver of a mutation that does what `work` says, and answers the record of this type whose UUID `work` answers. */
export function carriesOut(
  type: Pick<AnyRecordType, 'name' | 'prefix'>,
  work: (context: GatewayContext, input: Command) => Promise<Outcome<string>>,
): MutationResolver {
  const field = type.name.charAt(0).toLowerCase() + type.name.slice(1);
  return async (_parent, { input }, context) => {
    const outcome = await work(context, input as Command);
    // Several mutations of one request see what the ones before them wrote.
    context.read.forget();
    const record = outcome.ok ? await context.read.record(type.prefix, outcome.value) : null;
    return { [field]: record, userErrors: outcome.ok ? [] : outcome.issues } as never;
  };
}

import type { AnyRecordType, Issue, Outcome } from '@collective-impact/sdk';
import type { Command, RecordDefinition, RecordEntity, RecordRow, Transition, Writer } from '@collective-impact/store';
import type { GatewayContext } from './context.ts';

/** The parent object of a user error. */
export type UserErrorParent = Issue;

/** The payload of a mutation: the record under the name of its type (`goal`), null if there are user errors. */
type Payload<Name extends RecordEntity['name']> = { [Field in Uncapitalize<Name>]: RecordRow<Name> | null } & {
  userErrors: Issue[];
};

/** The resolver of a mutation for one type of record. */
type MutationResolver<Entity extends RecordEntity> = (
  parent: unknown,
  args: { input: Command },
  context: GatewayContext,
) => Promise<Payload<Entity['name']>>;

/** The resolver of a mutation that creates a record. */
export function create<Type extends AnyRecordType, Entity extends RecordEntity>(
  definition: RecordDefinition<Type, Entity>,
): MutationResolver<Entity> {
  return command(definition, (writer, input) => writer.create(definition, input));
}

/** The resolver of a mutation that changes fields of a record. */
export function update<Type extends AnyRecordType, Entity extends RecordEntity>(
  definition: RecordDefinition<Type, Entity>,
): MutationResolver<Entity> {
  return command(definition, (writer, input) => writer.update(definition, input));
}

/** The resolver of a mutation that changes the status of a record. */
export function transition<Type extends AnyRecordType, Entity extends RecordEntity, Values extends object>(
  transition: Transition<Type, Entity, Values>,
): MutationResolver<Entity> {
  return command(transition.definition, (writer, input) => writer.transition(transition, input));
}

/** The resolver of a mutation that runs a command of the store. The command returns the UUID of a record of this type. */
export function command<Type extends AnyRecordType, Entity extends RecordEntity>(
  { type }: RecordDefinition<Type, Entity>,
  run: (writer: Writer, input: Command) => Promise<Outcome<string>>,
): MutationResolver<Entity> {
  const field = type.name.charAt(0).toLowerCase() + type.name.slice(1);
  return async (_parent, { input }, { read, writer }) => {
    const outcome = await run(writer, { ...input });
    // Later mutations of the same request must read the new values.
    read.forget();
    const record = outcome.ok ? await read.record(type.prefix, outcome.value) : null;
    const payload: object = { [field]: record, userErrors: outcome.ok ? [] : outcome.issues };
    return payload as Payload<Entity['name']>;
  };
}

import { accepted, type CommandSchema, type Outcome } from '@collective-impact/sdk';
import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from './unit-of-work.ts';
import type { Transition, Writing, WrittenRecord } from './writing.ts';

/**
 * The transition that takes a step of a record's life. It is named for both, as its mutation is: `ratify` and
 * `CommonAgenda`. `rule` is asked once the step is legal: it refuses the step, does what goes with it, or answers what
 * to store beside the state.
 */
export function lifeStep(
  writing: Writing,
  taken: {
    step: string;
    /** What the mutation says beside the record's id and version. */
    values?: CommandSchema;
    clears?: Transition['clears'];
    rule?: Transition['rule'];
  },
): Transition {
  const { step, values, clears, rule: own } = taken;
  const take = taking(writing, step);
  return {
    name: `${step}${writing.type.name}`,
    writing,
    values,
    clears,
    rule: async (unit, said) => {
      const next = take(said.record);
      if (!next.ok || !own) return next;
      const more = await own(unit, said);
      return more.ok ? accepted({ ...next.value, ...more.value }) : more;
    },
  };
}

/** Takes a step of the one record, if there is one, whose place another takes: at no moment are there two. */
export async function stepAside(
  unit: UnitOfWork,
  aside: {
    writing: Writing;
    step: string;
    where: Record<string, unknown>;
    /** Refuses the step, or answers what to store beside the state. */
    rule?: (record: WrittenRecord) => Promise<Outcome<Record<string, unknown>>>;
  },
): Promise<Outcome<Record<string, unknown>>> {
  const { writing, step, where, rule = async () => accepted({}) } = aside;
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const record: WrittenRecord | null = await unit.em.findOne(writing.entity, where as never, lock);
  if (!record) return accepted({});
  const next = taking(writing, step)(record);
  if (!next.ok) return next;
  const more = await rule(record);
  if (!more.ok) return more;
  unit.em.assign(record, { ...next.value, ...more.value } as never);
  await unit.em.flush();
  return accepted({});
}

/** How a step is taken; that there is no such step is found when a transition is described. */
function taking(writing: Writing, step: string): (record: WrittenRecord) => Outcome<{ status: string }> {
  const { life, type } = writing;
  if (!life?.steps[step]) throw new Error(`the life of a ${type.name} has no step named ${step}`);
  return (record) => life.take(record as never, step);
}

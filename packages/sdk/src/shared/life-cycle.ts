import { fields, judgeInput, list, oneOf, text } from './input.ts';
import { accepted, type Issue, type Outcome, refused } from './outcome.ts';

/** A transition of a life cycle: the states it starts from, and the state it leads to. */
export interface StatusTransition<Status extends string> {
  /** The past participle, for messages: `adopted`. */
  readonly done: string;
  readonly from: readonly Status[];
  readonly to: Status;
  /** What to do instead, by the state in which the transition is illegal. */
  readonly remedies?: Partial<Readonly<Record<Status, string>>>;
}

/** The states of a kind of record, and the transitions between them. */
export interface LifeCycle<Status extends string, Name extends string> {
  /** The state of a new record. */
  readonly initial: Status;
  readonly transitions: Readonly<Record<Name, StatusTransition<Status>>>;
  /** The status after a transition; `ILLEGAL_TRANSITION` if the transition does not start from the record's status. */
  transition(record: { readonly status: Status }, name: Name): Outcome<{ status: Status }>;
  /** Whether what a record says, and what is part of it, can still change. */
  isOpen(record: { readonly status: Status }): boolean;
  /** What is wrong with giving these fields another value: those of a record that is not open are `IMMUTABLE`. */
  judgeChange(record: { readonly status: Status }, fields: readonly string[]): Issue[];
}

/**
 * Describes the life cycle of a kind of record.
 *
 * @example
 * const life = lifeCycle({
 *   noun: 'term',
 *   statuses: ['PROPOSED', 'ADOPTED'],
 *   transitions: { adopt: { done: 'adopted', from: ['PROPOSED'], to: 'ADOPTED' } },
 *   open: ['PROPOSED'],
 *   closed: 'never changes: propose another one',
 * });
 * life.initial; // 'PROPOSED'
 * life.transition({ status: 'PROPOSED' }, 'adopt'); // { ok: true, value: { status: 'ADOPTED' } }
 * life.transition({ status: 'ADOPTED' }, 'adopt').ok; // false
 */
export function lifeCycle<Status extends string, Name extends string>(definition: {
  /** What it is the life of, in words: `common agenda`. */
  noun: string;
  /** Its states; it begins in the first. */
  statuses: readonly [Status, ...Status[]];
  transitions: Readonly<Record<Name, StatusTransition<NoInfer<Status>>>>;
  /** The states in which what it says can change; all where left out. */
  open?: readonly NoInfer<Status>[];
  /** What is said of one in any other state, and what to do instead: `never changes: create a new version`. */
  closed?: string;
}): LifeCycle<Status, Name> {
  const { noun, statuses, transitions, open = statuses, closed = 'does not change' } = definition;
  const recordOfStatus = fields<{ status: Status }>({ status: oneOf(statuses) });
  const isOpen = ({ status }: { readonly status: Status }) => open.includes(status);
  return {
    initial: statuses[0],
    transitions,
    transition: (record, name) => {
      const malformed = judgeInput({ record, name }, { record: recordOfStatus, name: oneOf(Object.keys(transitions)) });
      if (malformed.length > 0) return refused(...malformed);
      const { status } = record;
      const { from, to, done, remedies } = transitions[name];
      if (from.includes(status)) return accepted({ status: to });
      const remedy = remedies?.[status] ? `; ${remedies[status]}` : '';
      const message = `this ${noun} is ${status}: only one that is ${from.join(' or ')} can be ${done}${remedy}`;
      return refused({ code: 'ILLEGAL_TRANSITION', path: ['id'], message });
    },
    isOpen,
    judgeChange: (record, changed) => {
      const malformed = judgeInput({ record, changed }, { record: recordOfStatus, changed: list(text) });
      if (malformed.length > 0) return malformed;
      if (isOpen(record)) return [];
      const article = /^[aeiou]/.test(noun) ? 'an' : 'a';
      const message = `${article} ${noun} that is ${record.status} ${closed}`;
      return changed.filter((field) => !isAside(field)).map((field) => ({ code: 'IMMUTABLE', path: [field], message }));
    },
  };
}

/** Who may see a record and where it came from are no part of what it says, and can always change. */
export function isAside(field: string): boolean {
  return field === 'visibility' || field === 'sourceUri';
}

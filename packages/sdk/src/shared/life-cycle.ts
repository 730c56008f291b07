import { fields, judgeInput, list, oneOf, text } from './input.ts';
import { accepted, type Issue, type Outcome, refused } from './outcome.ts';

/** A transition of a life cycle: the statuses it starts from, and the status it leads to. */
export interface StatusTransition<Status extends string> {
  /** The past participle of the transition, for messages: `adopted`. */
  readonly done: string;
  readonly from: readonly Status[];
  readonly to: Status;
  /** What to do instead, as a sentence, by the status in which the transition is illegal. */
  readonly remedies?: Partial<Readonly<Record<Status, string>>>;
}

/** The statuses of a kind of record, and the transitions between them. */
export interface LifeCycle<Status extends string, Name extends string> {
  /** The status of a new record. */
  readonly initial: Status;
  readonly transitions: Readonly<Record<Name, StatusTransition<Status>>>;
  /** The status after a transition; `ILLEGAL_TRANSITION` if the transition does not start from the record's status. */
  transition(record: { readonly status: Status }, name: Name): Outcome<{ status: Status }>;
  /** Whether the content of a record, and its parts, can change in its status. */
  isOpen(record: { readonly status: Status }): boolean;
  /** Returns an `IMMUTABLE` issue for each of these changed fields, if the record is not open. */
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
 *   closed: 'cannot be changed. Propose a new term.',
 * });
 * life.initial; // 'PROPOSED'
 * life.transition({ status: 'PROPOSED' }, 'adopt'); // { ok: true, value: { status: 'ADOPTED' } }
 * life.transition({ status: 'ADOPTED' }, 'adopt').ok; // false
 */
export function lifeCycle<Status extends string, Name extends string>(definition: {
  /** The kind of record, for messages: `common agenda`. */
  noun: string;
  /** The statuses. The first is that of a new record. */
  statuses: readonly [Status, ...Status[]];
  transitions: Readonly<Record<Name, StatusTransition<NoInfer<Status>>>>;
  /** The statuses in which the content can change; all statuses by default. */
  open?: readonly NoInfer<Status>[];
  /** Ends the message for a record that is not open, with the remedy: `cannot be changed. Create a new version.` */
  closed?: string;
}): LifeCycle<Status, Name> {
  const { noun, statuses, transitions, open = statuses, closed = 'cannot be changed.' } = definition;
  const article = /^[aeiou]/.test(noun) ? 'an' : 'a';
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
      const remedy = remedies?.[status] ? ` ${remedies[status]}` : '';
      const required = `Only ${article} ${noun} that is ${from.join(' or ')} can be ${done}.`;
      const message = `This ${noun} is ${status}. ${required}${remedy}`;
      return refused({ code: 'ILLEGAL_TRANSITION', path: ['id'], message });
    },
    isOpen,
    judgeChange: (record, changed) => {
      const malformed = judgeInput({ record, changed }, { record: recordOfStatus, changed: list(text) });
      if (malformed.length > 0) return malformed;
      if (isOpen(record)) return [];
      const message = `This ${noun} is ${record.status} and ${closed}`;
      return changed
        .filter((field) => !isAlwaysChangeable(field))
        .map((field) => ({ code: 'IMMUTABLE', path: [field], message }));
    },
  };
}

/** Whether a field can change in any status. The visibility and the source are not part of the content of a record. */
export function isAlwaysChangeable(field: string): boolean {
  return field === 'visibility' || field === 'sourceUri';
}

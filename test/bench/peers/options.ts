import { parseArgs } from 'node:util';
import { contestants } from './contestants.ts';
import { questions } from './questions.ts';

export interface Options {
  queries: readonly string[];
  servers: readonly string[];
  rounds: number;
  /** Of each measurement. */
  seconds: number;
  ecosystems: number;
  /** Whether to keep the data for the next run. */
  keep: boolean;
}

export const usage = `npm run bench:peers -- [options]

  --queries LIST     queries to ask, separated by commas; all by default: ${questions.map(({ name }) => name).join(', ')}
  --servers LIST     servers to ask, separated by semicolons; all by default: ${Object.keys(contestants).join('; ')}
  --rounds N         rounds in which the servers are asked in turn; 5 by default
  --seconds N        duration of each measurement; 4 by default
  --ecosystems N     ecosystems of 200 organizations and 20,000 released cells; 50 by default
  --keep             keep the data in a temporary folder, and use it in the next run of the same size
`;

/** Parses the arguments of the command. Throws an error that names a wrong one. */
export function parseOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      queries: text,
      servers: text,
      rounds: { ...text, default: '5' },
      seconds: { ...text, default: '4' },
      ecosystems: { ...text, default: '50' },
      keep: { type: 'boolean', default: false },
    },
  });
  return {
    queries: chosen(values.queries?.split(','), { option: '--queries', known: questions.map(({ name }) => name) }),
    servers: chosen(values.servers?.split(';'), { option: '--servers', known: Object.keys(contestants) }),
    rounds: positive(values.rounds, '--rounds'),
    seconds: positive(values.seconds, '--seconds'),
    ecosystems: positive(values.ecosystems, '--ecosystems'),
    keep: values.keep,
  };
}

function chosen(names: string[] | undefined, { option, known }: { option: string; known: string[] }): string[] {
  const trimmed = names?.map((name) => name.trim());
  const unknown = trimmed?.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`${option}: there is no "${unknown}". Choose from: ${known.join(', ')}.`);
  return trimmed ?? known;
}

function positive(text: string, option: string): number {
  const value = Number(text);
  if (!(Number.isInteger(value) && value > 0))
    throw new Error(`${option} must be a whole number above 0, not "${text}".`);
  return value;
}

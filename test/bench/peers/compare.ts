import { difference } from './answers.ts';
import type { Contestant } from './contestants.ts';
import { bodyOf, Connection } from './measure/connection.ts';
import type { Question } from './questions.ts';

/** Answers that are compared for each question. */
const compared = 3;

/** Throws an error with the first place where two servers answer a question differently. */
export async function compareAnswers(question: Question, contestants: readonly Contestant[]): Promise<void> {
  const all = await Promise.all(contestants.map((contestant) => answersOf(question, contestant)));
  const [reference = []] = all;
  for (const [at, answers] of all.entries()) {
    for (const [number, expected] of reference.entries()) {
      const found = difference(expected, answers[number] ?? null);
      if (found === null) continue;
      throw new Error(`${question.name}: ${contestants[0]?.name} and ${contestants[at]?.name} differ at ${found}`);
    }
  }
}

async function answersOf(question: Question, contestant: Contestant) {
  const requests = (await contestant.requests(question)).slice(0, compared);
  const connection = await Connection.open(contestant.server.address);
  try {
    const answers = [];
    for (const request of requests) {
      const response = await connection.ask(request);
      try {
        answers.push(contestant.answer(question, bodyOf(response)));
      } catch (cause) {
        throw new Error(`${question.name}: ${contestant.name} does not answer`, { cause });
      }
    }
    return answers;
  } finally {
    connection.close();
  }
}

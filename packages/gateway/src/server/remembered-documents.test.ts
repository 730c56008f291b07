import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { defaultLimits, documentValidator } from './limits/limits.ts';
import { rememberedDocuments } from './remembered-documents.ts';
import { testSchema } from './test-gateway.ts';

const document = parse('{ a }');

it('remembers the 1,000 documents that were used last', () => {
  const { documentCache } = rememberedDocuments();
  for (let number = 0; number < 1500; number += 1) documentCache.set(`query Q${number} { a }`, document);
  expect(documentCache.size).toBe(1000);
  expect([documentCache.has('query Q499 { a }'), documentCache.has('query Q500 { a }')]).toEqual([false, true]);
});

it('remembers documents and syntax errors of at most 1,000,000 characters each', () => {
  const { documentCache, errorCache } = rememberedDocuments();
  for (let number = 0; number < 100; number += 1) {
    const text = `# ${number}`.padEnd(100_000, 'x');
    documentCache.set(text, document);
    errorCache.set(text, new Error('A made-up error.'));
  }
  expect([documentCache.size, errorCache.size]).toEqual([9, 9]);
});

it('remembers that a document is valid, but no errors', () => {
  const schema = testSchema();
  const validateDocument = documentValidator(defaultLimits, { introspection: true });
  /** Validates a document twice. Returns the errors, and whether the second validation read the document. */
  const twice = (text: string) => {
    const { kind, definitions } = parse(text);
    let reads = 0;
    const read = () => {
      reads += 1;
      return definitions;
    };
    const watched = Object.defineProperty({ kind, definitions }, 'definitions', { get: read });
    const first = validateDocument(schema, watched);
    reads = 0;
    return { first, second: validateDocument(schema, watched), isReadAgain: reads > 0 };
  };
  expect(twice('{ hello }')).toEqual({ first: [], second: [], isReadAgain: false });
  const { first, second, isReadAgain } = twice('{ nothing }');
  expect([first.length, second.length, isReadAgain]).toEqual([1, 1, true]);
  expect(second[0]).not.toBe(first[0]);
});

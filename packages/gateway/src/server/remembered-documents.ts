import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** A parsed document takes about 50 bytes for each character of its text, so that all of them take at most about 50 MB. */
const limits = { max: 1000, maxSize: 1_000_000 };

/**
 * The parsed documents of recent requests, and the syntax errors of others, limited by size: the cache of Yoga is limited only by
 * the number of documents. The errors of validation are not remembered: up to 100 for a document take 200 KB.
 */
export function rememberedDocuments() {
  return { documentCache: boundedCache<DocumentNode>(), errorCache: boundedCache<Error>(), validationCache: false };
}

function boundedCache<Value extends object>() {
  return new LRUCache<string, Value>({ ...limits, sizeCalculation: (_, text) => text.length + 1 });
}

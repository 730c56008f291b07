/** A position in a source: a line of a CSV file (the header is line 1), or a node of a JSON-LD document. */
export interface SourceLocation {
  file: string;
  line?: number;
  node?: string;
}

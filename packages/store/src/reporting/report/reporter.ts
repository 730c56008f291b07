/** A reporter: an organization, or the ecosystem itself. `id` is a UUID. */
export interface Reporter {
  kind: 'organization' | 'ecosystem';
  id: string;
}

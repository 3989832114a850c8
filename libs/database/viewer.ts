/** By which way somebody came, for the record of what they did. */
export interface ViewerOrigin {
  via: 'session' | 'api-key' | 'job' | 'console' | 'nobody';
  apiKeyId?: string;
  /** Names the request in the logs. */
  requestId?: string;
}

/**
 * On whose behalf a transaction runs. PostgreSQL's row security reads these settings, so a query
 * sees what its viewer may see and nothing else.
 */
export interface Viewer {
  userId: string;
  /** The viewer's own branch: where new records belong unless they say otherwise. */
  branchId: string;
  /** Every branch in the viewer's subtree, own branch included. */
  branchIds: readonly string[];
  permissions: readonly string[];
  origin?: ViewerOrigin;
}

/** A list of plain words as a PostgreSQL array literal; refuses anything that would need quoting. */
export function arrayLiteral(values: readonly string[]): string {
  for (const value of values) {
    if (!/^[A-Za-z0-9:_-]+$/.test(value)) throw new Error('array literal: not a plain word');
  }
  return `{${values.join(',')}}`;
}

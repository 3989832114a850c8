/** How an attempt to send ended. `unknown`: it may have arrived, so it is not tried again. */
export type Outcome =
  { state: 'sent' } | { state: 'failed' | 'given-up' | 'unknown' | 'cancelled'; code: string };

/** Classes and codes of PostgreSQL (appendix A of its manual) that say: connection failed, server ends or starts, no room. */
const SQL_STATES = /^(?:08...|57P0[1-4]|53300)$/;
const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);
/** What the driver says, without a code, when the server's end of a connection is gone. */
const DRIVER_MESSAGES =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** Whether a statement failed because the database cannot be reached just now; asked again later it may pass. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  // The server's socket is a file, and gone when the server is.
  if (syscall === 'connect' && code === 'ENOENT') return true;
  if (typeof code === 'string') return SQL_STATES.test(code) || SOCKET_CODES.has(code);
  return DRIVER_MESSAGES.test(error.message);
}

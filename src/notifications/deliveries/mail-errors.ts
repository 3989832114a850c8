import type { Outcome } from './outcome';

interface SmtpError {
  code?: string;
  command?: string;
  syscall?: string;
  responseCode?: number;
  message?: string;
}

/** Codes of a conversation that never came to handing over the mail. */
const BEFORE_THE_MAIL = new Set(['EDNS', 'EAUTH', 'ETLS', 'EOAUTH2', 'EPROXY', 'ECONFIG', 'ENOAUTH']);
const NEVER_CONNECTED = /^(Connection timeout|Greeting never received|Invalid greeting)/;

/**
 * What an error of the mail server means for the mail. A refused receiver is final (RFC 5321, replies 5yz); a server
 * that is away or busy is asked again; a conversation that broke off may have handed the mail over.
 */
export function mailOutcome(error: unknown): Outcome {
  const { code, command, syscall, responseCode, message = '' } = error as SmtpError;
  if (code === 'EAUTH') return { state: 'failed', code: 'mail.log-in' };
  if (responseCode !== undefined) {
    const refused = responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
    return { state: refused ? 'given-up' : 'failed', code: refused ? 'mail.refused' : 'mail.server' };
  }
  const unsent = BEFORE_THE_MAIL.has(code ?? '') || syscall !== undefined || NEVER_CONNECTED.test(message);
  return unsent ? { state: 'failed', code: 'mail.unreachable' } : { state: 'unknown', code: 'mail.unknown' };
}

import { isDatabaseAway } from './database-away';

const failure = (message: string, code?: string) => Object.assign(new Error(message), code ? { code } : {});

test.each([
  failure('terminating connection due to administrator command', '57P01'),
  failure('the database system is starting up', '57P03'),
  failure('connection failure', '08006'),
  failure('connect ECONNREFUSED', 'ECONNREFUSED'),
  failure('Connection terminated unexpectedly'),
  Object.assign(failure('connect ENOENT', 'ENOENT'), { syscall: 'connect' }),
])('away: $message', (error) => expect(isDatabaseAway(error)).toBe(true));

test.each([
  failure('duplicate key', '23505'),
  failure('canceled by timeout', '57014'),
  Object.assign(failure('no such file', 'ENOENT'), { syscall: 'open' }),
  failure('a bug'),
  'text',
])('a fault of its own (%#)', (error) => expect(isDatabaseAway(error)).toBe(false));

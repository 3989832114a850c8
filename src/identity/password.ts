import { hash, verify } from '@node-rs/argon2';

/** OWASP's recommended argon2id setting: 19 MiB, two passes, one lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2ID);

export const verifyPassword = (passwordHash: string, password: string): Promise<boolean> =>
  verify(passwordHash, password);

let nobody: Promise<string> | undefined;

/** Takes as long as a real check, so that an unknown e-mail answers no faster than a wrong password. */
export async function verifyNobody(password: string): Promise<false> {
  nobody ??= hashPassword('no such user');
  await verifyPassword(await nobody, password);
  return false;
}

import fc from 'fast-check';
import { creditCodeCheck, isCreditCode, normalCreditCode } from './credit-code';

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const bodies = fc.array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 });

describe('unified social credit code', () => {
  // The publicly listed code of a well-known company, and the worked value of a body of zeros and ones.
  it.each(['91350100M000100Y43', '914403001922038216', '00000000000000000' + '0'])('knows %s', (code) => {
    expect(isCreditCode(code)).toBe(true);
  });

  it('is written in capitals without gaps', () => {
    expect(normalCreditCode(' 9135 0100-m000100y43 ')).toBe('91350100M000100Y43');
  });

  it.each([
    '',
    '91350100M000100Y4',
    '91350100M000100Y433',
    '91350100M000100Y4I',
    '91350100m000100Y43',
    '9135010OM000100Y43',
  ])('refuses %j', (code) => expect(isCreditCode(code)).toBe(false));

  it('finds every single wrong character and every two neighbours swapped', () => {
    fc.assert(
      fc.property(bodies, fc.nat(16), fc.constantFrom(...ALPHABET), (body, at, other) => {
        const code = body.join('') + creditCodeCheck(body.join(''));
        const wrong = [...code];
        wrong[at] = other;
        const swapped = [...code];
        [swapped[at], swapped[at + 1]] = [swapped[at + 1]!, swapped[at]!];
        return (
          isCreditCode(code) &&
          isCreditCode(wrong.join('')) === (wrong.join('') === code) &&
          isCreditCode(swapped.join('')) === (swapped.join('') === code)
        );
      }),
    );
  });
});

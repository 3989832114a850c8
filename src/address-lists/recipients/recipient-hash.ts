import { hash } from 'node:crypto';
import { normalForm } from './recipient-normal';

/** Who a hash is of; text that is not known is ''. */
export interface Recipient {
  name: string;
  company: string;
  address: string;
  postcode: string;
}

/** Keyed hashes of one recipient as hexadecimal text, 32 characters (16 bytes) each. */
export interface RecipientHashes {
  /** Name, firm, address and postcode: two records with the same one are the same piece of mail. */
  recipient: string;
  /** The person, or the firm where no person is named, at the address, whatever the postcode. */
  person: string;
  /** The address alone. */
  address: string;
}

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const HEX_CHARACTERS = 32;
/** Three bytes are the most that UTF-8 takes for one UTF-16 unit. */
const BYTES_A_UNIT = 3;

/**
 * HMAC-SHA256 (RFC 2104) over normalised fields, cut to 16 bytes. Written out over the one-shot hash because a
 * list has millions of records and an Hmac object a record costs three times as much; a test compares the two.
 */
export class RecipientHasher {
  private readonly outer: Buffer;
  private inner: Buffer;

  /** @param key secret key of 1 to 64 bytes */
  constructor(key: Buffer) {
    if (key.length === 0 || key.length > BLOCK_BYTES) throw new RangeError('hash key: 1 to 64 bytes');
    this.inner = padded(key, 0x36, BLOCK_BYTES + 2048);
    this.outer = padded(key, 0x5c, BLOCK_BYTES + DIGEST_BYTES);
  }

  hashes({ name, company, address, postcode }: Recipient): RecipientHashes {
    const person = normalForm(name);
    const firm = normalForm(company);
    const place = normalForm(address);
    return {
      recipient: this.keyed(
        `recipient\u001f${person}\u001f${firm}\u001f${place}\u001f${normalForm(postcode)}`,
      ),
      person: this.keyed(`person\u001f${person || firm}\u001f${place}`),
      address: this.keyed(`address\u001f${place}`),
    };
  }

  private keyed(text: string): string {
    const room = BLOCK_BYTES + text.length * BYTES_A_UNIT;
    if (room > this.inner.length) this.inner = Buffer.concat([this.inner], room);
    const end = BLOCK_BYTES + this.inner.write(text, BLOCK_BYTES);
    this.outer.write(hash('sha256', this.inner.subarray(0, end), 'hex'), BLOCK_BYTES, 'hex');
    return hash('sha256', this.outer, 'hex').slice(0, HEX_CHARACTERS);
  }
}

function padded(key: Buffer, pad: number, size: number): Buffer {
  const block = Buffer.alloc(size);
  for (let i = 0; i < BLOCK_BYTES; i += 1) block[i] = (key[i] ?? 0) ^ pad;
  return block;
}

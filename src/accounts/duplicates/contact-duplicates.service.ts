import { Injectable } from '@nestjs/common';
import { fieldChanges } from '../../../libs/events/field-changes';
import { maskEmail, maskNumber } from '../contacts/phone-numbers';
import {
  type ContactIdentity,
  type ContactLookalike,
  ContactDuplicatesRepository,
} from './contact-duplicates.repository';
import { CONTACT_WEIGHTS } from './duplicate-rules';
import { likelyDuplicates } from './duplicates.errors';
import { type Candidate, candidatesOf } from './shared-keys';

export type ContactCandidate = Candidate<ContactLookalike>;

export type { ContactIdentity };

const COMPARED = ['name', 'mobile', 'phone', 'email', 'wechat'] as const;

/** Who may be the person that is typed. Knows only contacts the viewer sees; number and address leave here masked. */
@Injectable()
export class ContactDuplicatesService {
  constructor(private readonly duplicates: ContactDuplicatesRepository) {}

  /** Likeliest first. @param except the contact itself, when it is there already */
  async candidates(typed: ContactIdentity, except: string | null = null): Promise<ContactCandidate[]> {
    return (await this.candidatesOfEach([typed], except))[0]!;
  }

  /** Of many at once, as a file has them; in their order. */
  async candidatesOfEach(
    typed: readonly ContactIdentity[],
    except: string | null = null,
  ): Promise<ContactCandidate[][]> {
    const alike = await this.duplicates.alike(typed.map(compared), except);
    return candidatesOf<ContactLookalike>(CONTACT_WEIGHTS, alike, typed.length).map((list) =>
      list.map((one) => ({ ...one, mobile: maskNumber(one.mobile), email: maskEmail(one.email) })),
    );
  }

  /** @throws AppError `record.likely-duplicate` with the candidates, when any is likely */
  async refuseLikely(typed: ContactIdentity, except: string | null = null): Promise<void> {
    const candidates = await this.candidates(typed, except);
    if (candidates.some(({ likely }) => likely)) throw likelyDuplicates(candidates);
  }

  /** Whether a change touches anything a contact is compared by. */
  concerns(before: Omit<ContactIdentity, 'accountIds'>, change: Partial<ContactIdentity>): boolean {
    return fieldChanges<ContactIdentity>(before, change, COMPARED).length > 0;
  }
}

const compared = ({ name, mobile, phone, email, wechat, accountIds }: ContactIdentity): ContactIdentity => ({
  name,
  mobile,
  phone,
  email,
  wechat,
  accountIds,
});

import { Injectable } from '@nestjs/common';
import type { Page } from '../../../libs/database/keyset';
import { ListRegistry } from '../../../libs/lists/list-registry';
import { birthdaysAhead, plusDays, TIME_ZONE, todayIn } from './birthdays';
import type { ContactQueryDto } from './contact.dto';
import { ContactList } from './contact-list';
import { ContactsRepository } from './contacts.repository';
import { type ContactInList, ContactsService } from './contacts.service';
import { maskEmail } from './phone-numbers';

/** The list of contacts as it is asked for: masked further than a contact's own page. */
@Injectable()
export class ContactListService {
  constructor(
    private readonly contacts: ContactsRepository,
    private readonly service: ContactsService,
    private readonly lists: ListRegistry,
    private readonly list: ContactList,
  ) {}

  /** @throws AppError `filter.…`, `list.unknown-column` */
  async page(query: ContactQueryDto): Promise<Page<ContactInList>> {
    const today = todayIn(TIME_ZONE);
    const touchedBefore = query.untouchedFor === undefined ? null : plusDays(today, -query.untouchedFor);
    const ahead = birthdaysAhead(today, query.birthdayWithin ?? 0);
    const page = await this.contacts.page(query, touchedBefore, ahead, () =>
      this.lists.catalogueOf(this.list),
    );
    const items = page.items.map((row) => {
      const contact = this.service.masked(row);
      // Greetings need the day, nobody in a list needs the age.
      const birthday = contact.birthday && { ...contact.birthday, year: null };
      return { ...contact, birthday, email: maskEmail(contact.email) };
    });
    return { ...page, items };
  }
}

import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { ContactsService } from '../accounts/contacts/contacts.service';
import { InfluenceService } from '../accounts/contacts/influence.service';
import { DEMO_CONTACTS, DEMO_LINKS, type DemoContact } from './demo-contacts';

/** An account of the demo with its team and the contacts entered so far, by name. */
interface Firm {
  id: string;
  team: { userId: string; role: string }[];
  people: Map<string, string>;
}

/** The people of the demo's accounts, inside a transaction of somebody who may enter them. */
@Injectable()
export class DemoContactsService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly contacts: ContactsService,
    private readonly influence: InfluenceService,
  ) {}

  async load(): Promise<void> {
    const firms = new Map<string, Firm>();
    for (const [index, contact] of DEMO_CONTACTS.entries()) {
      const firm = firms.get(contact.account) ?? (await this.firm(contact.account));
      firms.set(contact.account, firm);
      firm.people.set(contact.name, await this.enter(contact, firm, index));
    }
    for (const [code, firm] of firms) await this.draw(code, firm);
  }

  private async firm(code: string): Promise<Firm> {
    const [account] = await this.accounts.findByCode(code);
    if (!account) throw new Error(`demo: no account ${code}`);
    const members = await this.accounts.serving(account.id);
    return { id: account.id, team: members, people: new Map() };
  }

  private async enter(contact: DemoContact, firm: Firm, index: number): Promise<string> {
    const { birthday, preferences = '', touchedOn, alsoAt } = contact;
    const basis = birthday !== undefined || preferences !== '' ? 'consent' : null;
    const serial = String(index + 1).padStart(4, '0');
    const { id } = await this.contacts.create({
      name: contact.name,
      phone: null,
      mobile: `1380000${serial}`,
      email: `contact${serial}@example.com`,
      wechat: null,
      birthday: birthday ? { ...birthday, year: null } : null,
      preferences,
      lawfulBasis: basis,
      lawfulNote: basis ? '演示：走访时本人同意' : '',
      note: '',
      position: this.position(contact, firm),
    });
    if (alsoAt) await this.alsoAt(id, alsoAt, contact);
    if (touchedOn) await this.contacts.touch(id, { channel: 'visit', on: lastTime(touchedOn), note: '' });
    return id;
  }

  private position(contact: DemoContact, { id, team, people }: Firm) {
    const { title, department, role, rank, stance, strength } = contact;
    const covering = team.filter((member) => contact.coveredBy.some((seat) => seat === member.role));
    return {
      accountId: id,
      ...{ title, department, role, rank, stance, strength },
      isPrimary: people.size === 0,
      startedOn: null,
      endedOn: null,
      coveredBy: covering.map(({ userId }) => userId),
    };
  }

  private async alsoAt(
    id: string,
    { account, title }: { account: string; title: string },
    contact: DemoContact,
  ) {
    const firm = await this.firm(account);
    const position = this.position({ ...contact, coveredBy: [] }, firm);
    await this.contacts.addPosition(id, { ...position, title, isPrimary: false });
  }

  private async draw(code: string, { id, people }: Firm): Promise<void> {
    const reports = DEMO_CONTACTS.filter(
      ({ account, reportsTo }) => account === code && reportsTo !== undefined,
    ).map(({ name, reportsTo }) => ({
      from: name,
      to: reportsTo!,
      kind: 'reports-to' as const,
      strength: 2,
    }));
    const links = [...reports, ...DEMO_LINKS.filter(({ account }) => account === code)];
    if (links.length === 0) return;
    await this.influence.replace(id, {
      version: 1,
      links: links.map(({ from, to, kind, strength }) => ({
        fromId: people.get(from)!,
        toId: people.get(to)!,
        kind,
        strength,
      })),
      places: [],
    });
  }
}

const BEIJING_MS = 8 * 3_600_000;

/** The last time it was this month and day: nobody was spoken with on a day that is still to come. */
function lastTime(monthAndDay: string): string {
  const today = new Date(Date.now() + BEIJING_MS).toISOString().slice(0, 10);
  const thisYear = `${today.slice(0, 4)}-${monthAndDay}`;
  return thisYear <= today ? thisYear : `${Number(today.slice(0, 4)) - 1}-${monthAndDay}`;
}

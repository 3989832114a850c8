/** What a place of a customer is used for. */
export const ADDRESS_KINDS = ['registered', 'office', 'mailing', 'billing', 'site'] as const;

/** Why a date of a customer is worth remembering. */
export const DATE_KINDS = ['anniversary', 'closing', 'season', 'contract', 'other'] as const;

export interface AccountAddress {
  kind: (typeof ADDRESS_KINDS)[number];
  text: string;
  postcode: string | null;
  /** Degrees, both or neither. */
  longitude: number | null;
  latitude: number | null;
}

export interface ImportantDate {
  kind: (typeof DATE_KINDS)[number];
  month: number;
  /** Null for a whole month. */
  day: number | null;
  /** The one year of a date that does not return, or the year a yearly one began. */
  year: number | null;
  /** Last month of a season; before `month` when the season runs over the new year. */
  untilMonth: number | null;
  yearly: boolean;
  note: string;
}

/** How the customer mails: what we should know before offering anything. */
export interface MailHabits {
  /** Pieces of each product in January to December of an ordinary year. */
  products: { product: string; months: number[] }[];
  /** Who else carries or prints for them, with a guessed share of their mail in percent. */
  competitors: { name: string; share: number | null; note: string }[];
  decision: { steps: string[]; weeks: number | null };
  budget: {
    yearStartMonth: number | null;
    planningMonth: number | null;
    approvalMonth: number | null;
    amountFen: number | null;
  };
  note: string;
}

export const NO_HABITS: MailHabits = {
  products: [],
  competitors: [],
  decision: { steps: [], weeks: null },
  budget: { yearStartMonth: null, planningMonth: null, approvalMonth: null, amountFen: null },
  note: '',
};

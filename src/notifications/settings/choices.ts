import { CATEGORIES, type Category } from '../rules/categories';

export const EMAIL_CHOICES = ['off', 'at-once', 'digest'] as const;

export type EmailChoice = (typeof EMAIL_CHOICES)[number];

/** By which ways a category reaches somebody. */
export interface Choice {
  inApp: boolean;
  email: EmailChoice;
  /** Whether the branch's chat robots tell their groups of what concerns this person. */
  robot: boolean;
}

export type Choices = Record<Category, Choice>;

export interface Setting {
  categories: Choices;
  digestHour: number;
  quietFrom: number | null;
  quietTo: number | null;
  urgentPasses: boolean;
  language: 'zh' | 'en' | null;
}

const AT_ONCE: Choice = { inApp: true, email: 'at-once', robot: true };
const IN_DIGEST: Choice = { inApp: true, email: 'digest', robot: true };

/** For whoever has chosen nothing: at once what waits for them, the rest once a day; nights are quiet. */
export const USUAL: Setting = {
  categories: {
    mention: AT_ONCE,
    assignment: AT_ONCE,
    approval: AT_ONCE,
    service: IN_DIGEST,
    production: IN_DIGEST,
    account: IN_DIGEST,
  },
  digestHour: 8,
  quietFrom: 22 * 60,
  quietTo: 7 * 60,
  urgentPasses: true,
  language: null,
};

/** What is stored, with a usual choice for each category that came to the product later. */
export function choicesOf(stored: Partial<Choices> | null): Choices {
  return Object.fromEntries(
    CATEGORIES.map((category) => [category, stored?.[category] ?? USUAL.categories[category]]),
  ) as Choices;
}

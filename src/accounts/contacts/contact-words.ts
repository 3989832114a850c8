/** What somebody decides about in their firm. */
export const CONTACT_ROLES = [
  'decision-maker',
  'influencer',
  'user',
  'gatekeeper',
  'payer',
  'liaison',
] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

/** How high somebody stands, theirs and ours alike; highest first. */
export const RANKS = ['executive', 'senior', 'manager', 'staff'] as const;
export type Rank = (typeof RANKS)[number];

/** How somebody stands to us; warmest first. */
export const STANCES = ['champion', 'supporter', 'neutral', 'sceptic', 'opponent'] as const;
export type Stance = (typeof STANCES)[number];

export const LINK_KINDS = ['reports-to', 'sponsors', 'blocks'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** Why we may keep a birthday or a preference. */
export const LAWFUL_BASES = ['consent', 'contract', 'legitimate-interest', 'public-source'] as const;
export type LawfulBasis = (typeof LAWFUL_BASES)[number];

export const TOUCH_CHANNELS = ['phone', 'wechat', 'email', 'visit', 'event', 'mail'] as const;
export type TouchChannel = (typeof TOUCH_CHANNELS)[number];

export const BIRTHDAY_CALENDARS = ['solar', 'lunar'] as const;
export type BirthdayCalendar = (typeof BIRTHDAY_CALENDARS)[number];

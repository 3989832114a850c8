import type { Account } from '../../../api/types';

/** Parts of the profile that are edited together. */
export type ProfileSection = 'basics' | 'addresses' | 'dates' | 'habits' | 'custom';

export type MissingPart = Account['completenessParts'][number]['part'];

/** Where a missing part is filled in; null for what the form of the whole account asks. */
export const sectionOf: Record<MissingPart, ProfileSection | null> = {
  legalName: 'basics',
  creditCode: 'basics',
  industry: null,
  manager: null,
  address: 'addresses',
  coordinates: 'addresses',
  phone: 'basics',
  website: 'basics',
  dates: 'dates',
  volumes: 'habits',
  decision: 'habits',
  budget: 'habits',
};

export const addressKinds = ['registered', 'office', 'mailing', 'billing', 'site'] as const;
export const dateKinds = ['anniversary', 'closing', 'season', 'contract', 'other'] as const;
export const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/** A form's emptied number is null or undefined; the API says null. */
export const orNull = <T>(value: T | null | undefined): T | null => value ?? null;

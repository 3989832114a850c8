import type { TFunction } from 'i18next';
import type { HealthPart } from '../../../api/account-plans';

/** Where each part can be seen and mended, as a tab of the account. */
export const tabOfPart: Record<HealthPart['part'], string> = {
  revenue: 'revenue',
  contact: 'people',
  service: 'service',
  satisfaction: 'service',
  coverage: 'people',
  profile: 'profile',
};

/** What a part's percentage comes from, in a sentence. */
export function healthSentence(t: TFunction, { part, facts }: HealthPart): string {
  const number = (name: string): number => Number(facts[name] ?? 0);
  switch (part) {
    case 'revenue': {
      if (facts.change === null) return t(facts.earned ? 'plans.said.revenueNew' : 'plans.said.revenueNone');
      const change = number('change');
      return change < 0
        ? t('plans.said.revenueDown', { change: -change })
        : t('plans.said.revenueUp', { change });
    }
    case 'contact': {
      const within = number('within');
      if (facts.days === 0) return t('plans.said.contactToday');
      return facts.days === null
        ? t('plans.said.contactNever', { within })
        : t('plans.said.contact', { days: number('days'), within });
    }
    case 'service':
      return t('plans.said.service', { complaints: number('complaints'), overdue: number('overdue') });
    case 'satisfaction':
      return facts.score === null
        ? t('plans.said.satisfactionNone')
        : t('plans.said.satisfaction', { score: number('score') });
    case 'coverage':
      return number('people') === 0
        ? t('plans.said.coverageNone')
        : t('plans.said.coverage', { people: number('people'), met: number('met') });
    case 'profile': {
      const completeness = number('completeness');
      return t(facts.reviewDue ? 'plans.said.profileDue' : 'plans.said.profile', { completeness });
    }
  }
}

/** From which score on an account or a part of it is well, and below which it is in trouble. */
export const WELL = 70;
export const TROUBLE = 40;

import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { LegalBasis } from '../../api/lists';
import type { AddressList } from '../../api/types';
import type { ListImport } from '../../api/list-imports';
import { StateTag, type Tone } from '../../ui/StateTag';

/** On what addressees may be written to, in the order a form offers them. */
export const legalBases: readonly LegalBasis[] = ['consent', 'contract', 'request', 'legal-duty', 'public'];

/** Days before the end of a list's basis from which it is said. */
const NEAR_DAYS = 30;

/** Whether a list may be mailed, and how much longer. */
export function ListStateTag({ list }: { list: AddressList }) {
  const { t } = useTranslation();
  if (list.state === 'archived') return <StateTag tone="stopped">{t('lists.archived')}</StateTag>;
  if (list.refusal !== null) {
    return <StateTag tone="attention">{t(`lists.refusals.${list.refusal}`)}</StateTag>;
  }
  const days = list.expiresOn === null ? null : dayjs(list.expiresOn).diff(dayjs().startOf('day'), 'day');
  if (days !== null && days <= NEAR_DAYS) {
    return <StateTag tone="waiting">{t('lists.expiresIn', { count: days })}</StateTag>;
  }
  return <StateTag tone="done">{t('lists.mailable')}</StateTag>;
}

const tones: Record<ListImport['state'], Tone> = {
  uploaded: 'waiting',
  previewed: 'waiting',
  running: 'active',
  done: 'done',
  failed: 'attention',
  cancelled: 'stopped',
};

export function ImportStateTag({ state }: { state: ListImport['state'] }) {
  const { t } = useTranslation();
  return <StateTag tone={tones[state]}>{t(`lists.import.states.${state}`)}</StateTag>;
}

/** What is odd about a row that is taken all the same. */
export function useWarningWord(): (code: string) => string {
  const { t } = useTranslation();
  return (code) => {
    if (code === 'postcode-missing' || code === 'address-short') return t(`lists.import.warnings.${code}`);
    return code;
  };
}

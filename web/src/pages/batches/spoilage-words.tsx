import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Batch, Spoiled } from '../../api/types';
import { StateTag } from '../../ui/StateTag';

export const outcomes = ['reprinted', 'withdrawn'] as const;
export const reasons = ['jam', 'torn', 'misprint', 'insert-fault', 'other'] as const;

/** Pieces recorded at once, as the server takes them. */
export const MOST_AT_ONCE = 5_000;

export function OutcomeTag({ outcome }: Pick<Spoiled, 'outcome'>) {
  const { t } = useTranslation();
  return (
    <StateTag tone={outcome === 'reprinted' ? 'active' : 'stopped'}>
      {t(`spoilage.became.${outcome}`)}
    </StateTag>
  );
}

/** Lines that hold something. */
export const filledLines = (text: string | undefined): number =>
  (text ?? '').split('\n').filter((line) => line.trim() !== '').length;

/** The batch's own files, to choose one of. */
export const fileChoices = (t: TFunction, { chunks }: Batch) =>
  Array.from({ length: chunks }, (_, i) => ({ value: i + 1, label: t('spoilage.fileNo', { no: i + 1 }) }));
